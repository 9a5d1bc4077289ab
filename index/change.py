"""What differs between the index that is there and the articles that are to be in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from corpus.article import Skipped
from index.catalog import Entry, first_rows


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did; the counts are of articles."""

    added: int
    changed: int
    moved: int
    """The same text under another file name: nothing was embedded for it."""
    removed: int
    unchanged: int
    articles: int
    passages: int
    embedded: int
    """Passages that were embedded in this run."""
    skipped: tuple[Skipped, ...] = field(default=())


class Change:
    """The difference between the entries there were and the entries there are to be."""

    fresh: list[Entry]
    """Versions of articles that are not in the index."""
    gone: list[Entry]
    """Versions of articles that are in the index and are to leave it."""
    origin: npt.NDArray[np.int64]
    """For each passage there is to be: its row in the index as it is, or -1 if it is new."""

    def __init__(self, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        """Compare by content."""
        self.before, self.after = before, after
        old = {entry.digest: entry for entry in before}
        new = {entry.digest: entry for entry in after}
        self.fresh = [entry for digest, entry in new.items() if digest not in old]
        self.gone = [entry for digest, entry in old.items() if digest not in new]
        self.same_sources = [entry.source for entry in before] == [entry.source for entry in after]
        self.origin = _origin(before, after)

    @property
    def nothing(self) -> bool:
        """Whether the index is as it should be."""
        return not self.fresh and not self.gone and self.same_sources

    @property
    def passages(self) -> int:
        """How many passages there are to be."""
        return len(self.origin)

    @property
    def new(self) -> npt.NDArray[np.int64]:
        """The rows, among those there are to be, of passages that are new."""
        return np.flatnonzero(self.origin < 0)

    def report(self, skipped: Sequence[Skipped]) -> IndexReport:
        """Return the counts, given what was skipped."""
        gone = {entry.article.id: entry for entry in self.gone}
        fresh = {entry.article.id: entry for entry in self.fresh}
        changed = gone.keys() & fresh.keys()
        left = Counter(gone[id].embedded_digest for id in gone.keys() - changed)
        came = Counter(fresh[id].embedded_digest for id in fresh.keys() - changed)
        moved = (left & came).total()
        return IndexReport(
            added=len(fresh) - len(changed) - moved,
            changed=len(changed),
            moved=moved,
            removed=len(gone) - len(changed) - moved,
            unchanged=len(self.after) - len(fresh),
            articles=len(self.after),
            passages=self.passages,
            embedded=len(self.new),
            skipped=tuple(skipped),
        )


def _origin(before: Sequence[Entry], after: Sequence[Entry]) -> npt.NDArray[np.int64]:
    # One title and one text are always cut alike, so the passages of such articles match.
    rows = {entry.embedded_digest: row for entry, row in first_rows(before)}
    parts = [np.empty(0, dtype=np.int64)]
    for entry in after:
        row, count = rows.get(entry.embedded_digest), len(entry.passages)
        parts.append(np.full(count, -1) if row is None else np.arange(row, row + count))
    return np.concatenate(parts)
