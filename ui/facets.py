"""What a corpus can be filtered by: its dates, counted for a histogram, and its outlets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.article import Article
from index.terms import fold

_DAYS, _WEEKS, _MONTHS = 45, 45 * 7, 45 * 31  # the longest spans, in days, told by day, by week …


@dataclass(frozen=True, slots=True)
class Bin:
    """A day, week, month or year, both ends included, and how many articles are of it."""

    first: date
    last: date
    articles: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """The articles of each `unit`, "day", "week", "month" or "year", from the oldest on."""

    unit: str
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from."""

    histogram: Histogram | None
    """None if no article is dated."""
    outlets: Mapping[str, int]
    """How many articles each has, by name as it is first written; in the order of the alphabet."""
    undated: int


def facets_of(articles: Iterable[Article]) -> Facets:
    """Return what `articles` can be filtered by."""
    listed = list(articles)
    days = Counter(article.published for article in listed if article.published)
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for outlet in (article.outlet for article in listed if article.outlet):
        counts[names.setdefault(fold(outlet), outlet)] += 1
    outlets = {name: counts[name] for name in sorted(counts, key=fold)}
    return Facets(histogram(days) if days else None, outlets, len(listed) - days.total())


def histogram(days: Mapping[date, int]) -> Histogram:
    """Return how many articles there are of each unit of time between the first and the last day.

    The unit is the smallest that gives at most about 45 bins; above, years. `days` is not empty.
    """
    oldest, newest = min(days), max(days)
    span = (newest - oldest).days
    unit = (
        "day"
        if span < _DAYS
        else "week"
        if span < _WEEKS
        else "month"
        if span < _MONTHS
        else "year"
    )
    counts: Counter[date] = Counter()
    for day, articles in days.items():
        counts[_first(unit, day)] += articles
    bins = (Bin(first, last, counts[first]) for first, last in _units(unit, oldest, newest))
    return Histogram(unit, tuple(bins))


def _units(unit: str, oldest: date, newest: date) -> Iterator[tuple[date, date]]:
    first: date | None = _first(unit, oldest)
    while first and first <= newest:
        after = _next(unit, first)
        yield first, after - timedelta(1) if after else date.max
        first = after


def _first(unit: str, day: date) -> date:
    """Return the day with which the unit that holds `day` begins; weeks begin on Monday."""
    if unit == "week":
        return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    return day if unit == "day" else day.replace(month=day.month if unit == "month" else 1, day=1)


def _next(unit: str, first: date) -> date | None:
    """Return the day with which the unit after that from `first` begins; None past the calendar."""
    try:
        if unit == "year":
            return first.replace(year=first.year + 1)
        days = {"day": 1, "week": 7, "month": 32}[unit]
        after = first + timedelta(days)
        return after.replace(day=1) if unit == "month" else after
    except (ValueError, OverflowError):
        return None
