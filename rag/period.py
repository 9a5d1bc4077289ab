"""Dates named in a question, and whether an article or a sentence belongs to them."""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date

from corpus.article import Article

MONTHS = "|".join(name for name in month_name if name)
"""The months' English names, as an alternative of a regular expression."""

_NUMBER = {name.lower(): number for number, name in enumerate(month_name) if name}
NAMED_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}}) )?(?P<month>{MONTHS})\b"
    r"(?: (?P<after>\d{1,2})\b(?!\d))?(?:,? (?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, with year and day as far as they are named."""

    month: int
    year: int | None
    day: int | None

    def fits(self, article: Article, passage: str, sentence: str) -> float:
        """Return 1 if the sentence names the period, .5 if it stands in news of it, -1 of another.

        News is of the day it was published or, if that is unknown, of the dates its passage names;
        0 where neither says anything.
        """
        if any(self._agrees(named) for named in periods(sentence)):
            return 1.0
        known = periods(passage) if article.published is None else [_period(article.published)]
        # News of a day is dated that day or some days later: the month decides.
        month = Period(self.month, self.year, None)
        if any(month._agrees(other) for other in known):
            return 0.5
        return -1.0 if known else 0.0

    def _agrees(self, other: "Period") -> bool:
        return (
            self.month == other.month
            and (self.year is None or other.year is None or self.year == other.year)
            and (self.day is None or other.day is None or self.day == other.day)
        )


def _period(day: date) -> Period:
    return Period(day.month, day.year, day.day)


_OPEN = re.compile(r"\b(?:since|after|before|until|till|from|to|by)\s+$", re.IGNORECASE)

_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)


def asked_periods(question: str) -> list[Period]:
    """Return the months that `question` asks about: not those that only bound a time ("since")."""
    if _BETWEEN.search(question):
        return []
    return [
        _named(match)
        for match in NAMED_DATE.finditer(question)
        if not _OPEN.search(question[: match.start()])
    ]


def periods(text: str) -> list[Period]:
    """Return the months named in `text` in full ("March", "27 March 2025", "March 27")."""
    return [_named(match) for match in NAMED_DATE.finditer(text)]


def _named(match: re.Match[str]) -> Period:
    return Period(
        _NUMBER[match["month"].lower()],
        int(match["year"]) if match["year"] else None,
        int(match["before"] or match["after"] or 0) or None,
    )
