"""Which times a question asks about, seen from a day of reference."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.preference import DateSpan
from rag.named_days import named_days
from rag.named_periods import named_periods
from rag.points import ALONE, Point, joined, uncapitalised
from rag.relations import Lead, bounded, lead
from rag.relative_dates import relative_dates
from rag.when import Asked, Relation

_YEARS_BACK = 12
_SOON = timedelta(100)
"""Plans for a month without a year are made about so long before it; by hand."""
_OF = re.compile(r" (?:of )?")
_YEARLY = re.compile(r"(?:last|this) year")
_TO_COME = re.compile(
    r"\b(?:will|upcoming|scheduled|starting|(?:set|expected|going|due) to|plan(?:s|ned)? to)\b"
)
_NEWEST = re.compile(
    r"\b(?:(?<!the )now|latest|newest|most recent(?:ly)?|currently|nowadays|lately|at present|"
    r"these days|so far)\b(?!-| [A-Z])"
)
_EVENT = re.compile(
    r"\b(?:[Ss]ince|[Aa]fter|[Bb]efore|[Uu]ntil) (?:[\w’'-]+ ){1,6}?"
    r"(?:began|begun|started|ended|broke out|resumed|collapsed|took office|came into force)\b"
    r"|\b[Ss]ince (?:the|his|her|its|their) (?:[\w’'-]+ ){0,4}?"
    r"(?:war|invasion|elections?|ceasefire|truce|summit|attacks?|talks|coup|vote|strike|pandemic)\b"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where in time a question is asked from."""

    day: date
    """The day from which the reader looks back."""
    covered: DateSpan | None
    """The publication dates of the corpus; None if no article is dated."""
    given: bool = False
    """Whether the reader gave the day, rather than the corpus."""


def asked_times(question: str, reference: Reference) -> list[Asked]:
    """Return the times that `question` asks about, in its order.

    A date without a year is the last such day up to the day of reference, or the last that the
    corpus covers if that one is outside. Where the reader gave the day and asks about what is to
    come, it may be the next.
    """
    found = list(_bound(question, reference))
    for match in _EVENT.finditer(question):
        told = lead(question, match.start() + len(match.group().split()[0]) + 1, match.end())
        free = all(match.end() <= asked.start or asked.end <= match.start() for asked in found)
        if free and told.relation and not told.compares:
            found.append(Asked(match.group(), match.start(), match.end(), told.relation, None))
    return sorted(found, key=lambda asked: asked.start)


def looks_back(question: str) -> str | None:
    """Return the word that asks for the newest there is, such as "latest"; None if none does."""
    match = _NEWEST.search(uncapitalised(question))
    return match.group() if match else None


def _bound(question: str, reference: Reference) -> Iterator[Asked]:
    points = _with_years(question, _points(question, reference.day))
    while points:
        point = points.pop(0)
        told, end = lead(question, point.start, point.end), point.end
        if points and told.pairs(question[point.end : points[0].start]):
            second = points.pop(0)
            span, end = _pair(question, point, second, reference), second.end
            told = Lead(told.start, Relation.BETWEEN)
        else:
            span = _resolve(question, point, reference)
        if span is None or told.compares:
            continue
        thing = not ALONE.match(question, end)
        covered, yearless = reference.covered, point.year is None
        yield Asked(
            words=question[told.start : end],
            start=told.start,
            end=end,
            relation=told.relation,
            span=bounded(span, told.relation, thing, reference.day, covered),
            relative=point.relative,
            guessed=not reference.given and (point.relative or (yearless and covered is None)),
            ahead=span.first > reference.day,
        )


def _points(question: str, day: date) -> list[Point]:
    everything = (
        *named_days(question), *named_periods(question), *relative_dates(question, day)
    )  # fmt: skip
    kept: list[Point] = []
    for point in sorted(everything, key=lambda point: (point.start, -point.end)):
        if not kept or point.start >= kept[-1].end:
            kept.append(point)
    return kept


def _with_years(question: str, points: list[Point]) -> list[Point]:
    """Join "27 March" and "last year"; in "March and May 2024", both are of that year."""
    kept: list[Point] = []
    for point in points:
        before = kept[-1] if kept else None
        if (
            before
            and before.year is None
            and _YEARLY.fullmatch(question, point.start, point.end)
            and _OF.fullmatch(question, before.end, point.start)
        ):
            kept[-1] = before._replace(end=point.end, year=point.year)
            continue
        shared = before and not before.relative and not point.relative
        if before and shared and before.year is None and joined(question, point.start, [before]):
            between = question[before.end : point.start].strip(" ,")
            kept[-1] = before._replace(year=point.year if between in {"and", "or"} else None)
        kept.append(point)
    return kept


def _pair(question: str, one: Point, other: Point, reference: Reference) -> DateSpan | None:
    last = _resolve(question, other, reference)
    if last is None:
        return None
    first = _resolve("", one, Reference(last.last, None))
    return DateSpan(first.first, last.last) if first and first.first <= last.last else None


def _resolve(question: str, point: Point, reference: Reference) -> DateSpan | None:
    day, covered = reference.day, reference.covered
    if point.year is not None:
        return _built(point, point.year)
    years = range(day.year, max(1, day.year - _YEARS_BACK), -1)
    past = [s for s in (_built(point, year) for year in years) if s and s.first <= day]
    if not past:
        return None
    if reference.given and _TO_COME.search(question):
        following = _built(point, past[0].first.year + 1)
        if following and following.first - day < min(_SOON, day - past[0].last):
            return following
    known = (s for s in past if covered and s.first <= covered.last and covered.first <= s.last)
    return next(known, past[0])


def _built(point: Point, year: int) -> DateSpan | None:
    try:
        return point.build(year)
    except (ValueError, OverflowError):
        return None
