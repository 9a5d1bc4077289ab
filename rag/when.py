"""A time that a question asks about, and whether a sentence belongs to it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from index.preference import DateSpan
from rag import spans
from rag.period import Period, periods

_SOON = timedelta(14)
"""News of a day is dated that day, or some days later; how many is set by hand."""
_YEAR = timedelta(366)
_SHORT = timedelta(31)
"""What happened in a time of up to about a month is told soon after it; by hand."""


class Relation(StrEnum):
    """How a date in a question bounds the time asked about."""

    IN = "in"
    SINCE = "since"
    AFTER = "after"
    BEFORE = "before"
    UNTIL = "until"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Asked:
    """A time that a question asks about."""

    words: str
    """As they stand in the question, at `start` to `end`."""
    start: int
    end: int
    relation: Relation
    span: DateSpan | None
    """The days meant, bounded by those of the corpus where one end is open; None for a time that is
    told by an event ("since the talks began"), whose date is not known."""
    relative: bool = False
    """Whether it counts from the day of reference ("last week")."""
    guessed: bool = False
    """Whether the day it was concluded from was not given: then it rules nothing out."""
    ahead: bool = False
    """Whether it lies after the day of reference: no article is of it yet."""

    def fits(self, day: date | None, passage: str, sentence: str) -> float:
        """Return 1 if the sentence names the time, .5 if it stands in news of it, -1 of another.

        News is of the days up to its own `day`, that of its publication, or, if that is unknown, of
        the dates its passage names; 0 where neither says anything. Only a time of its own ("in
        March") is compared, not one that begins or ends somewhere ("since March").
        """
        if self.span is None or self.relation is not Relation.IN:
            return 0.0
        if self._named_in(sentence, day):
            return 1.0
        if self.ahead:
            return 0.0
        return max(self._news(self.span, day, passage), 0.0 if self.guessed else -1.0)

    def _news(self, span: DateSpan, day: date | None, passage: str) -> float:
        if day is None:
            known = bool(periods(passage))
            return 0.5 if self._named_in(passage, day) else -1.0 if known else 0.0
        if day < span.first - timedelta(1):
            return -1.0
        if day <= span.last + _SOON or day.replace(day=1) <= span.last:
            return 0.5
        if span.last - span.first <= _SHORT:
            return -1.0
        # What happened in a year is told much later too, but then the year is named.
        return -1.0 if day > span.last + _YEAR and not self._named_in(passage, day) else 0.0

    def _named_in(self, text: str, day: date | None) -> bool:
        if any(self._meets(named, day) for named in periods(text)):
            return True
        year = self.span.first.year if self.span else 0
        return self.span == spans.year(year) and bool(re.search(rf"\b{year}\b", text))

    def _meets(self, named: Period, day: date | None) -> bool:
        if self.span is None:
            return False
        years = range(self.span.first.year, self.span.last.year + 1)
        if named.year is not None and not self.guessed:
            years = range(named.year, named.year + 1)
        elif named.year is None and day and not self.guessed:
            years = _nearest(named, day)
        found = (named.days(year) for year in years)
        return any(s and s.first <= self.span.last and self.span.first <= s.last for s in found)


def _nearest(named: Period, day: date) -> range:
    """Return the year that makes `named` nearest to `day`: "on March 27" in news of a September.

    What lies ahead counts as twice as far: news tells more of what has been.
    """
    spans_of = ((named.days(year), year) for year in range(day.year - 1, day.year + 2))
    ahead = ((span.first - day, year) for span, year in spans_of if span)
    far = ((max(-each, 2 * each), year) for each, year in ahead)
    _, year = min(far, default=(timedelta(), day.year))  # no February 29 in any of them
    return range(year, year + 1)
