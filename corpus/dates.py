"""Dates as a text states them: complete, possible and unambiguous, or None.

dateutil and dateparser fill in what a text leaves out from today's date, and choose between 3 April
and 4 March; both would be guesses here.
"""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"

DATE_PATTERNS = (
    rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
    rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
    rf"(?P<first>\d\d?)(?P<mark>[./-])(?P<second>\d\d?)(?P=mark){_YEAR}",
)
# ASCII, or "APRİL" would match without being a key of the months.
_DATE = [re.compile(rf"(?:{pattern})(?!\d)", re.I | re.ASCII) for pattern in DATE_PATTERNS]
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +", re.I)


def parse_date(text: str) -> date | None:
    """Return the date that `text` starts with, a weekday before it left aside.

    What follows it (a time, a place) is not looked at. None for a date without a year, an
    impossible one, and numbers such as 03/04/2025 that can be read in two ways.
    """
    found = match_date(text.strip())
    return found[0] if found else None


def match_date(text: str) -> tuple[date | None, int] | None:
    """Return the date at the start of `text` (None if impossible or ambiguous) and its length.

    None if `text` does not start with a date at all.
    """
    weekday = _WEEKDAY.match(text)
    start = weekday.end() if weekday else 0
    for pattern in _DATE:
        if match := pattern.match(text, start):
            return _build(match), match.end()
    return None


def _build(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if "first" in parts:
        return _day_and_month(int(parts["year"]), int(parts["first"]), int(parts["second"]))
    month = parts["month"].lower()
    return _possible(int(parts["year"]), _MONTHS.get(month) or int(month), int(parts["day"]))


def _day_and_month(year: int, first: int, second: int) -> date | None:
    """Build the date if only one order of day and month is possible."""
    readings = {_possible(year, first, second), _possible(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
