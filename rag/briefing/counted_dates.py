"""Times counted from the day of publication: "Thursday", "last week", "two days ago", "in March".

A paper's "Thursday" is the last one up to its own date, unless the sentence speaks of what is to
come; a month or a day without a year is the last such one, or the next.
"""

import re
from calendar import day_name
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from index.preference import DateSpan
from rag import spans
from rag.period import MONTHS
from rag.speech_verbs import FINITE

_WEEKDAYS = list(day_name)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
"""A pattern of small numbers, in figures or words."""
_MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS.split("|"), start=1)}
_HOURS = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"
WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: coming| past)?) )?(?P<day>{'|'.join(_WEEKDAYS)})\b"
    rf"{_HOURS}(?: (?:of )?(?P<week>last|this|next) week\b)?"
    r"(?! (?:Times|Telegraph|Mail|Express|Mirror|Post|Night|Agreement)\b)"
)
"""A day of the week, as far as it is no name."""
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
_AGO = re.compile(rf"\b{COUNT} (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE)
_BARE_MONTH = re.compile(
    rf"\b(?:in|during|(?P<part>early|mid|late)[- ]) ?(?P<month>{MONTHS})\b(?! \d|,? \d{{4}})"
    r"(?! [A-Z])",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:will|won[’']t|[’']ll|shall|scheduled|due|set to|expected to|planned|plans? to|going to|"
    r"upcoming|is to|are to|slated|could|may|might)\b"
)
_REPORTS = re.compile(rf"(?:{FINITE.pattern}|\b\w{{3,}}ed)(?: \w+ly)?(?: on| late| early)? $")
_CLAUSE = 70
"""So many characters before a date may hold the verb that it belongs to."""
_BACK, SLACK = timedelta(330), timedelta(1)
"""A day without a year lies so far back at most; time zones may date it a day ahead."""
_A_WEEK = 7
Span = tuple[DateSpan | None, bool]
"""The days meant, and whether they are to come."""


def counted(sentence: str, published: date | None) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield each such time in `sentence` with what it means; without `published`, nothing known."""
    for match in WEEKDAY.finditer(sentence):
        if not _TITLED_DAY.search(sentence[: match.start()]):
            yield match, _weekday(match, published) if published else (None, False)
    relative: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span]], ...] = (
        (_NEAR, _near), (_CALENDAR, _calendar), (_AGO, _ago), (_BARE_MONTH, _month),
    )  # fmt: skip
    for pattern, build in relative:
        for match in pattern.finditer(sentence):
            yield match, build(match, published) if published else (None, False)


def nearest(
    sentence: str, start: int, built: Callable[[int], DateSpan | None], published: date
) -> Span:
    """Return the last such days up to the publication, or the next where the sentence says so."""
    if not date.min.year < published.year < date.max.year:
        return None, False
    found = [s for n in (-1, 0, 1) if (s := built(published.year + n))]
    past = [s for s in found if s.first <= published + SLACK]
    coming = [s for s in found if s.first > published + SLACK]
    soon = coming and coming[0].first - published < _BACK / 2
    if soon and _is_planned(sentence, start):
        return coming[0], True
    near = past and published - past[-1].last <= _BACK  # else it may as well be the next
    return (past[-1], False) if near else (None, False)


def _is_planned(sentence: str, start: int) -> bool:
    head = sentence[max(0, start - _CLAUSE) : start]
    return not _REPORTS.search(head) and bool(_PLANS.search(re.split(r"[;:.]\s", head)[-1]))


def _weekday(match: re.Match[str], published: date) -> Span:
    weekday, which = _WEEKDAYS.index(match["day"]), (match["which"] or "").lower()
    if match["week"]:
        weeks = {"last": -7, "this": 0, "next": 7}[match["week"]]
        day = spans.week(published).first + timedelta(weeks + weekday)
        return spans.one_day(day), day > published
    back = (published.weekday() - weekday) % 7
    ahead = (weekday - published.weekday()) % 7
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
    unit, count = match["unit"].lower(), number(match["count"])
    then = published - relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    return (spans.one_day(then) if unit == "day" else _unit(unit, then)), False


def _month(match: re.Match[str], published: date) -> Span:
    month, part = _MONTH_NUMBER.get(match["month"].capitalize()), match["part"]
    if month is None or not match["month"][0].isupper():
        return None, False

    def built(year: int) -> DateSpan:
        return spans.part(spans.month(year, month), part.lower() if part else None)

    return nearest(match.string, match.start(), built, published)


def number(words: str) -> int:
    """Return the number that COUNT found as `words`."""
    return int(words) if words.isdecimal() else _NUMBERS[words.lower()]
