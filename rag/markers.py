"""Markers: the [n] by which a text points at its citations."""

import re
from collections.abc import Iterable

MARKER = re.compile(r"\[(\d+)\]")
_WORD = re.compile(r"\S*\w\S*")


def markers(numbers: Iterable[int]) -> str:
    """Return the markers of some citations: "[1][3]"."""
    return "".join(f"[{n}]" for n in numbers)


def count_words(text: str) -> int:
    """Return how many words `text` has; a marker is none, nor is what has no letter or digit."""
    return len(_WORD.findall(MARKER.sub(" ", text)))


def as_text(words: str) -> str:
    """Return `words` with what looks like a marker in them, "[7]", written "(7)"."""
    return MARKER.sub(r"(\1)", words)
