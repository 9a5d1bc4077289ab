"""Spans of days by the calendar: months, weeks, seasons, holidays, and parts of them."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta

from index.preference import DateSpan

YEARS = range(1000, 3000)
"""The years that a question may be asked in or about: days around them are still dates."""

OfYear = Callable[[int], DateSpan]
"""Returns the days that an expression means in a year."""

PARTS: dict[str, tuple[float, float]] = {
    "early": (0, 1 / 3), "beginning": (0, 1 / 3), "start": (0, 1 / 3), "mid": (1 / 3, 2 / 3),
    "middle": (1 / 3, 2 / 3), "late": (2 / 3, 1), "end": (2 / 3, 1), "first half": (0, 1 / 2),
    "second half": (1 / 2, 1), "first quarter": (0, 1 / 4), "second quarter": (1 / 4, 1 / 2),
    "third quarter": (1 / 2, 3 / 4), "fourth quarter": (3 / 4, 1), "q1": (0, 1 / 4),
    "q2": (1 / 4, 1 / 2), "q3": (1 / 2, 3 / 4), "q4": (3 / 4, 1),
}  # fmt: skip
"""Words for a part of a month or a year, as shares of its days or months."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Their first months, as meteorologists in the north count."""

HOLIDAYS: dict[str, OfYear] = {
    "christmas eve": lambda year: one_day(date(year, 12, 24)),
    "christmas day": lambda year: one_day(date(year, 12, 25)),
    "christmas": lambda year: DateSpan(date(year, 12, 24), date(year, 12, 26)),
    "boxing day": lambda year: one_day(date(year, 12, 26)),
    "new year's eve": lambda year: one_day(date(year, 12, 31)),
    "new year's day": lambda year: one_day(date(year, 1, 1)),
    "valentine's day": lambda year: one_day(date(year, 2, 14)),
    "good friday": lambda year: one_day(easter(year) - timedelta(2)),
    "easter monday": lambda year: one_day(easter(year) + timedelta(1)),
    "easter sunday": lambda year: one_day(easter(year)),
    "easter": lambda year: DateSpan(easter(year) - timedelta(2), easter(year) + timedelta(1)),
    "halloween": lambda year: one_day(date(year, 10, 31)),
}


def one_day(day: date) -> DateSpan:
    """Return the span of that day alone."""
    return DateSpan(day, day)


def month(year: int, number: int, months: int = 1) -> DateSpan:
    """Return `months` whole months, the first of which is the `number`th of `year`."""
    first = date(year, number, 1)
    return DateSpan(first, first + relativedelta(months=months) - timedelta(1))


def year(number: int) -> DateSpan:
    """Return a whole year."""
    return DateSpan(date(number, 1, 1), date(number, 12, 31))


def week(day: date) -> DateSpan:
    """Return the week of `day`, Monday to Sunday."""
    first = day + relativedelta(weekday=MO(-1))
    return DateSpan(first, first + timedelta(6))


def weekend(day: date) -> DateSpan:
    """Return the Saturday and Sunday of the week of `day`."""
    last = week(day).last
    return DateSpan(last - timedelta(1), last)


def season(number: int, name: str) -> DateSpan:
    """Return the season that begins in the year `number`: winter 2022 ends in February 2023."""
    return month(number, SEASONS[name], 3)


def part(span: DateSpan, name: str | None) -> DateSpan:
    """Return the part of `span` that `name` stands for: whole months of a year, days of a month."""
    if name is None:
        return span
    if name in {"first week", "last week"}:
        six = timedelta(6)
        first = span.first if name == "first week" else span.last - six
        return DateSpan(first, first + six)
    begin, end = PARTS[name]
    if span == year(span.first.year):
        return month(span.first.year, 1 + round(12 * begin), round(12 * (end - begin)))
    days = (span.last - span.first).days + 1
    first = span.first + timedelta(round(days * begin))
    return DateSpan(first, span.first + timedelta(round(days * end) - 1))


def days_before(day: date, count: int) -> DateSpan:
    """Return the `count` days before `day`, and it."""
    return DateSpan(day - timedelta(count), day)
