"""Finding the years, seasons and holidays that a question names: "in 2024", "summer of 2022"."""

import re
from collections.abc import Iterator
from functools import partial

from index.preference import DateSpan
from index.terms import fold
from rag import spans
from rag.points import ALONE, LEADS, PART, YEAR, Point, joined, sure_part

_YEARLY = re.compile(rf"{PART}(?<![\w,.$€£-])(?-i:the year )?{YEAR}\b", re.IGNORECASE)
_SEASONAL = re.compile(
    rf"{PART}\b(?P<season>{'|'.join(spans.SEASONS)})\b(?:,?(?: of)? {YEAR})?", re.IGNORECASE
)
_HOLIDAY = re.compile(
    rf"\b(?P<holiday>{'|'.join(spans.HOLIDAYS).replace(chr(39), '[’' + chr(39) + ']')})\b"
    rf"(?:,? {YEAR})?",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:in|over|during|since|before|after|until|by) the $", re.IGNORECASE)
_AT = re.compile(r"\b(?:on|at|over|during|since|before|after|until|by) $", re.IGNORECASE)


def named_periods(question: str) -> Iterator[Point]:
    """Yield the years, seasons and holidays named in `question`; may overlap its named days."""
    yield from _years(question)
    for match in _SEASONAL.finditer(question):
        bare = _THE.search(question[: match.start()]) and _stands_alone(match)
        if sure_part(match) and (match["year"] or bare):
            yield _point(match, partial(_season, fold(match["season"]), _part(match)))
    for match in _HOLIDAY.finditer(question):
        if _AT.search(question[: match.start()]) and ALONE.match(question, match.end()):
            name = fold(match["holiday"]).replace("’", "'")
            yield _point(match, spans.HOLIDAYS[name])


def _years(question: str) -> Iterator[Point]:
    found: list[Point] = []
    for match in _YEARLY.finditer(question):
        pair = joined(question, match.start(), found)
        led = match["part"] or LEADS.search(question[: match.start()]) or pair
        if led and sure_part(match) and ALONE.match(question, match.end()):
            found.append(_point(match, partial(_year, _part(match))))
    yield from found


def _stands_alone(match: re.Match[str]) -> bool:
    """Return whether nothing follows that a bare season would belong to: "the fall of Kabul"."""
    end = match.end()
    return bool(ALONE.match(match.string, end)) and not match.string.startswith(" of ", end)


def _point(match: re.Match[str], build: spans.OfYear) -> Point:
    return Point(match.start(), match.end(), int(match["year"]) if match["year"] else None, build)


def _part(match: re.Match[str]) -> str | None:
    return fold(match["part"]) if match["part"] else None


def _year(part: str | None, year: int) -> DateSpan:
    return spans.part(spans.year(year), part)


def _season(name: str, part: str | None, year: int) -> DateSpan:
    return spans.part(spans.season(year, name), part)
