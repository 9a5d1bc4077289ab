from io import BytesIO

from pypdf import PdfReader

from tests.ui.export.briefings import HOSTILE, LINKS, empty, endless, full, hostile
from ui.export.clean import clean
from ui.export.export import to_pdf


def opened(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(reader: PdfReader) -> str:
    return folded("".join(page.extract_text() for page in reader.pages))


def folded(text: str) -> str:
    """Lines break where the page wants it."""
    return "".join(text.split())


def links(reader: PdfReader) -> tuple[set[str], set[str]]:
    """The addresses that the pages link to, and the places in them that they link to."""
    outside, inside = set(), set()
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            found = annotation.get_object()
            if "/A" in found:
                outside.add(found["/A"]["/URI"])
            else:
                inside.add(str(found["/Dest"]))
    return outside, inside


def test_each_quote_is_in_the_text() -> None:
    reader = opened(to_pdf(full(), LINKS))

    text = text_of(reader)
    sources = text[text.rindex("Sources") :]
    assert all(folded(citation.quote) in sources for citation in full().citations)
    assert f"1/{len(reader.pages)}" in text
    assert reader.metadata and reader.metadata.title == "Ferries to Bergen"


def test_notes_are_linked_both_ways_and_to_the_articles_alone() -> None:
    outside, inside = links(opened(to_pdf(full(), LINKS)))

    assert outside == {LINKS["ferry"]}
    references = 13
    assert len(inside) == len(full().citations) + references


def test_what_others_wrote_is_text_and_nothing_else() -> None:
    reader = opened(to_pdf(hostile(), {f"a{n}": words for n, words in enumerate(HOSTILE, 1)}))

    text = text_of(reader)
    for words in HOSTILE[:6]:
        assert folded(clean(words)) in text
    assert "İstanbul'daığüşöç" in text
    assert "Київ" in text
    assert not links(reader)[0]
    assert "root:" not in text


def test_the_same_briefing_is_the_same_file() -> None:
    assert to_pdf(full(), LINKS) == to_pdf(full(), LINKS)


def test_a_briefing_without_notes_and_one_of_a_megabyte_open() -> None:
    assert "Nothing." in opened(to_pdf(empty(reason="Nothing."))).pages[0].extract_text()
    assert len(opened(to_pdf(endless(), {})).pages) < 10
