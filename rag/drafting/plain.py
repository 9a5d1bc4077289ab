"""Plain text out of what a language model writes, which may be Markdown or HTML."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_LINKED_MARKER = re.compile(r"(\[\d+\])\([^)\s]*\)")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_ADDRESS = re.compile(r"(?:\bhttps?://|\bwww\.)\S+")
_OFF = ("reference", "html_block", "html_inline", "code", "lheading")
"""Rules of CommonMark left out: "[1]: …" is no reference here, and a tag is taken out below."""


def plain_text(written: str) -> str:
    """Return what is said in `written`, a line for each of its lines, without its form.

    Thoughts, headings, pictures, tags, addresses of links and characters that show nothing are
    left out; of a link, a list, emphasis or code the words are kept.
    """
    text = _LINKED_MARKER.sub(r"\1", _THOUGHTS.sub("", written))
    shown = _ADDRESS.sub("", _TAG.sub("", "\n".join(_lines(text))))
    lines = (" ".join(_printable(line).split()) for line in shown.splitlines())
    return "\n".join(line for line in lines if line)


def _lines(text: str) -> list[str]:
    lines, heading = [], False
    for token in _parser().parse(text):
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "fence":
            lines.append(token.content)
        elif token.type == "inline" and not heading:
            lines.append(
                "".join(_piece(child.type, child.content) for child in token.children or ())
            )
    return lines


def _piece(kind: str, content: str) -> str:
    if kind in ("softbreak", "hardbreak"):
        return "\n"
    return content if kind in ("text", "code_inline") else ""


def _printable(line: str) -> str:
    return "".join(c for c in line if c.isprintable() or c.isspace())


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(list(_OFF))
