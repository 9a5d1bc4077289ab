"""Quotation marks and brackets in a paragraph: what they enclose, and which way they face."""

import re
from collections.abc import Iterator

OPENING = "“‘«„‹([{"
CLOSING = "”’»›)]}"
STRAIGHT = "\"'"
MARKS = frozenset(OPENING + CLOSING + STRAIGHT)

MAX_QUOTE = 400
"""Characters up to which a quotation, or a remark in brackets, is kept in one piece."""

_PAIRED = re.compile(r"[“”\"«»()]")
# Papers mix their marks: what a curly one opened, a straight one may close.
_OPENED_BY = {"”": '“"', '"': '“"', "»": "«", ")": "("}


def find_quotations(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between matching marks, outermost only and not too long, in order."""
    opened: tuple[str, int] | None = None
    for match in _PAIRED.finditer(paragraph):
        mark, at = match.group(), match.start()
        if opened and at - opened[1] > MAX_QUOTE:
            opened = None
        if opened is None:
            if mark in "“«(" or _straight_opens(paragraph, at):
                opened = mark, at
        elif opened[0] in _OPENED_BY.get(mark, "") and not _straight_opens(paragraph, at):
            yield opened[1], at + 1
            opened = None


def _straight_opens(paragraph: str, at: int) -> bool:
    """Tell whether a straight mark stands at `at` and opens, by what stands beside it."""
    before, after = paragraph[at - 1 : at], paragraph[at + 1 : at + 2]
    return paragraph[at] == '"' and bool(after.strip()) and (not before.strip() or before in "(—–")


def end_of_letters(paragraph: str, start: int, end: int) -> int:
    """Return where paragraph[start:end] ends without trailing marks and white space."""
    while end > start and (paragraph[end - 1] in MARKS or paragraph[end - 1].isspace()):
        end -= 1
    return end


def part_marks(paragraph: str, start: int, end: int, *, straight_open: bool) -> int:
    """Return the place from `start` to `end` that parts closing marks from opening ones.

    `straight_open` tells whether, up to `end`, straight double marks have opened and not closed.
    """
    at = start
    while at < end and not paragraph[at].isspace():
        apart = at + 1 == len(paragraph) or paragraph[at + 1].isspace()
        opens = paragraph[at] in OPENING or (paragraph[at] in STRAIGHT and straight_open)
        if opens and not apart:
            break
        at += 1
    return at
