"""Finding the dates in a question that count from the day of asking: "last week", "on Thursday"."""

import re
from calendar import day_name, month_name
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta, weekday

from index.preference import DateSpan
from rag import spans
from rag.points import ALONE, Point, uncapitalised

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3, "four": 4,
    "five": 5, "several": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
_MONTHS = [name for name in month_name if name]
_WEEKDAYS = list(day_name)
_CALENDAR = re.compile(
    r"\b(?:(?P<part>early|earlier|late|later|mid)[- ])?(?P<which>this|last) "
    rf"(?P<unit>week|weekend|month|quarter|year|{'|'.join((*spans.SEASONS, *_MONTHS))})\b"
    r"(?! of\b| [A-Z])"
)
_ROLLING = re.compile(
    rf"\b(?P<the>the |these |this )?(?:last|past) (?:a )?(?:{_COUNT} )?"
    r"(?P<unit>hour|day|week|month|year)s?\b(?! of\b)"
)
_AGO = re.compile(rf"\b(?:a )?{_COUNT} (?P<unit>day|week|month|year)s? ago\b")
_WORD = re.compile(
    r"\b(?:(?P<before>the day before yesterday)|(?P<yesterday>yesterday|last night)|"
    r"(?P<today>today|tonight|this (?:morning|afternoon|evening)))\b(?! [A-Z])"
)
_WEEKEND = re.compile(r"\b(?:over|at|during) (?P<weekend>the weekend)\b")
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>last|this|this past) )?(?P<day>{'|'.join(_WEEKDAYS)})(?P<own>[’']s)?\b"
    r"(?: (?:morning|afternoon|evening|night))?(?: (?:of )?(?P<week>last|this) week)?"
    rf"(?!(?<![’']s) [A-Z]|,? (?:the )?(?:\d|{'|'.join(name[:3] for name in _MONTHS)}))"
)
_ON = re.compile(r"\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|and|from|of) $")
# "was fined Tuesday for", but not "which day is Tuesday" or "every Tuesday"
_BARE = re.compile(
    r"\b(?!(?:is|was|the|a|an|any|each|every|called|named|or|first|second|third|fourth|next) )"
    r"[a-z]+ $"
)
_CAPITAL = re.compile(r"[A-Z][\w’']* $")


def relative_dates(question: str, day: date) -> Iterator[Point]:
    """Yield the dates in `question` that count from `day`; they may overlap each other."""
    question = uncapitalised(question)  # other capitals belong to titles
    for pattern, span_of in _FORMS:
        for match in pattern.finditer(question):
            if (span := span_of(match, day)) and span.first.year in spans.YEARS:
                start = match.start("weekend") if pattern is _WEEKEND else match.start()
                yield _point(start, match.end(), span)


def _point(start: int, end: int, span: DateSpan) -> Point:
    return Point(start, end, span.first.year, lambda _: span, relative=True)


def _calendar(match: re.Match[str], day: date) -> DateSpan | None:
    unit, part = match["unit"], match["part"]
    span = _last(unit, day) if match["which"] == "last" else _this(unit, day)
    if part == "later":
        return DateSpan(max(day + timedelta(1), span.first), max(day + timedelta(1), span.last))
    if part in {"early", "mid", "late"} and unit in {"month", "year", *spans.SEASONS, *_MONTHS}:
        return spans.part(span, part)
    # What has begun has news up to now.
    return DateSpan(span.first, min(span.last, day)) if span.first <= day else span


def _this(unit: str, day: date) -> DateSpan:
    if unit in {"week", "weekend"}:
        return spans.week(day) if unit == "week" else spans.weekend(day)
    if unit == "month":
        return spans.month(day.year, day.month)
    if unit == "quarter":
        return spans.month(day.year, 3 * ((day.month - 1) // 3) + 1, 3)
    if unit in _MONTHS:
        return spans.month(day.year, _MONTHS.index(unit) + 1)
    if unit in spans.SEASONS:
        begun = spans.season(day.year - 1, unit)  # a winter that goes on
        return begun if begun.last >= day else spans.season(day.year, unit)
    return spans.year(day.year)


def _last(unit: str, day: date) -> DateSpan:
    steps: dict[str, timedelta | relativedelta] = {"week": timedelta(7), "weekend": timedelta(7)}
    steps |= {"month": relativedelta(months=1), "quarter": relativedelta(months=3)}
    step = steps.get(unit, relativedelta(years=1))
    span = _this(unit, day)
    # The last summer or September may have been this year's.
    over = span.last < day and (unit in _MONTHS or unit in spans.SEASONS)
    return span if over else _this(unit, day - step)


def _rolling(match: re.Match[str], day: date) -> DateSpan | None:
    if match["count"] is None and (match["the"] is None or match["unit"] in {"hour", "day"}):
        return None  # "last week" is one of the calendar
    count = _number(match["count"] or "1")
    if match["unit"] == "hour":
        return spans.days_before(day, -(-count // 24))
    return DateSpan(day - _step(match["unit"], count), day)


def _ago(match: re.Match[str], day: date) -> DateSpan:
    then = day - _step(match["unit"], _number(match["count"]))
    return spans.one_day(then) if match["unit"] == "day" else _this(match["unit"], then)


def _step(unit: str, count: int) -> relativedelta:
    return relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]  # one of four known


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else _COUNTS[words]


def _word(match: re.Match[str], day: date) -> DateSpan:
    back = 2 if match["before"] else 1 if match["yesterday"] else 0
    return spans.one_day(day - timedelta(back))


def _weekend(match: re.Match[str], day: date) -> DateSpan | None:
    span = spans.weekend(day)
    if not ALONE.match(match.string, match.end()):
        return None
    return span if span.first <= day else spans.weekend(day - timedelta(7))


def _weekday(match: re.Match[str], day: date) -> DateSpan | None:
    head = match.string[: match.start()]
    led = match["which"] or _ON.search(head) or match["week"]
    bare = _BARE.search(head) and ALONE.match(match.string, match.end())
    if not led and not bare and not (match["own"] and not _CAPITAL.search(head)):
        return None
    number = _WEEKDAYS.index(match["day"])
    if match["week"] or match["which"] == "this":
        week = spans.week(day - timedelta(7 if match["week"] == "last" else 0))
        return spans.one_day(week.first + timedelta(number))
    until = day - timedelta(1 if match["which"] == "last" else 0)
    return spans.one_day(until + relativedelta(weekday=weekday(number, -1)))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], DateSpan | None]], ...] = (
    (_CALENDAR, _calendar), (_ROLLING, _rolling), (_AGO, _ago), (_WORD, _word),
    (_WEEKEND, _weekend), (_WEEKDAY, _weekday),
)  # fmt: skip
