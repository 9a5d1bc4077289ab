"""An opened index: its articles, and the search over them."""

import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.article import Article
from index.catalog import Entry, load_entries
from index.embedder import CachingEmbedder, Embedder
from index.filters import Filters
from index.fusion import reciprocal_rank_fusion
from index.generation import current, read_current
from index.lexical import LexicalIndex
from index.manifest import Manifest, require_whole
from index.passage import Chunking, Passage
from index.preference import Preference
from index.store import ChromaStore, VectorStore

_CANDIDATES = 100
"""How many passages each of the two rankings brings to the fusion."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with what the ranking knew of it."""

    article: Article
    passage: Passage
    score: float
    """Fused; only the order of scores within one search means something."""
    similarity: float | None
    """Cosine between question and passage; None if only the lexical ranking found it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an index was opened from."""

    place: Path
    """The index's folder."""
    folder: Path
    """Its generation's folder."""
    chunking: Chunking


class Index:
    """A generation of an index, opened for reading. It does not change while it is open."""

    def __init__(
        self,
        entries: Sequence[Entry],
        lexical: LexicalIndex,
        store: VectorStore,
        embedder: Embedder,
        origin: "Origin | None" = None,
    ) -> None:
        """Put the parts together; `Index.open` reads them from disk, at `origin`."""
        self.articles: Mapping[str, Article] = {e.article.id: e.article for e in entries}
        self.embedder = CachingEmbedder(embedder)
        self.lexical = lexical
        self._passages = [passage for entry in entries for passage in entry.passages]
        self._ids = [id for entry in entries for id in entry.passage_ids()]
        self._rows = {id: row for row, id in enumerate(self._ids)}
        self._store = store
        self._has_vectors = store.count() > 0  # without them, words alone are searched
        # Closed when nobody holds this index any more, or by `close`; not while the process ends.
        self._closing = weakref.finalize(self, store.close)
        self._closing.atexit = False
        self._origin = origin

    @classmethod
    def open(
        cls,
        place: Path,
        embedder: Embedder,
        chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    ) -> "Index":
        """Open the index in the folder `place`.

        Raises NoIndexError, IndexMismatchError if it was written with another model or
        chunking, and IndexStorageError if it is damaged.
        """

        def opener(folder: Path) -> Index:
            manifest = Manifest.load(folder / "manifest.json")
            manifest.require(embedder.model, chunking, place)
            manifest.require_dimension(embedder.dimension, place)
            entries = load_entries(folder / "articles.jsonl")
            lexical = LexicalIndex.load(folder / "lexical")
            store = ChromaStore(folder / "chroma", create=False)
            for size in (sum(len(e.passages) for e in entries), lexical.size, store.count()):
                require_whole(size, manifest.passages, place)
            return cls(entries, lexical, store, embedder, Origin(place, folder, chunking))

        return read_current(place, opener)

    def is_current(self) -> bool:
        """Return whether no newer generation has been written since this one was opened."""
        return self._origin is None or current(self._origin.place) == self._origin.folder

    def reopened(self) -> "Index":
        """Return the newest generation; this one stays usable for whoever still holds it."""
        if self._origin is None:
            return self
        return Index.open(self._origin.place, self.embedder.wrapped, self._origin.chunking)

    def close(self) -> None:
        """Let go of the vector store now, rather than when nobody holds this index any more."""
        self._closing()

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        prefer: Preference = Preference(),  # noqa: B008 -- frozen
    ) -> list[Hit]:
        """Return the best `k` passages for `query`, best first, of the articles admitted.

        Filters act before the ranking: `k` hits come back whenever so many passages are
        admitted. Raises SettingsError if the filters contradict themselves or the corpus.
        """
        allowed = self._allowed(filters or Filters())
        if not allowed.any():
            return []
        similarity = self._dense(query, allowed, max(k, _CANDIDATES))
        fused = reciprocal_rank_fusion(
            [list(similarity), self._lexical_ranking(query, allowed, max(k, _CANDIDATES))]
        )
        return [
            Hit(self.articles[passage.article_id], passage, score, similarity.get(row))
            for row, score in list(fused.items())[:k]
            for passage in [self._passages[row]]
        ]

    def _allowed(self, filters: Filters) -> npt.NDArray[np.bool_]:
        filters.check(list(self.articles.values()))
        admitted = {id for id, article in self.articles.items() if filters.admits(article)}
        return np.array([p.article_id in admitted for p in self._passages], dtype=bool)

    def _dense(self, query: str, allowed: npt.NDArray[np.bool_], k: int) -> dict[int, float]:
        """Return similarity by row, best first: from the nearest, if enough of them are admitted.

        If not, every admitted passage is compared, so that none is missed.
        """
        if not self._has_vectors:
            return {}
        vector = self.embedder.embed([query], kind="query")[0]
        wanted = min(k, int(allowed.sum()))
        near = ((self._rows.get(n.id), n.similarity) for n in self._store.nearest(vector, 4 * k))
        found = {row: near_ for row, near_ in near if row is not None and allowed[row]}
        if len(found) < wanted:
            rows = [int(row) for row in np.flatnonzero(allowed)]
            exact = self._store.vectors([self._ids[row] for row in rows]) @ vector
            order = np.argsort(-exact, kind="stable")[:wanted]
            found = {rows[at]: float(exact[at]) for at in order}
        return dict(list(found.items())[:k])

    def _lexical_ranking(self, query: str, allowed: npt.NDArray[np.bool_], k: int) -> list[int]:
        scores = np.where(allowed, self.lexical.scores(query), 0.0)
        order = np.argsort(-scores, kind="stable")[:k]
        return [int(row) for row in order if scores[row] > 0]
