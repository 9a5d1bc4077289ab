"""A briefing as a file: Markdown, HTML, Word or PDF, each sentence with its source.

Nothing here reads other files or the network, whatever the briefing holds.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from corpus.article import Article
from corpus.errors import SettingsError
from rag.briefing.briefing import Briefing
from ui.export import html, markdown, pdf, word
from ui.export.layout import lay_out

Links = Mapping[str, str | None]
"""The web addresses of articles, by their ids."""
_NO_LINKS: Links = {}
_NAME_BYTES = 80  # of a name of a file before its ending; systems allow 255, folders take some


class Format(StrEnum):
    """The kinds of files, by their endings."""

    MARKDOWN = "md"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


def format_of(file: Path) -> Format:
    """Return the format that the ending of `file` names. Raises SettingsError if it names none."""
    try:
        return Format(file.suffix[1:].lower())
    except ValueError:
        *others, last = (f".{known}" for known in Format)
        raise SettingsError(
            f"{file} has no ending of a briefing: name it {', '.join(others)} or {last}"
        ) from None


def file_name(topic: str, format: Format) -> str:
    """Return a name for a file on `topic`, of letters, digits and hyphens: "briefing-the-x.pdf"."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", topic).lower())
    name = "-".join(("briefing", *words)).encode("utf-8")[:_NAME_BYTES].decode("utf-8", "ignore")
    return f"{name.rstrip('-')}.{format}"


def links_of(briefing: Briefing, articles: Mapping[str, Article]) -> Links:
    """Return the addresses of the articles that `briefing` cites, as `articles` give them."""
    cited = {citation.article_id for citation in briefing.citations}
    return {at: articles[at].url for at in cited if at in articles}


def to_markdown(briefing: Briefing, links: Links = _NO_LINKS) -> str:
    """Return the briefing as Markdown (CommonMark with tables and footnotes, as GitHub reads it).

    Articles without an address in `links` are cited by file; only http and https are links.
    """
    return markdown.render(lay_out(briefing, links))


def to_html(briefing: Briefing, links: Links = _NO_LINKS) -> str:
    """Return the briefing as an HTML page that loads nothing else and runs nothing."""
    return html.render(lay_out(briefing, links))


def to_preview(briefing: Briefing, links: Links = _NO_LINKS, at: str = "briefing-") -> str:
    """Return the briefing as HTML for a place within another page; each id begins with `at`."""
    return html.render_parts(lay_out(briefing, links), at)


def to_docx(briefing: Briefing, links: Links = _NO_LINKS) -> bytes:
    """Return the briefing as a Word document with footnotes."""
    return word.render(lay_out(briefing, links))


def to_pdf(briefing: Briefing, links: Links = _NO_LINKS) -> bytes:
    """Return the briefing as a PDF (A4, tagged) with linked notes."""
    return pdf.render(lay_out(briefing, links))


def export(briefing: Briefing, format: Format, links: Links = _NO_LINKS) -> bytes:
    """Return the briefing as the content of a file of `format`; text is UTF-8."""
    match format:
        case Format.MARKDOWN:
            return to_markdown(briefing, links).encode()
        case Format.HTML:
            return to_html(briefing, links).encode()
        case Format.DOCX:
            return to_docx(briefing, links)
        case Format.PDF:
            return to_pdf(briefing, links)
