"""The source reader: an article as HTML, with what an answer cites of it lit up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.article import Article
from rag.answer import Citation
from ui import texts
from ui.markup import escape, label, web_address

WINDOW = 20_000
"""As many characters of a longer article are shown, around the citation."""

_HEADING = re.compile(r"#{1,6} +(?=\S)")
"""What marks a heading in Markdown; the page shows it as one."""
_SNAP = 200  # so far the window's edge may move to fall between two words


def empty_reader(note: str = texts.NO_SOURCE) -> str:
    """Return the reader without an article."""
    return f'<section class="gw-reader gw-reader-empty"><p>{escape(note)}</p></section>'


def render_reader(
    article: Article, citations: Sequence[Citation], shown: Citation, key: str
) -> str:
    """Return the reader on `article` with `shown` lit up, and weaker the other `citations` of it.

    `key` names answer and citation, for the page's script.
    """
    start, end = window(article.text, shown.start, shown.end)
    others = [c for c in citations if c.article_id == article.id and c.n != shown.n]
    parts = [
        _head(article, shown),
        _note(texts.goes_on_before(start)) if start else "",
        '<div class="gw-text">',
        body(article.text, start, end, shown, others),
        "</div>",
        _note(texts.goes_on_after(len(article.text) - end)) if end < len(article.text) else "",
    ]
    return _frame("".join(parts), key)


def render_changed(cited: Citation, key: str) -> str:
    """Return the reader on a citation whose article is no longer what was cited."""
    quote = f'<mark class="gw-cited" tabindex="-1">{escape(cited.quote[:WINDOW])}</mark>'
    note = f'<p class="gw-note">{escape(texts.SOURCE_CHANGED)}</p>'
    head = f'<h2>{label(cited.title or cited.file)}</h2><p class="gw-meta">{label(cited.file)}</p>'
    return _frame(
        f'<header class="gw-head">{head}</header>{note}<div class="gw-text">{quote}</div>',
        key,
    )


def window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return which stretch of `text` to show around the citation: all of it if it is not long."""
    if len(text) <= WINDOW:
        return 0, len(text)
    middle = (start + min(end, start + WINDOW // 2)) // 2
    begin = max(0, min(middle - WINDOW // 2, len(text) - WINDOW))
    stop = begin + WINDOW
    if begin and (space := text.find(" ", begin, min(begin + _SNAP, start))) >= 0:
        begin = space + 1
    if stop < len(text) and (space := text.rfind(" ", max(end, stop - _SNAP), stop)) >= 0:
        stop = space
    return begin, stop


def body(text: str, start: int, end: int, shown: Citation, others: Iterable[Citation]) -> str:
    """Return `text[start:end]` as lines of HTML; without the tags it is that text, unchanged."""
    spans = [(shown.start, shown.end, "gw-cited")]
    spans += [(other.start, other.end, "gw-also") for other in others]
    return "".join(_line(text, *line, spans) for line in _lines(text, start, end))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield start, stop
        start = stop


def _line(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> str:
    heading = _HEADING.match(text, start, end)
    mark = f'<span class="gw-hash">{heading.group()}</span>' if heading else ""
    look = " gw-heading" if heading else "" if text[start:end].strip() else " gw-blank"
    start = heading.end() if heading else start
    near = [span for span in spans if span[0] < end and span[1] > start]
    edges = {start, end} | {min(max(at, start), end) for span in near for at in span[:2]}
    pieces = "".join(_piece(text, *cut, near) for cut in pairwise(sorted(edges)))
    return f'<span class="gw-line{look}" dir="auto">{mark}{pieces}</span>'


def _piece(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> str:
    """Return a stretch with one look throughout; of overlapping citations, the first wins."""
    words = escape(text[start:end])
    look = next((look for at, to, look in spans if at <= start and end <= to), None)
    return f'<mark class="{look}" tabindex="-1">{words}</mark>' if look else words


def _head(article: Article, shown: Citation) -> str:
    known = [article.outlet, ", ".join(article.authors) or None, texts.day_of(shown)]
    meta = [label(item) for item in known if item]
    meta.append(f'<span class="gw-file">{label(article.file)}</span>')
    if url := web_address(article.url):
        meta.append(
            f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
            f"{texts.ORIGINAL}</a>"
        )
    return (
        f'<header class="gw-head"><p class="gw-kicker">{texts.SOURCE} [{shown.n}]</p>'
        f'<h2>{label(article.title or article.file)}</h2><ul class="gw-meta">'
        + "".join(f"<li>{item}</li>" for item in meta)
        + "</ul></header>"
    )


def _frame(content: str, key: str) -> str:
    return (
        f'<section class="gw-reader" aria-label="{texts.SOURCE}" tabindex="0" '
        f'data-shown="{escape(key)}"><button type="button" class="gw-back">{texts.BACK}</button>'
        f"{content}</section>"
    )


def _note(words: str) -> str:
    return f'<p class="gw-note">{escape(words)}</p>'
