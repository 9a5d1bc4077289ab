"""What of a text stands in quotation marks, over sentences and to the end of a paragraph."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.lines import split_paragraphs

MASK = "~"
"""Stands for each character of a quotation, its marks included, in a masked text."""

_DOUBLE = re.compile(r"[“”„«»\"]")
# Single marks are also apostrophes: they quote only as a pair that faces the right way, unlike
# those of "the leaders’ summit" and "rock ’n’ roll".
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[A-Za-z])[^\n]{2,400}?(?:(?<=[.,!?…])[’']|[’'](?=[\s,.;:)]|$))"
)
_CLOSES = {"“": '”"“', '"': '"”', "„": '“”"', "«": "»"}


@lru_cache(maxsize=512)
def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the quotations of `text`, marks included; none overlap.

    A quotation that its paragraph does not close runs to the paragraph's end, as those do that go
    on in the next one.
    """
    return tuple(
        (paragraph.start + start, paragraph.start + end)
        for paragraph in split_paragraphs(text)
        for start, end in _quotations(text[paragraph.start : paragraph.end])
    )


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """Return `text`, equally long, with MASK for each character that stands in quotation marks.

    Who is named inside a quotation is spoken of, not speaking.
    """
    pieces, at = [], 0
    for start, end in quoted_spans(text):
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _quotations(paragraph: str) -> Iterator[tuple[int, int]]:
    doubles = list(_double(paragraph))
    at = 0
    for start, end in [*doubles, (len(paragraph), len(paragraph))]:
        for match in _SINGLE.finditer(paragraph, at, start):
            yield match.span()
        if start < end:
            yield start, end
        at = end


def _double(paragraph: str) -> Iterator[tuple[int, int]]:
    opened: tuple[str, int] | None = None
    for match in _DOUBLE.finditer(paragraph):
        mark, at = match.group(), match.start()
        begins = _begins(paragraph, at)
        if opened is None:
            if mark in "“„«" or (mark == '"' and begins):
                opened = mark, at
        elif mark in _CLOSES[opened[0]] and not (begins and mark in '“"'):
            yield opened[1], at + 1
            opened = None
    if opened:
        yield opened[1], len(paragraph)


def _begins(paragraph: str, at: int) -> bool:
    """Tell whether the mark at `at` has a space before it and a word after it."""
    before, after = paragraph[at - 1 : at] if at else "", paragraph[at + 1 : at + 2]
    return (not before.strip() or before in "(—–[") and bool(after.strip())
