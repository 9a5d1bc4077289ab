"""What a quantity in a sentence is of: "countries", "military aid", "defense package"."""

import re
from collections.abc import Iterable
from itertools import takewhile

from index.terms import terms
from rag.noun_runs import CALENDAR
from rag.quantities import Quantity
from rag.words import DETERMINERS, is_noun

_LEAST = 3
"""Smaller counts are seldom a figure; by hand."""
_NOT_FIGURES = frozenset(
    stem
    for word in """
    time day week month year hour minute second decade century morning night side part thing way
    page article story chapter step point half quarter question issue sentence line
    """.split()
    for stem in terms(word)
)
_PLURAL = re.compile(r"(?:[^s’']s|people|men|women|children|police|dead|staff)$")
_MEASURES = frozenset({"%"})
_SHARE_OF = re.compile(r"^ of (?:(?:the|its|their|his|her|these|those) )?")
_OF = re.compile(r" of (?P<word>[a-z]{3,})\b")
"""What makes a count plain: "heads of state"."""
_BEHIND = re.compile(
    r"(?: \([^)]{1,30}\))?(?: (?:in|of|for|worth of|towards?|on))?(?: (?:the|its|their|an?))?"
    r"(?P<words>(?: [^\W\d_][\w-]+){1,4})"
)
_AHEAD = re.compile(
    r"(?P<words>(?:[^\W\d_][\w-]+ ){1,4})(?:worth|of|tota?ll?ing|valued at)"
    r"(?: (?:a further|an? additional|an? extra|another))? $"
)


def thing_of(sentence: str, quantity: Quantity) -> str | None:
    """Return what `quantity` is of, in words of `sentence`; None where that is not told plainly.

    Small counts, and counts of times and of parts of a text, are no figures.
    """
    if quantity.noun:
        words = _SHARE_OF.sub("", sentence[quantity.end : quantity.noun_end]).strip(" -")
        more = _OF.match(sentence, quantity.noun_end)
        small = quantity.noun in _NOT_FIGURES or quantity.high < _LEAST
        if small or not _PLURAL.search(words):
            return None
        return words + more.group() if more and more["word"] not in DETERMINERS else words
    if quantity.unit is None or (len(quantity.unit) < 3 and quantity.unit not in _MEASURES):
        return None
    return _behind(sentence, quantity.end) or _ahead(sentence[: quantity.start])


def _behind(sentence: str, end: int) -> str | None:
    """Return the noun phrase behind an amount: "€2 billion in military aid"."""
    match = _BEHIND.match(sentence, end)
    return _phrase(takewhile(_is_thing, match["words"].split())) if match else None


def _ahead(sentence: str) -> str | None:
    """Return the noun phrase before an amount: "military aid worth a further €2 billion"."""
    match = _AHEAD.search(sentence)
    if match is None:
        return None
    return _phrase([*takewhile(_is_thing, reversed(match["words"].split()))][::-1])


def _phrase(words: Iterable[str]) -> str | None:
    found = list(words)
    return " ".join(found) if found and found[-1].islower() and terms(found[-1]) else None


def _is_thing(word: str) -> bool:
    return is_noun(word, "") and not CALENDAR.fullmatch(word)
