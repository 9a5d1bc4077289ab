"""What filters and rankings ask of passages, as arrays: no loop over passages for a question."""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from corpus.errors import SettingsError
from index.catalog import Entry
from index.filters import Filters
from index.terms import fold
from index.vectors import Mask

_LISTED = 10  # names that an error lists


class Columns:
    """One value for each passage of an index, in the order of its catalogue."""

    article: npt.NDArray[np.int32]
    """The number of its article, from 0."""
    published: npt.NDArray[np.int32]
    """The day of its article as `date.toordinal` counts, 0 if unknown."""
    place: npt.NDArray[np.int32]
    """Its place among the passages of its article, from 0."""
    outlet: npt.NDArray[np.int32]
    """The number of its article's outlet, from 1; 0 if none is stated."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Read the columns out of a catalogue."""
        articles = [entry.article for entry in entries]
        self._outlet_names = list(dict.fromkeys(a.outlet for a in articles if a.outlet))
        folded = dict.fromkeys(fold(name) for name in self._outlet_names)
        self._outlets = {name: number for number, name in enumerate(folded, start=1)}
        self._named: dict[str, list[int]] = {}
        for number, article in enumerate(articles):
            for name in {article.id, article.file}:
                self._named.setdefault(name, []).append(number)
        counts = [len(entry.passages) for entry in entries]
        self.article = np.repeat(np.arange(len(articles), dtype=np.int32), counts)
        self.place = np.concatenate([np.arange(n, dtype=np.int32) for n in [0, *counts]])
        self._ids = {article.id: number for number, article in enumerate(articles)}
        self.published = self._of_articles(_ordinal(a.published) for a in articles)
        self.outlet = self._of_articles(
            self._outlets[fold(a.outlet)] if a.outlet else 0 for a in articles
        )

    def mask(self, filters: Filters) -> Mask | None:
        """Return which passages `filters` admit; None if they ask nothing.

        Raises SettingsError if they contradict themselves or name what is not in the corpus.
        """
        filters.check_dates()
        mask = self._sources(filters)
        if not filters.asks_date:
            return mask
        dated = self.published >= max(_ordinal(filters.after), 1)
        if filters.before:
            dated &= self.published <= filters.before.toordinal()
        if filters.undated:
            dated |= self.published == 0
        return dated if mask is None else mask & dated

    def of_articles(self, ids: Collection[str]) -> Mask:
        """Return which passages are of the articles with these ids; unknown ones are none's."""
        return np.isin(self.article, [self._ids[id] for id in ids if id in self._ids])

    def undated_left_out(self, filters: Filters) -> int:
        """Return how many articles are left out only because they have no date."""
        if not filters.asks_date or filters.undated:
            return 0
        mask = self._sources(filters)
        undated = self.published == 0
        return len(np.unique(self.article[undated if mask is None else mask & undated]))

    def _sources(self, filters: Filters) -> Mask | None:
        masks: list[Mask] = []
        if filters.outlets:
            wanted = [self._outlet_number(name) for name in filters.outlets]
            masks.append(np.isin(self.outlet, wanted))
        if filters.articles:
            numbers = [n for name in filters.articles for n in self._article_numbers(name)]
            masks.append(np.isin(self.article, numbers))
        return masks[0] if len(masks) == 1 else masks[0] & masks[1] if masks else None

    def _outlet_number(self, name: str) -> int:
        if number := self._outlets.get(fold(name)):
            return number
        by_folded = {fold(known): known for known in self._outlet_names}
        close = _close(name, by_folded)
        known = close or ", ".join(sorted(self._outlet_names)[:_LISTED])
        raise SettingsError(
            f"no article is from outlet {name!r}; outlets: "
            f"{known or 'none is stated in any article'}"
        )

    def _article_numbers(self, name: str) -> list[int]:
        if name in self._named:
            return self._named[name]
        close = _close(name, {fold(known): known for known in self._named})
        raise SettingsError(
            f"no article has the id or file name {name!r}"
            + (f"; close to it: {close}" if close else ": see groundwire articles")
        )

    def _of_articles(self, values: Iterable[int]) -> npt.NDArray[np.int32]:
        return np.fromiter(values, dtype=np.int32)[self.article]


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _close(name: str, known: Mapping[str, str]) -> str:
    return ", ".join(known[found] for found in difflib.get_close_matches(fold(name), known, n=3))
