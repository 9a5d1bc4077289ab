import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from lxml import etree

from rag.briefing.briefing import Briefing
from tests.ui.export.briefings import HOSTILE, LINKS, empty, endless, full, hostile
from ui.export.clean import clean, clean_label
from ui.export.export import to_docx

ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


class Opened:
    """A Word file as python-docx opens it."""

    def __init__(self, content: bytes) -> None:
        self.file = docx.Document(BytesIO(content))
        self.part = self.file.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self._notes = etree.fromstring(self.part.blob)

    def in_notes(self, path: str) -> list[Any]:
        """What is at `path` in the part of the footnotes."""
        found: list[Any] = self._notes.xpath(path, namespaces=nsmap)
        return found

    def quotes(self) -> dict[str, str]:
        """The second paragraph of each footnote, by the footnote's number."""
        found = self.in_notes("w:footnote[not(@w:type)]")
        return {one.get(qn("w:id")): words(one.findall(qn("w:p"))[1]) for one in found}

    def references(self) -> list[str]:
        """The numbers of the footnotes in the order of the text."""
        body = self.file.element.body
        return [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def test_each_citation_is_a_footnote_with_its_quote() -> None:
    opened = Opened(to_docx(full(), LINKS))

    quotes = [citation.quote for citation in full().citations]
    order = [quotes.index(quote) + 1 for quote in opened.quotes().values()]
    assert sorted(order) == [1, 2, 3, 4, 5, 6]
    assert opened.references() == ["1", "2", "3", "4", "5", "6"] == list(opened.quotes())


def test_a_second_reference_points_to_the_first() -> None:
    body = Opened(to_docx(full(), LINKS)).file.element.body

    marks = body.xpath(".//w:bookmarkStart/@w:name")
    fields = body.xpath(".//w:fldSimple/@w:instr")
    assert {field.split()[1] for field in fields} == {
        "_RefNote1",
        "_RefNote2",
        "_RefNote3",
        "_RefNote6",
    }
    assert {field.split()[1] for field in fields} <= set(marks)
    assert len(marks) == len(set(marks))


def test_links_go_to_the_articles_alone() -> None:
    opened = Opened(to_docx(full(), LINKS))

    outside = [rel for rel in opened.part.rels.values() if rel.is_external]
    assert {rel.target_ref for rel in outside} == {LINKS["ferry"]}
    linked = opened.in_notes(".//w:hyperlink/@r:id")
    assert set(linked) == {rel.rId for rel in outside}


def test_what_is_told_stands_in_the_text() -> None:
    opened = Opened(to_docx(full(), LINKS))

    headings = [p.text for p in opened.file.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[0] == "Bottom line"
    assert headings[-1] == "Sources"
    cells = [
        [cell.text for cell in row.cells] for table in opened.file.tables for row in table.rows
    ]
    assert ["1 to 3 August 2025", "The new quay was opened between 1 and 3 August 2025."] in cells
    assert ["Quantity", "Value", "As of", "Source"] in cells
    assert opened.file.core_properties.title == "Ferries to Bergen"
    footer = opened.file.sections[0].footer.paragraphs[0]._p
    assert footer.xpath(".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]


def test_styles_named_are_there() -> None:
    opened = Opened(to_docx(full(), LINKS))

    known = {style.style_id for style in opened.file.styles}
    used = {*opened.in_notes(".//w:pStyle/@w:val"), *opened.in_notes(".//w:rStyle/@w:val")}
    assert len(used) == 5
    assert used <= known


def test_what_others_wrote_is_text_and_nothing_else() -> None:
    content = to_docx(hostile(), {f"a{n}": words for n, words in enumerate(HOSTILE, 1)})
    opened = Opened(content)

    assert list(opened.quotes().values()) == [clean(text) for text in HOSTILE]
    assert opened.file.paragraphs[0].text == clean_label(HOSTILE[0])
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in parts.read(name)


def test_a_briefing_without_notes_and_one_of_a_megabyte_open() -> None:
    assert Opened(to_docx(empty(reason="Nothing."))).quotes() == {}
    assert len(Opened(to_docx(endless(), {})).quotes()) == 2


def test_libreoffice_keeps_every_footnote(soffice: str, tmp_path: Path) -> None:
    told: dict[str, Briefing] = {"full": full(), "hostile": hostile()}
    for name, briefing in told.items():
        (tmp_path / f"{name}.docx").write_bytes(to_docx(briefing, LINKS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [tmp_path / f"{name}.docx" for name in told]
    command = [soffice, profile, "--headless", "--convert-to", "odt", "--outdir", tmp_path, *files]
    content: dict[str, Any] = {}
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    for name, briefing in told.items():
        with ZipFile(tmp_path / f"{name}.odt") as parts:
            content[name] = etree.fromstring(parts.read("content.xml"))
        notes = content[name].xpath("//text:note[@text:note-class='footnote']", namespaces=ODF)
        kept = [note.xpath("string(text:note-body/text:p[2])", namespaces=ODF) for note in notes]
        assert sorted(kept) == sorted(clean(cited.quote) for cited in briefing.citations)
    paragraphs = content["full"].xpath("//text:p", namespaces=ODF)
    again = f"{full().citations[2].quote}3"  # words, and the number of the note cited before
    assert again in ["".join(paragraph.itertext()) for paragraph in paragraphs]
