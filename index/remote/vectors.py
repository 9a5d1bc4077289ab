"""The vectors of a generation on a Chroma server, found through Chroma's own filters."""

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.article import Article
from corpus.errors import IndexStorageError
from index.catalog import Entry, row_finder
from index.embedder import Vectors
from index.passage import Passage
from index.remote.server import Collection
from index.store import Metadata, day_number, passage_metadata
from index.vectors import Cosines, Mask, Nearest, Rows, best

_LISTED = 200  # names in one filter: more make Chroma slower than looking at more rows does
_MORE = 4  # how many times as many rows are asked for if too few were admitted

Condition = Mapping[str, object]
"""A filter in Chroma's notation."""


class ServerVectors:
    """The rows of a collection that belong to one generation; others in it are passed over.

    Filtered searches go through Chroma's filters, and what these cannot say is sorted out here. If
    the approximate search finds too few, every admitted vector is fetched, which is slow and right.
    """

    def __init__(self, collection: Collection, entries: Sequence[Entry]) -> None:
        """Read from `collection` the passages of `entries`."""
        self._collection = collection
        self._ids = [id for entry in entries for id in entry.passage_ids()]
        self._row_of = row_finder(entries)
        self._narrowing = _Narrowing(entries)

    def __len__(self) -> int:
        """See PassageVectors."""
        return len(self._ids)

    def nearest(self, vector: Vectors, k: int, allowed: Mask | None = None) -> Nearest:
        """See PassageVectors."""
        wanted = min(k, len(self) if allowed is None else int(allowed.sum()))
        if not wanted:
            return best(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32), 0)
        condition = None if allowed is None else self._narrowing.condition(allowed)
        asked, found = k, self._asked(vector, k, condition, allowed)
        while len(found.rows) < wanted and asked < len(self):
            asked *= _MORE
            found = self._asked(vector, asked, condition, allowed)
        if len(found.rows) < wanted:
            rows = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
            found = best(rows, self.similarities(vector, rows), wanted)
        return Nearest(found.rows[:wanted], found.similarities[:wanted])

    def similarities(self, vector: Vectors, rows: Rows) -> Cosines:
        """See PassageVectors. Raises IndexStorageError if the vectors are gone meanwhile."""
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        matrix = stored(self._collection, [self._ids[row] for row in rows.tolist()])
        return np.asarray(matrix @ vector, dtype=np.float32)

    def all(self) -> Vectors:
        """See PassageVectors. Slow: every vector is fetched."""
        return stored(self._collection, self._ids)

    def close(self) -> None:
        """See PassageVectors; the connection belongs to the index's home."""

    def _asked(
        self, vector: Vectors, k: int, condition: Condition | None, allowed: Mask | None
    ) -> Nearest:
        found = self._collection.nearest(vector, k, condition)
        known = [(self._row_of(id), distance) for id, distance in found]
        pairs = [
            (row, distance)
            for row, distance in known
            if row is not None and (allowed is None or allowed[row])
        ]
        rows = np.array([row for row, _ in pairs], dtype=np.int64)
        return Nearest(rows, np.array([1.0 - d for _, d in pairs], dtype=np.float32))


def stored(collection: Collection, ids: Sequence[str]) -> Vectors:
    """Return the vectors of `ids`, in their order. Raises IndexStorageError if one is missing."""
    found = collection.vectors(list(dict.fromkeys(ids)))
    if missing := sum(id not in found for id in ids):
        raise IndexStorageError(
            f"{missing} vectors are missing from the server: if the index was written while this "
            "ran, do it again; if not, write the index anew with groundwire index --rebuild"
        )
    return np.asarray([found[id] for id in ids], dtype=np.float32)


def server_metadata(article: Article, passage: Passage) -> Metadata:
    """Return what the server is told of a passage.

    Chroma cannot ask for what is missing, so that what is unknown is 0 or empty.
    """
    unknown: Metadata = {"published": 0, "outlet": ""}
    return unknown | passage_metadata(article, passage)


class _Narrowing:
    """Says in Chroma's notation what admitted passages have in common.

    A condition may admit more than it was made from, never less.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        articles = [entry.article for entry in entries]
        counts = [len(entry.passages) for entry in entries]
        self._articles = np.repeat(np.array([a.id for a in articles], dtype=object), counts)
        self._outlets = np.repeat(
            np.array([a.outlet or "" for a in articles], dtype=object), counts
        )
        days = [day_number(a.published) if a.published else 0 for a in articles]
        self._days = np.repeat(np.array(days, dtype=np.int64), counts)

    def condition(self, allowed: Mask) -> Condition | None:
        """Return what the passages in `allowed`, at least one, have in common."""
        articles = set(self._articles[allowed].tolist())
        if len(articles) <= _LISTED:
            return {"article_id": {"$in": sorted(articles)}}
        conditions = [c for c in (self._outlet(allowed), self._published(allowed)) if c]
        return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)

    def _outlet(self, allowed: Mask) -> Condition | None:
        admitted = set(self._outlets[allowed].tolist())
        if len(admitted) > _LISTED or admitted == set(self._outlets.tolist()):
            return None
        return {"outlet": {"$in": sorted(admitted)}}

    def _published(self, allowed: Mask) -> Condition | None:
        admitted = self._days[allowed]
        if not admitted.any():
            return {"published": 0}
        first, last = int(admitted[admitted > 0].min()), int(admitted.max())
        undated = bool((admitted == 0).any())
        outside = (self._days < first) | (self._days > last)
        if not outside[self._days > 0].any() and undated == bool((self._days == 0).any()):
            return None
        span: Condition = {"$and": [{"published": {"$gte": first}}, {"published": {"$lte": last}}]}
        return {"$or": [span, {"published": 0}]} if undated else span
