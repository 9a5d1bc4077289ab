"""Quantities in a text: how much of what, how surely, and whether two of them can both be right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.terms import terms
from rag.hedges import Hedge, ends_hedging, limits
from rag.noncounts import is_named_number, is_year, uncounting
from rag.numerals import Numeral, numerals
from rag.units import currency_before, unit_after
from rag.words import is_noun


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text with what it is a number of.

    `start` and `end` are offsets of the whole expression: hedge, number and unit.
    """

    start: int
    end: int
    low: float
    high: float
    """The bounds of the value, both included, in `unit`; the same for one exact number."""
    hedge: Hedge
    unit: str | None
    """A currency's code, "%", or the unit of the dimension, such as "m"; None for counts."""
    noun: str | None
    """The stem of the noun counted ("troop"), if one follows."""
    noun_end: int
    """Where that noun ends; `end` if there is none."""
    rounding: float = 0.0
    """By how much the number may have been rounded."""


_RANGE = re.compile(r" ?[–-] ?| to | and ")
_FROM = re.compile(r"\b(?P<word>from|between) $", re.IGNORECASE)
_TALL = re.compile(
    r" (?:tall|long|wide|deep|high|from|away|below|above|race|sprint|final)\b|[^ ]|$"
)
_WORD = re.compile(
    r"(?P<link> of (?:(?:the|its|their|his|her|these|those) )?|,? |-)(?P<word>[^\W\d_][\w’'-]*)"
)
_PLURAL = re.compile(r"\w{2,}[^s’'iu]s|people|men|women|children|\w+(?:men|women)|police|dead|feet")
_MORE = frozenset("more other others additional further extra new".split())
_MOST_WORDS = 5
_Read = tuple[Numeral, Quantity]


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text`, in order; none overlap.

    Dates, years, times of day, ages, scores, ordinals and identifiers are none.
    """
    barred = uncounting(text)
    found = [
        (numeral, quantity)
        for numeral in numerals(text)
        if not any(start < numeral.end and numeral.start < end for start, end in barred)
        and (quantity := _quantity(text, numeral))
    ]
    return [quantity for _, quantity in _ranges(text, found)]


def agree(one: Quantity, other: Quantity) -> bool:
    """Return whether both can be true of the same thing, as far as can be told.

    What is counted is not compared; amounts in units that cannot be compared agree.
    """
    if one.unit != other.unit:
        return True
    gap = max(one.low, other.low) - min(one.high, other.high)
    return gap <= 0 or gap < 0.999 * (one.rounding + other.rounding)


def _quantity(text: str, numeral: Numeral) -> Quantity | None:
    start, end, unit, factor = numeral.start, numeral.end, None, 1.0
    if sign := currency_before(text, start):
        start, unit = sign
    elif numeral.is_share:
        unit = "%"
    elif numeral.is_letter and _TALL.match(text, end):
        unit, factor = "m", 1e-6
    elif after := unit_after(text, end):
        end, unit, factor = after
    if unit is None and _names_only(text, numeral):
        return None
    rounding = numeral.rounding or (0.5 if unit and numeral.high >= 1 else 0.0)
    bare = Quantity(
        start, end, numeral.low * factor, numeral.high * factor, Hedge.EXACT, unit, None, end,
        rounding * factor,
    )  # fmt: skip
    if bare.low < bare.high:
        bare = replace(bare, hedge=Hedge.ABOUT)
    return _counting(text, _hedged(text, bare))


def _names_only(text: str, numeral: Numeral) -> bool:
    written, before = text[numeral.start : numeral.end], text[: numeral.start]
    if numeral.is_plain and is_year(written, text[numeral.end :]):
        return not ends_hedging(before)
    if not (numeral.is_plain or numeral.is_word):
        return False
    following = _WORD.match(text, numeral.end)
    counts = bool(following and _PLURAL.fullmatch(following["word"]))
    return not counts and is_named_number(before, numeral.is_word and written[0].isupper())


def _hedged(text: str, bare: Quantity) -> Quantity:
    start, end, hedge, low, high = limits(text, bare.start, bare.end)
    if hedge is Hedge.EXACT:
        return bare
    bounds = bare.low * low, bare.high * high if bare.high else bare.high
    rounding = 0.0 if hedge is Hedge.ABOUT else bare.rounding
    return replace(
        bare, start=start, end=end, low=bounds[0], high=bounds[1], hedge=hedge, noun_end=end,
        rounding=rounding,
    )  # fmt: skip


def _counting(text: str, quantity: Quantity) -> Quantity:
    """Return `quantity` with the noun that it counts: the first plural one that follows."""
    share = quantity.unit == "%"
    if quantity.unit and not (share and text.startswith(" of ", quantity.end)):
        return quantity
    at, before, last = quantity.end, "", None
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None or (last and match["link"] != " "):
            break
        word = match["word"]
        small = not is_noun(word, before)
        if small and word.lower() not in _MORE and not word.endswith("ly"):
            break
        if not small:
            last = match
        at, before = match.end(), word.lower()
        if _PLURAL.fullmatch(word) or match["link"] == "-":
            break
    if last is None or not (stems := terms(last["word"])):
        return quantity
    return replace(quantity, noun=stems[-1], noun_end=last.end())


def _ranges(text: str, found: Sequence[_Read]) -> list[_Read]:
    """Join the two ends of ranges, "10,000 to 30,000"; what went "from 5 to 7" is no range."""
    kept: list[_Read] = []
    for numeral, quantity in found:
        if kept and (joined := _joined(text, kept[-1], (numeral, quantity))):
            kept[-1] = (numeral, joined)
        elif not kept or kept[-1][1].end <= quantity.start:
            kept.append((numeral, quantity))
    return kept


def _joined(text: str, first: _Read, second: _Read) -> Quantity | None:
    (numeral, one), (scaled, other) = first, second
    gap = text[one.end : other.start]
    exact = one.hedge is Hedge.EXACT and other.hedge is Hedge.EXACT
    if not exact or not _RANGE.fullmatch(gap):
        return None
    lead = _FROM.search(text, max(0, one.start - 12), one.start)
    word = lead["word"].lower() if lead else ""
    if word == "from" or (word == "between") != (gap == " and "):
        return None
    low = one.low
    if one.end == numeral.end and numeral.scale == 1 and other.high:  # "5 to 7 million km"
        low *= scaled.scale * other.high / scaled.high
    elif one.unit != other.unit:
        return None
    if low > other.high:
        return None
    start = lead.start() if lead else one.start
    return replace(other, start=start, low=low, unit=other.unit or one.unit)
