"""When something happened, by the words of the sentence that tells it and the day it was published.

The search for dates in questions (rag/relative_dates.py) reads other sentences: nobody asks about
"the next day".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.preference import DateSpan
from rag import spans
from rag.briefing.counted_dates import COUNT, SLACK, WEEKDAY, Span, counted, nearest, number
from rag.dates_in_text import DateInText, dates_in


@dataclass(frozen=True, slots=True)
class Told:
    """A time that a sentence tells."""

    start: int
    end: int
    """Offsets into the sentence."""
    words: str
    span: DateSpan | None
    """The days meant; None where they cannot be told."""
    is_planned: bool = False
    """Whether it was to come when the article was published, or the sentence says so."""
    is_bound: bool = False
    """Whether something began or ended then, or happened on one side of it: "since March"."""

    @property
    def day(self) -> date | None:
        """The one day meant, if it is one."""
        return self.span.first if self.span and self.span.first == self.span.last else None


_STEP = re.compile(
    rf"\b{COUNT} (?P<unit>day|week)s? (?P<way>later|earlier|afterwards?|before(?=[,.;]|$))\b"
    r"|\b(?:the )?(?P<next>(?:next|following) day|day after(?=[,.;]|$))\b"
    r"|\bthe (?P<last>previous day|day before(?=[,.;]|$))\b"
    r"|\b(?:the )?(?P<same>same day)\b|\bthat (?P<that>same day|day|night|evening|morning)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?P<part>early|mid|late)[- ]$", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:in|during|early|mid|late|of)[- ]$", re.IGNORECASE)
_TO_DAY = re.compile(r"(?: ?[-–] ?| (?:to|and|until) )(?P<day>\d{1,2})\b(?![:.,]\d| [a-z]+s\b)")
_FROM_DAY = re.compile(r"\b(?P<day>\d{1,2})(?: ?[-–] ?| (?:to|and|until) )$")
_BOUND = re.compile(
    r"\b(?:since|until|till|by|before|after|from|through|ahead of|prior to|following|as of)"
    r"(?: (?:the|at least|around|early|late|mid))?[ -]$",
    re.IGNORECASE,
)


def times_told(sentence: str, published: date | None, anchor: DateSpan | None = None) -> list[Told]:
    """Return the times that `sentence` tells, in order, outside its quotations (masked).

    `published` is the day of the article; without it only whole dates are resolved. `anchor` is the
    time told last before the sentence, from which "the next day" counts.
    """
    kept: list[Told] = []
    for told in sorted(_found(sentence, published), key=lambda told: (told.start, -told.end)):
        if not kept or told.start >= kept[-1].end:
            kept.append(told)
        elif kept[-1].span is None and told.span:
            kept[-1] = told
    kept = list(_with_weekdays(sentence, kept))
    for match in _STEP.finditer(sentence):
        before = [told.span for told in kept if told.end <= match.start() and told.span]
        base = before[-1] if before else anchor
        kept.append(_told(match, (_stepped(match, base) if base else None, False)))
    return sorted(kept, key=lambda told: told.start)


def _found(sentence: str, published: date | None) -> Iterator[Told]:
    for named in dates_in(sentence):
        if (told := _named(sentence, named, published)) is not None:
            yield told
    for match, span in counted(sentence, published):
        yield _told(match, span)


def _told(match: re.Match[str], found: Span) -> Told:
    sentence, (start, end) = match.string, match.span()
    bound = bool(_BOUND.search(sentence[:start]))
    return Told(start, end, match.group(), found[0], found[1], bound)


def _with_weekdays(sentence: str, times: list[Told]) -> Iterator[Told]:
    """Join "Thursday, March 27": the weekday adds nothing to the date."""
    for at, told in enumerate(times):
        after = times[at + 1] if at + 1 < len(times) else None
        beside = after and sentence[told.end : after.start] in {", ", " ", ", on ", " (", " on "}
        if beside and WEEKDAY.fullmatch(told.words) and not WEEKDAY.fullmatch(after.words):  # type: ignore[union-attr]
            continue
        yield told


def _named(sentence: str, named: DateInText, published: date | None) -> Told | None:
    head = sentence[: named.start]
    if named.years > 1 or (named.month is None and not _IN_YEAR.search(head)):
        return None
    start, end = named.start, named.end
    part = _PART.search(head) if named.day is None else None
    start = part.start() if part else start
    days = [named.day] if named.day else []
    more = _TO_DAY.match(sentence, end) if days and named.year is None else None
    if more and int(more["day"]) > days[0]:
        days, end = [days[0], int(more["day"])], more.end()
    elif days and (first := _FROM_DAY.search(head)) and int(first["day"]) < days[0]:
        days, start = [int(first["day"]), days[0]], first.start()
    span, planned = _of_year(
        sentence, start, named, days, part["part"] if part else None, published
    )
    bound = len(days) < 2 and bool(_BOUND.search(sentence[:start]))
    return Told(start, end, sentence[start:end], span, planned, bound)


def _of_year(
    sentence: str, start: int, named: DateInText, days: list[int], part: str | None,
    published: date | None,
) -> Span:  # fmt: skip
    def built(year: int) -> DateSpan | None:
        try:
            if named.month is None:
                return spans.part(spans.year(year), part and part.lower())
            if days:
                return DateSpan(*(date(year, named.month, day) for day in (days[0], days[-1])))
            return spans.part(spans.month(year, named.month), part and part.lower())
        except ValueError:
            return None

    if named.year is not None:
        span = built(named.year)
        return span, bool(span and published and span.first > published + SLACK)
    return nearest(sentence, start, built, published) if published else (None, False)


def _stepped(match: re.Match[str], base: DateSpan) -> DateSpan | None:
    if match["same"] or match["that"]:
        return base
    if base.first != base.last:
        return None
    count, unit = 1, "day"
    if match["count"]:
        count, unit = number(match["count"]), match["unit"].lower()
    back = bool(match["last"]) or (match["way"] or "").lower() in {"earlier", "before"}
    step = timedelta(count * (7 if unit == "week" else 1))
    return spans.one_day(base.first - step if back else base.first + step)
