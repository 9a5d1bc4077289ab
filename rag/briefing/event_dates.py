"""When something happened, by the words of the sentence that tells it and the day it was published.

A paper's "Thursday" is the last one up to its own date, unless the sentence speaks of what is to
come; "March 27" without a year is the last such day, or the next. The search for dates in questions
(rag/relative_dates.py) reads other sentences: nobody asks about "the next day".
"""

import re
from calendar import day_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from index.preference import DateSpan
from rag import spans
from rag.dates_in_text import DateInText, dates_in
from rag.period import MONTHS
from rag.speech_verbs import FINITE


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


_WEEKDAYS = list(day_name)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS.split("|"), start=1)}
_HOURS = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: coming| past)?) )?(?P<day>{'|'.join(_WEEKDAYS)})\b"
    rf"{_HOURS}(?: (?:of )?(?P<week>last|this|next) week\b)?"
    r"(?! (?:Times|Telegraph|Mail|Express|Mirror|Post|Night|Agreement)\b)"
)
_TITLED_DAY = re.compile(
    r"\b(?:Black|Good|Bloody|Super|Ash|Holy|Easter|Cyber|Palm|Giving|[Ee]very|[Ee]ach|[Aa]ny) $"
)
_NEAR = re.compile(
    r"\b(?:(?P<before>the day before yesterday)|(?P<yesterday>yesterday|last night)|"
    r"(?P<tomorrow>tomorrow)|(?P<overnight>overnight)|"
    r"(?P<today>today|tonight|this (?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:earlier |later |late |early )?(?P<which>this|last|next) "
    r"(?P<unit>week|weekend|month|year)\b(?! of\b)|\b(?:over|at|during) (?P<weekend>the weekend)\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b{_COUNT} (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE)
_STEP = re.compile(
    rf"\b{_COUNT} (?P<unit>day|week)s? (?P<way>later|earlier|afterwards?|before(?=[,.;]|$))\b"
    r"|\b(?:the )?(?P<next>(?:next|following) day|day after(?=[,.;]|$))\b"
    r"|\bthe (?P<last>previous day|day before(?=[,.;]|$))\b"
    r"|\b(?:the )?(?P<same>same day)\b|\bthat (?P<that>same day|day|night|evening|morning)\b",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(
    rf"\b(?:in|during|(?P<part>early|mid|late)[- ]) ?(?P<month>{MONTHS})\b(?! \d|,? \d{{4}})"
    r"(?! [A-Z])",
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
_ON = re.compile(r"\b(?:on|in|at|late|early)\s$", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:will|won[’']t|[’']ll|shall|scheduled|due|set to|expected to|planned|plans? to|going to|"
    r"upcoming|is to|are to|slated|could|may|might)\b"
)
_REPORTS = re.compile(rf"(?:{FINITE.pattern}|\b\w{{3,}}ed)(?: \w+ly)?(?: on| late| early)? $")
_CLAUSE = 70
"""So many characters before a date may hold the verb that it belongs to."""
_BACK, _SLACK = timedelta(330), timedelta(1)
"""A day without a year lies so far back at most; time zones may date it a day ahead."""
_A_WEEK = 7
Span = tuple[DateSpan | None, bool]
"""The days meant, and whether they are to come."""


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
    for match in _WEEKDAY.finditer(sentence):
        if not _TITLED_DAY.search(sentence[: match.start()]):
            yield _told(match, _weekday(match, published) if published else (None, False))
    relative: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span]], ...] = (
        (_NEAR, _near), (_CALENDAR, _calendar), (_AGO, _ago), (_BARE_MONTH, _month),
    )  # fmt: skip
    for pattern, build in relative:
        for match in pattern.finditer(sentence):
            yield _told(match, build(match, published) if published else (None, False))


def _told(match: re.Match[str], found: Span) -> Told:
    sentence, (start, end) = match.string, match.span()
    bound = bool(_BOUND.search(sentence[:start]))
    return Told(start, end, match.group(), found[0], found[1], bound)


def _with_weekdays(sentence: str, times: list[Told]) -> Iterator[Told]:
    """Join "Thursday, March 27": the weekday adds nothing to the date."""
    for at, told in enumerate(times):
        after = times[at + 1] if at + 1 < len(times) else None
        beside = after and sentence[told.end : after.start] in {", ", " ", ", on ", " (", " on "}
        if beside and _WEEKDAY.fullmatch(told.words) and not _WEEKDAY.fullmatch(after.words):  # type: ignore[union-attr]
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
        return span, bool(span and published and span.first > published + _SLACK)
    return _nearest(sentence, start, built, published) if published else (None, False)


