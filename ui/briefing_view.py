"""A briefing on the page: the files to download, and below them the briefing itself."""

from base64 import b64encode
from collections.abc import Mapping

from corpus.article import Article
from rag.briefing.briefing import Briefing
from ui import texts
from ui.export.export import Format, export, file_name, links_of, to_preview
from ui.markup import escape

_TYPES = {
    Format.MARKDOWN: "text/markdown;charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html;charset=utf-8",
}


def render_hint() -> str:
    """Return what a briefing is, for those who have not built one yet."""
    return f'<p class="gw-brief-hint">{escape(texts.BRIEFING_HINT)}</p>'


def render_briefing(briefing: Briefing, articles: Mapping[str, Article]) -> str:
    """Return `briefing` over `articles`, its notes linked both ways, and each format to download.

    The links hold the files themselves: none is kept on the server.
    """
    links = links_of(briefing, articles)
    files = "".join(
        _file(file_name(briefing.topic, format), format, export(briefing, format, links))
        for format in Format
    )
    ready = escape(briefing.reason or texts.briefing_ready(len(briefing.citations)))
    return (
        f'<div class="gw-files" role="group" aria-label="{texts.DOWNLOAD}">'
        f"<span>{texts.DOWNLOAD}</span>{files}</div>"
        f'<article class="gw-preview briefing" aria-label="{texts.BRIEFING}" data-said="{ready}">'
        f"{to_preview(briefing, links)}</article>"
    )


def render_problem(problem: str) -> str:
    """Return in one line why there is no briefing."""
    words = escape(problem)
    return f'<p class="gw-problem" data-said="{words}"><bdi>{words}</bdi></p>'


def _file(name: str, format: Format, content: bytes) -> str:
    href = f"data:{_TYPES[format]};base64,{b64encode(content).decode()}"
    return f'<a download="{escape(name)}" href="{href}">{texts.FORMATS[format]}</a>'
