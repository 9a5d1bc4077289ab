"""Dates named in a text in words, as far as they are named: with or without day and year."""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date

from index.preference import DateSpan
from rag import spans

MONTHS = "|".join(name for name in month_name if name)
"""The months' English names, as an alternative of a regular expression."""

_NUMBER = {name[:3].lower(): number for number, name in enumerate(month_name) if name}
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?= \d)"
NAMED_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}}) )?(?P<month>(?:{MONTHS})\b|{_SHORT})"
    r"(?: (?P<after>\d{1,2})\b(?!\d))?(?:,? (?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, with year and day as far as they are named."""

    month: int
    year: int | None
    day: int | None

    def days(self, year: int) -> DateSpan | None:
        """Return its days if it is of that year; None if there are no such days."""
        try:
            if self.day is None:
                return spans.month(year, self.month)
            return spans.one_day(date(year, self.month, self.day))
        except (ValueError, OverflowError):  # "December 9999" ends where dates do
            return None


def month_number(name: str) -> int:
    """Return the number of the month that begins like `name`: "Feb." gives 2."""
    return _NUMBER[name[:3].lower()]


def periods(text: str) -> list[Period]:
    """Return the months named in `text`: "March", "27 March 2025", "March 27", "Feb. 20"."""
    return [
        Period(
            month_number(match["month"]),
            int(match["year"]) if match["year"] else None,
            int(match["before"] or match["after"] or 0) or None,
        )
        for match in NAMED_DATE.finditer(text)
    ]
