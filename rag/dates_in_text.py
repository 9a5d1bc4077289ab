"""Dates as sentences give them: "18 October 1941", "March 2025", "1872", "the 1970s"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.period import MONTHS

_MONTH = rf"(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_YEAR = r"(?:1\d{3}|20\d\d)(?![\d%]|[,.]\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
    rf"|\b(?P<d1>{_DAY})(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>{_DAY})\b(?!,?\d)(?:,? (?P<y2>{_YEAR}))?"
    rf"|\b(?P<m3>{_MONTH}),? (?:of )?(?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})(?:[-–](?P<last>\d{{2,4}}))?\b(?!-)"
    r"|\b(?P<y5>1\d{2}0|20\d0)s\b"
    r"|\b(?P<y6>\d{1,4}) (?:BCE?|AD|CE)\b"
)
_A_MONTH = re.compile(rf"\b{_MONTH}")
_NUMBERS = {name[:3].lower(): n for n, name in enumerate(MONTHS.split("|"), start=1)}


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date in a text; what is not said of it is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    years: int = 1
    """How many years it spans: 10 for a decade."""

    def agrees(self, other: "DateInText") -> bool:
        """Return whether both can be the same date, as far as they are said."""
        for mine, theirs in ((self.month, other.month), (self.day, other.day)):
            if mine and theirs and mine != theirs:
                return False
        if self.year is None or other.year is None:
            return True
        first, last = max(self.year, other.year), min(self._last(), other._last())
        return first <= last

    def _last(self) -> int:
        return (self.year or 0) + self.years - 1


@lru_cache(maxsize=1024)
def dates_in(text: str) -> tuple[DateInText, ...]:
    """Return the dates of `text`, in order; weekdays and "yesterday" are none."""
    return tuple(_date(match) for match in _DATE.finditer(text))


def names_month(words: str) -> bool:
    """Return whether `words` of a time name a month, with or without a day: "mid-March"."""
    return _A_MONTH.search(words) is not None


def _date(match: re.Match[str]) -> DateInText:
    start, end = match.span()
    if match["iso"]:
        return DateInText(start, end, *(int(part) for part in match["iso"].split("-")))
    if match["y5"]:
        return DateInText(start, end, int(match["y5"]), None, None, 10)
    if match["y6"]:
        return DateInText(start, end, int(match["y6"]), None, None)
    year = next((int(match[f"y{n}"]) for n in range(1, 5) if match[f"y{n}"]), None)
    month = next((match[f"m{n}"] for n in range(1, 4) if match[f"m{n}"]), None)
    day = match["d1"] or match["d2"]
    number = _NUMBERS[month[:3].lower()] if month else None
    return DateInText(
        start, end, year, number, int(re.sub(r"\D", "", day)) if day else None, _years(match)
    )


def _years(match: re.Match[str]) -> int:
    if not match["last"]:
        return 1
    first, last = match["y4"], match["last"]
    return max(1, int(first[: 4 - len(last)] + last) - int(first) + 1)
