"""The paragraphs of a text: its lines, with those joined again that only a page width broke."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_STARTS_ANEW = re.compile(r"#{1,6}\s|[-*•‣▪–—>]\s|\d{1,3}[.)]\s")

MIN_WIDTH, MAX_WIDTH = 40, 120
"""Characters in the longest lines of hard-wrapped prose; longer lines are whole paragraphs."""
FULL = 0.85
"""A wrapped line and the word that no longer fitted make up at least this share of the width."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, half-open, in characters, without surrounding white space."""

    start: int
    end: int


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text` in order; none of them runs over a blank line."""
    return [span for block in _blocks(text) for span in _unwrap(text, block)]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield runs of lines between which no blank line stands."""
    block: list[Span] = []
    for line in _lines(text):
        if block and len(_BREAK.findall(text, block[-1].end, line.start)) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match.group()
        if stripped := line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(stripped))


def _unwrap(text: str, block: list[Span]) -> Iterator[Span]:
    """Join the lines of a hard-wrapped block into its paragraphs; leave any other block."""
    width = _wrap_width(text, block)
    start = block[0].start
    for line, following in pairwise(block):
        if not width or not _continues(text, line, following, width):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, block[-1].end)


def _wrap_width(text: str, block: list[Span]) -> int:
    """Return the width at which the block's prose was wrapped, or 0 if it was not."""
    lengths = sorted(line.end - line.start for line in block)
    width = lengths[min(len(lengths) - 1, int(0.9 * len(lengths)))]
    if len(block) < 2 or lengths[-1] > MAX_WIDTH or width < MIN_WIDTH:
        return 0
    # A list of headlines has even lines too, but only wrapped prose breaks before small letters.
    small = sum(text[line.start].islower() for line in block[1:])
    return width if small * 4 >= len(block) - 1 else 0


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    if _STARTS_ANEW.match(text, following.start) or text[line.start] == "#":
        return False
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(next_word) >= FULL * width