def _nearest(
    sentence: str, start: int, built: Callable[[int], DateSpan | None], published: date
) -> Span:
    """Return the last such days up to the publication, or the next where the sentence says so."""
    if not date.min.year < published.year < date.max.year:
        return None, False
    found = [s for n in (-1, 0, 1) if (s := built(published.year + n))]
    past = [s for s in found if s.first <= published + _SLACK]
    coming = [s for s in found if s.first > published + _SLACK]
    soon = coming and coming[0].first - published < _BACK / 2
    if soon and _is_planned(sentence, start):
        return coming[0], True
    return (past[-1], False) if past else (None, False)


def _is_planned(sentence: str, start: int) -> bool:
    head = sentence[max(0, start - _CLAUSE) : start]
    return not _REPORTS.search(head) and bool(_PLANS.search(re.split(r"[;:.]\s", head)[-1]))


def _weekday(match: re.Match[str], published: date) -> Span:
    number, which = _WEEKDAYS.index(match["day"]), (match["which"] or "").lower()
    if match["week"]:
        weeks = {"last": -7, "this": 0, "next": 7}[match["week"]]
        day = spans.week(published).first + timedelta(weeks + number)
        return spans.one_day(day), day > published
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    if which == "next" or "coming" in which:
        return spans.one_day(published + timedelta(ahead or 7)), True
    if not which and _is_planned(match.string, match.start()) and ahead:
        return spans.one_day(published + timedelta(ahead)), True
    if back == _A_WEEK - 1 and not which:
        return None, False  # the day after: an article put right later, or news a week old
    return spans.one_day(published - timedelta(back or (_A_WEEK if which == "last" else 0))), False


def _near(match: re.Match[str], published: date) -> Span:
    if match["overnight"]:
        return DateSpan(published - timedelta(1), published), False
    step = -2 if match["before"] else -1 if match["yesterday"] else 1 if match["tomorrow"] else 0
    return spans.one_day(published + timedelta(step)), step > 0


def _calendar(match: re.Match[str], published: date) -> Span:
    if match["weekend"]:
        span = spans.weekend(published)
        return (span if span.first <= published else spans.weekend(published - timedelta(7))), False
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "this": 0, "next": 1}[which]
    weeks = unit in {"week", "weekend"}
    there = published + relativedelta(
        weeks=step * weeks, months=step * (unit == "month"), years=step * (unit == "year")
    )
    span = _unit(unit, there)
    planned = step > 0 or (step == 0 and _is_planned(match.string, match.start()))
    if step == 0 and not planned and span.first <= published:
        span = DateSpan(span.first, min(span.last, published))
    return span, planned


def _unit(unit: str, day: date) -> DateSpan:
    if unit == "year":
        return spans.year(day.year)
    if unit == "month":
        return spans.month(day.year, day.month)
    return spans.week(day) if unit == "week" else spans.weekend(day)


def _ago(match: re.Match[str], published: date) -> Span:
    unit, count = match["unit"].lower(), _number(match["count"])
    then = published - relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    return (spans.one_day(then) if unit == "day" else _unit(unit, then)), False


def _month(match: re.Match[str], published: date) -> Span:
    month, part = _MONTH_NUMBER.get(match["month"].capitalize()), match["part"]
    if month is None or not match["month"][0].isupper():
        return None, False

    def built(year: int) -> DateSpan:
        return spans.part(spans.month(year, month), part.lower() if part else None)

    return _nearest(match.string, match.start(), built, published)


def _stepped(match: re.Match[str], base: DateSpan) -> DateSpan | None:
    if match["same"] or match["that"]:
        return base
    if base.first != base.last:
        return None
    count, unit = 1, "day"
    if match["count"]:
        count, unit = _number(match["count"]), match["unit"].lower()
    back = bool(match["last"]) or (match["way"] or "").lower() in {"earlier", "before"}
    step = timedelta(count * (7 if unit == "week" else 1))
    return spans.one_day(base.first - step if back else base.first + step)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else _NUMBERS[words.lower()]
