"""How a briefing looks in Word: the styles of python-docx's own template, made sober."""

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

FONT = "Calibri"
INK = RGBColor(0x1C, 0x1F, 0x23)
SOFT = RGBColor(0x56, 0x5C, 0x64)
ACCENT = RGBColor(0x1B, 0x5A, 0x74)


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles that footnotes are written in."""

    footnote: str
    quote: str
    reference: str
    link: str
    strong: str


def style(document: Document) -> Styles:
    """Give `document` its page, its fonts and its colours; return the styles of footnotes."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.7)
    _text(document, "Normal", 10, after=3)
    _text(document, "List Bullet", 10, after=2)
    _text(document, "Subtitle", 9.5, SOFT, after=8)
    _text(document, "Header", 8.5, SOFT)
    _text(document, "Footer", 8.5, SOFT)
    _text(document, "Title", 20, INK, bold=True, after=2)
    _text(document, "Heading 1", 13, ACCENT, bold=True, before=10, after=3)
    _text(document, "Heading 2", 10, INK, bold=True, before=6, after=2)
    _without(document, "Title", "w:pPr/w:pBdr")
    _without(document, "Subtitle", "w:rPr/w:spacing")
    _without(document, "Footer", "w:pPr/w:tabs")
    footnote = _added_paragraph(document, "footnote text")
    quote = _added_paragraph(document, "Footnote Quote")
    quote.paragraph_format.left_indent = Cm(0.4)
    quote.paragraph_format.space_after = Pt(2)
    quote.font.color.rgb = SOFT
    reference = _added_characters(document, "footnote reference")
    reference.font.superscript = True
    link = _added_characters(document, "Hyperlink")
    link.font.color.rgb, link.font.underline = ACCENT, True
    strong = document.styles["Strong"]
    return Styles(*(one.style_id for one in (footnote, quote, reference, link, strong)))


def _text(
    document: Document,
    name: str,
    size: float,
    colour: RGBColor = INK,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    one = _paragraph_style(document, name)
    one.font.size, one.font.color.rgb, one.font.bold, one.font.italic = (
        Pt(size),
        colour,
        bold,
        False,
    )
    one.paragraph_format.space_before, one.paragraph_format.space_after = Pt(before), Pt(after)
    one.paragraph_format.line_spacing = 1.05
    fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # the theme's fonts would win over those that are named
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _without(document: Document, name: str, path: str) -> None:
    """Take what is at `path` out of a style."""
    for found in document.styles[name].element.xpath(path):
        found.getparent().remove(found)


def _added_paragraph(document: Document, name: str) -> ParagraphStyle:
    kind = WD_STYLE_TYPE.PARAGRAPH
    added = cast(ParagraphStyle, document.styles.add_style(name, kind, name[0].islower()))
    added.base_style = document.styles["Normal"]
    added.font.size, added.paragraph_format.space_after = Pt(8), Pt(0)
    added.paragraph_format.line_spacing = 1.0
    return added


def _added_characters(document: Document, name: str) -> CharacterStyle:
    return cast(CharacterStyle, document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, True))


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, document.styles[name])
