"""A document as a Word file, each citation a footnote; LibreOffice opens it too."""

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ui import texts
from ui.export.document import Cited, Document, Entries, Source, Table
from ui.export.word_footnotes import Footnotes
from ui.export.word_styles import SOFT, style
from ui.export.word_tables import add_row, add_table, mark_head, rule

_LABEL = Cm(4.1)
_TITLE_LIMIT = 255
"""As many characters python-docx takes as a property of a file."""


def render(document: Document) -> bytes:
    """Return `document` as a .docx file."""
    writer = _Writer(document)
    writer.write()
    return writer.content()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = {note.n: note for note in document.notes}
        self._file: WordFile = docx.Document()
        self._footnotes = Footnotes(self._file, style(self._file))
        page = self._file.sections[0]
        margins = (page.left_margin or 0) + (page.right_margin or 0)
        self._width = Emu((page.page_width or 0) - margins)

    def write(self) -> None:
        """Write everything."""
        self._describe()
        self._head_and_foot()
        self._file.add_paragraph(self._document.title, "Title")
        self._file.add_paragraph(f"{self._document.made} · {self._document.searched}", "Subtitle")
        if self._document.reason:
            self._file.add_paragraph(self._document.reason)
        for section in self._document.sections:
            self._file.add_heading(section.title, 1)
            for block in section.blocks:
                self._table(block) if isinstance(block, Table) else self._entries(block)
        if self._notes:
            self._file.add_heading(texts.SOURCES, 1)
            self._articles()

    def content(self) -> bytes:
        """Return the file as it stands."""
        stream = BytesIO()
        self._file.save(stream)
        return stream.getvalue()

    def _describe(self) -> None:
        about, day = self._file.core_properties, self._document.day
        about.title, about.author = self._document.title[:_TITLE_LIMIT], texts.NAME
        about.comments, about.language = "", "en-GB"
        # Not the time of writing, which says nothing about what it tells.
        about.created = about.modified = datetime(day.year, day.month, day.day)
        package = self._file.part.package
        for at, relation in tuple(package.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # the template's, not of this file
                del package.rels[at]

    def _head_and_foot(self) -> None:
        section = self._file.sections[0]
        section.different_first_page_header_footer = True  # the title stands there already
        head = section.header.paragraphs[0]
        head.add_run(f"{texts.BRIEFING}: {self._document.title}")
        for footer in (section.first_page_footer, section.footer):
            foot = footer.paragraphs[0]
            foot.style = "Footer"
            foot.paragraph_format.tab_stops.add_tab_stop(self._width, WD_TAB_ALIGNMENT.RIGHT)
            foot.add_run(f"{self._document.made}\t")
            _field(foot, "PAGE")
            foot.add_run(" / ")
            _field(foot, "NUMPAGES")

    def _entries(self, block: Entries) -> None:
        if block.heading:
            heading = self._file.add_heading(block.heading, 2)
            if block.about:
                _soft(heading, f", {block.about}").bold = False
        if block.labelled:
            self._labelled(block)
            return
        for entry in block.entries:
            self._say(self._file.add_paragraph(style="List Bullet"), entry.said)

    def _labelled(self, block: Entries) -> None:
        table = add_table(self._file, (_LABEL, Emu(self._width - _LABEL)))
        for entry in block.entries:
            label, said = add_row(table).cells
            _soft(label.paragraphs[0], entry.label)
            self._say(said.paragraphs[0], entry.said)

    def _table(self, block: Table) -> None:
        widths = [Emu(self._width * share // sum(block.shares)) for share in block.shares]
        table = add_table(self._file, widths)
        head = add_row(table)
        mark_head(head)
        for cell, name in zip(head.cells, block.head, strict=True):
            _soft(cell.paragraphs[0], name).bold = True
        for row in block.rows:
            written = add_row(table)
            if not row.continues:
                rule(written)
            for cell, part in zip(written.cells, row.cells, strict=True):
                self._say(cell.paragraphs[0], part)

    def _say(self, paragraph: Paragraph, said: Cited) -> None:
        paragraph.add_run(said.text)
        if said.aside:
            _soft(paragraph, f" {said.aside}")
        for place, n in enumerate(said.notes):
            if place:
                paragraph.add_run(", ").font.superscript = True
            self._footnotes.refer(paragraph, self._notes[n])

    def _articles(self) -> None:
        """List each article once: the footnotes are spread over the pages."""
        cited: dict[Source, list[int]] = {}
        for note in self._document.notes:
            cited.setdefault(note.source, []).append(note.n)
        for source, numbers in cited.items():
            paragraph = self._file.add_paragraph(style="List Bullet")
            paragraph.add_run(source.name).bold = True
            parts = (source.title, source.day, source.address, source.file)
            paragraph.add_run("".join(f", {part}" for part in parts if part))
            _soft(paragraph, f" ({texts.notes_shown(numbers)})")


def _soft(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    run.font.color.rgb = SOFT
    return run


def _field(paragraph: Paragraph, name: str) -> None:
    """Add what Word computes itself, such as the number of the page."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): f" {name} "})
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)
