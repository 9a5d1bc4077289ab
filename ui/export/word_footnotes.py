"""Footnotes of Word: a part of the file that python-docx does not know yet.

The parts and elements are those of ECMA-376, part 1, sections 11.3.7 and 17.11.
"""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from ui.export.document import Note
from ui.export.word_styles import Styles

_LINES = {-1: "separator", 0: "continuationSeparator"}
"""The two lines above footnotes are footnotes themselves, with these numbers."""


class Footnotes:
    """The footnotes of one document."""

    def __init__(self, document: Document, styles: Styles) -> None:
        """Give `document` a part for footnotes, still without one."""
        self._styles = styles
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            self._root,
            document.part.package,
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._written: set[int] = set()
        settings = document.settings.element
        properties = OxmlElement("w:footnotePr")
        for number, line in _LINES.items():
            self._add_line(number, line)
            properties.append(OxmlElement("w:footnote", {qn("w:id"): str(number)}))
        settings.find(qn("w:compat")).addprevious(properties)  # the schema wants it just there

    def refer(self, paragraph: Paragraph, note: Note) -> None:
        """End `paragraph` with a reference to `note`.

        The first is the footnote's own; a later one is a cross-reference to it, which keeps to its
        number when footnotes are added or removed in Word.
        """
        if note.n in self._written:
            paragraph._p.append(self._cross_reference(note.n))
            return
        self._written.add(note.n)
        self._add(note)
        name = {qn("w:id"): str(note.n)}
        start = OxmlElement("w:bookmarkStart", {**name, qn("w:name"): _bookmark(note.n)})
        mark = self._run(style=self._styles.reference)
        mark.append(OxmlElement("w:footnoteReference", name))
        for element in (start, mark, OxmlElement("w:bookmarkEnd", name)):
            paragraph._p.append(element)

    def link(self, text: str, url: str) -> BaseOxmlElement:
        """Return `text` as a link to `url`, for a footnote."""
        at = self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink", {qn("r:id"): at})
        link.append(self._run(text, self._styles.link))
        return link

    def _add(self, note: Note) -> None:
        source = note.source
        head = self._paragraph(self._styles.footnote)
        number = self._run(style=self._styles.reference)
        number.append(OxmlElement("w:footnoteRef"))
        head.append(number)
        head.append(self._run(" "))
        head.append(self._run(source.name, self._styles.strong))
        head.append(self._run("".join(f", {part}" for part in (source.title, source.day) if part)))
        if source.link:
            head.append(self._run(", "))
            head.append(self.link(source.address, source.link))
        rest = f"{f', {source.file}' if source.file else ''}"
        head.append(self._run(f"{rest}{f' ({note.also_in})' if note.also_in else ''}"))
        quote = self._paragraph(self._styles.quote)
        quote.append(self._run(note.quote))
        footnote = OxmlElement("w:footnote", {qn("w:id"): str(note.n)})
        footnote.extend((head, quote))
        self._root.append(footnote)

    def _add_line(self, number: int, line: str) -> None:
        footnote = OxmlElement("w:footnote", {qn("w:type"): line, qn("w:id"): str(number)})
        paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
        run.append(OxmlElement(f"w:{line}"))
        paragraph.append(run)
        footnote.append(paragraph)
        self._root.append(footnote)

    def _cross_reference(self, n: int) -> BaseOxmlElement:
        field = OxmlElement("w:fldSimple", {qn("w:instr"): f" NOTEREF {_bookmark(n)} \\f \\h "})
        field.append(self._run(str(n), self._styles.reference))
        return field

    def _paragraph(self, style: str) -> BaseOxmlElement:
        paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
        properties.append(OxmlElement("w:pStyle", {qn("w:val"): style}))
        paragraph.append(properties)
        return paragraph

    def _run(self, text: str = "", style: str = "") -> BaseOxmlElement:
        run = OxmlElement("w:r")
        if style:
            properties = OxmlElement("w:rPr")
            properties.append(OxmlElement("w:rStyle", {qn("w:val"): style}))
            run.append(properties)
        if text:
            words = OxmlElement("w:t", {qn("xml:space"): "preserve"})
            words.text = text
            run.append(words)
        return run


def _bookmark(n: int) -> str:
    return f"_RefNote{n}"
