"""Hedges: how surely a text gives a number ("nearly 30", "at least two", "12 or so")."""

import re
from enum import StrEnum
from math import inf
from typing import NamedTuple


class Hedge(StrEnum):
    """How a source limits a number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Limits(NamedTuple):
    """A hedge with the number that it limits."""

    start: int
    end: int
    """Offsets of the whole expression."""
    hedge: Hedge
    low: float
    high: float
    """The bounds of the value, as multiples of the number."""


_ABOUT = 0.1
"""How far "about" and "nearly" reach, as a share of the number; set by hand."""
_NEARLY = re.compile(
    r"(?:nearly|almost|close to|just (?:under|below|shy of|short of)|approaching|not quite)"
)
_JUST_OVER = re.compile(
    r"(?:just (?:over|above)|(?:slightly|a little|little) (?:more than|over|above))"
)
_ROUGHLY = re.compile(
    r"(?:about|around|some|roughly|approximately|approx\.?|circa|(?:an )?estimated|~|"
    r"in the region of|the best part of)"
)
_AT_LEAST = re.compile(
    r"(?:at least|(?<!no )(?<!not )(?:more|greater|higher) than|over|above|beyond|upwards? of|"
    r"in excess of|exceeding|surpassing|(?:a )?minimum of|as few as|"
    r"n(?:o|ot) (?:fewer|less|lower) than|>)"
)
_AT_MOST = re.compile(
    r"(?:up to|at (?:the )?most|(?<!no )(?<!not )(?:fewer|less|lower) than|n(?:o|ot) more than|"
    r"under|below|(?:a )?maximum of|as (?:many|much|high) as|<)"
)
_HEDGES: tuple[tuple[re.Pattern[str], Hedge, float, float], ...] = (
    (_NEARLY, Hedge.ABOUT, 1 - _ABOUT, 1.0),
    (_JUST_OVER, Hedge.ABOUT, 1.0, 1 + _ABOUT),
    (_ROUGHLY, Hedge.ABOUT, 1 - _ABOUT, 1 + _ABOUT),
    (_AT_LEAST, Hedge.AT_LEAST, 1.0, inf),
    (_AT_MOST, Hedge.AT_MOST, 0.0, 1.0),
)
_HEDGE = re.compile(
    rf"(?<!\w)(?:{'|'.join(pattern.pattern for pattern, *_ in _HEDGES)})\s*$", re.IGNORECASE
)
_HEDGE_AFTER = re.compile(r"\+| or (?P<most>fewer|less)\b| or (?:more|greater)\b| or (?P<so>so)\b")


def limits(text: str, start: int, end: int) -> Limits:
    """Return how `text` limits its number from `start` to `end`, by words before or after it."""
    if match := _HEDGE.search(text, max(0, start - 30), start):
        words = match.group().strip().lower()
        hedge, low, high = next(
            (hedge, low, high) for p, hedge, low, high in _HEDGES if p.fullmatch(words)
        )
        return Limits(match.start(), end, hedge, low, high)
    if after := _HEDGE_AFTER.match(text, end):
        if after["most"]:
            return Limits(start, after.end(), Hedge.AT_MOST, 0.0, 1.0)
        if after["so"]:
            return Limits(start, after.end(), Hedge.ABOUT, 1 - _ABOUT, 1 + _ABOUT)
        return Limits(start, after.end(), Hedge.AT_LEAST, 1.0, inf)
    return Limits(start, end, Hedge.EXACT, 1.0, 1.0)


def ends_hedging(text: str) -> bool:
    """Return whether `text` ends with words that limit the number after it."""
    return bool(_HEDGE.search(text))
