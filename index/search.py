"""An opened index: its articles, and the search over them."""

import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.article import Article
from index.candidates import Candidates, find_candidates
from index.catalog import Entry, load_entries
from index.columns import Columns
from index.embedder import CachingEmbedder, Embedder, Vectors
from index.filters import Filters
from index.folder_home import home_of
from index.home import Home
from index.lexical import LexicalIndex
from index.manifest import Manifest, require_whole
from index.parts import require_parts
from index.passage import Chunking, Passage, embedding_text
from index.preference import Preference
from index.query import query_vector, query_words
from index.ranking import RankingWeights, Signals, rank, weights_for
from index.reranker import Reranker
from index.stories import articles_of, load_stories
from index.termcounts import TermCounts
from index.vectors import MatrixVectors, PassageVectors

_CANDIDATES = 150
"""How many passages each of the two rankings puts forward."""
_RERANKED = 40
"""How many of the best passages a reranker reads, or as many as are asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with what the ranking knew of it."""

    article: Article
    passage: Passage
    score: float
    """By index/ranking.py, or the reranker's; only the order within one search means something."""
    similarity: float | None
    """Cosine between question and passage; None if the index has no vectors."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an index was opened from."""

    home: Home
    folder: Path | None
    """Its generation's folder; None if there was none yet."""
    chunking: Chunking


def indexed(place: Path | Home) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries of the index at `place`, without opening its vectors.

    With them the story of each article that shares it with others, by id. Raises NoIndexError,
    IndexStorageError or IndexServerError.
    """

    def opener(folder: Path) -> tuple[list[Entry], dict[str, str]]:
        entries = load_entries(folder / "articles.jsonl")
        return entries, load_stories(folder, entries)

    return home_of(place).read(opener)


class Index:
    """A generation of an index, opened for reading. It does not change while it is open."""

    def __init__(
        self,
        entries: Sequence[Entry],
        lexical: LexicalIndex,
        vectors: PassageVectors,
        embedder: Embedder,
        origin: "Origin | None" = None,
        stories: Mapping[str, str] | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """Put the parts together; `Index.open` reads them from disk, at `origin`.

        `stories` gives the story of an article by its id, if it shares it with others.
        """
        self.articles: Mapping[str, Article] = {e.article.id: e.article for e in entries}
        self.stories: Mapping[str, str] = stories or {}
        self.reprints = articles_of(self.stories, self.articles)
        self.columns = Columns(entries)
        self.embedder = CachingEmbedder(embedder)
        self.lexical = lexical
        self.passages: Sequence[Passage] = [
            passage for entry in entries for passage in entry.passages
        ]
        self._vectors = vectors
        # Closed when nobody holds this index any more, or by `close`; not while the process ends.
        self._closing = weakref.finalize(self, vectors.close)
        self._closing.atexit = False
        self._origin = origin
        self._reranker = reranker

    @classmethod
    def open(
        cls,
        place: Path | Home,
        embedder: Embedder,
        chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
        reranker: Reranker | None = None,
    ) -> "Index":
        """Open the index at `place`, a folder or another home.

        With a `reranker`, each search puts its best passages in the order of that one's scores.

        Raises NoIndexError, IndexMismatchError if it was written with another model or
        chunking, IndexStorageError if it is damaged, and IndexServerError.
        """
        home = home_of(place)

        def opener(folder: Path) -> Index:
            manifest = Manifest.load(folder / "manifest.json")
            manifest.require(embedder.model, chunking, home)
            manifest.require_dimension(embedder.dimension, home)
            require_parts(folder, manifest.parts)
            entries = load_entries(folder / "articles.jsonl")
            lexical = LexicalIndex(TermCounts.load(folder / "lexical"))
            for size in (sum(len(entry.passages) for entry in entries), lexical.size):
                require_whole(size, manifest.passages, home)
            origin = Origin(home, folder, chunking)
            stories = load_stories(folder, entries)
            vectors = home.open_vectors(folder, entries)  # last: if that fails, nothing stays open
            return cls(entries, lexical, vectors, embedder, origin, stories, reranker)

        return home.read(opener)

    @classmethod
    def empty(
        cls,
        place: Path | Home,
        embedder: Embedder,
        chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
        reranker: Reranker | None = None,
    ) -> "Index":
        """Return an index of no articles for `place`, where there is none until one is written.

        The model is loaded. Raises ModelError.
        """
        vectors = MatrixVectors(np.zeros((0, embedder.dimension), dtype=np.float32))
        origin = Origin(home_of(place), None, chunking)
        return cls([], LexicalIndex(TermCounts.of([])), vectors, embedder, origin, None, reranker)

    @property
    def generation(self) -> str:
        """The name of the generation; empty if it was not read from disk or a server."""
        return self._origin.folder.name if self._origin and self._origin.folder else ""

    def is_current(self) -> bool:
        """Return whether no newer generation has been written since this one was opened."""
        if self._origin is None:
            return True
        home, folder = self._origin.home, self._origin.folder
        return home.is_current(folder) if folder else not home.exists()

    def reopened(self) -> "Index":
        """Return the newest generation; this one stays usable for whoever still holds it."""
        if self._origin is None:
            return self
        origin = self._origin
        return Index.open(origin.home, self.embedder.wrapped, origin.chunking, self._reranker)

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
        found, signals = self.candidates(query, max(k, _CANDIDATES), filters, prefer)
        scores = rank(signals, prefer)
        ranked = [
            Hit(self.articles[passage.article_id], passage, float(scores[at]), similarity)
            for at in np.argsort(-scores, kind="stable")[: max(k, _RERANKED)].tolist()
            for passage, similarity in [(self.passages[found.rows[at]], found.similarity_of(at))]
        ]
        return self._reranked(query, ranked)[:k]

    def _reranked(self, query: str, hits: list[Hit]) -> list[Hit]:
        if self._reranker is None:
            return hits
        texts = [embedding_text(hit.article, hit.passage) for hit in hits]
        scores = self._reranker.scores(query, texts).tolist()
        again = [replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)]
        return sorted(again, key=lambda hit: -hit.score)

    def candidates(
        self,
        query: str,
        most: int = _CANDIDATES,
        filters: Filters | None = None,
        prefer: Preference = Preference(),  # noqa: B008 -- frozen
        weights: RankingWeights | None = None,
    ) -> tuple[Candidates, Signals]:
        """Return the passages that words or vectors put among their first `most`, unranked.

        With them, what the ranking is to know of each; what `weights` (those in use, if None) do
        not count is left 0. Raises SettingsError as `search` does.
        """
        weights = weights or weights_for(prefer)
        allowed = self.columns.mask(filters or Filters())
        words = query_words(query, prefer)
        vector = query_vector(query, prefer, self.embedder) if len(self._vectors) else None
        lexical = self.lexical.scores(words)
        found = find_candidates(lexical, self._vectors, vector, most, allowed)
        return found, self._signals(found, words, vector, prefer, weights)

    def _signals(
        self,
        found: Candidates,
        words: Mapping[str, float],
        vector: Vectors | None,
        prefer: Preference,
        weights: RankingWeights,
    ) -> Signals:
        best_score = self.lexical.bound(words) or 1.0
        none = np.zeros(len(found.rows), dtype=np.float32)
        place, lead = self.columns.place[found.rows], none
        if vector is not None and weights.lead:
            lead = self._vectors.similarities(vector, found.rows - place)
        return Signals(
            words=found.lexical / np.float32(best_score),
            similarity=none if found.similarity is None else found.similarity,
            lead=lead,
            place=place.astype(np.float32),
            length=self.lexical.lengths[found.rows],
            published=self.columns.published[found.rows].astype(np.float32),
            of_source=self.columns.of_articles(prefer.articles)[found.rows],
        )

    def vectors(self) -> Vectors:
        """Return the vectors of all passages, in their order: shape (passages, dimension)."""
        return self._vectors.all()

    def within(self, filters: Filters | None) -> list[Article]:
        """Return the articles that `filters` admit. Raises SettingsError as `search` does."""
        mask = self.columns.mask(filters) if filters else None
        articles = list(self.articles.values())
        return (
            articles
            if mask is None
            else [articles[at] for at in np.unique(self.columns.article[mask])]
        )

    def undated_left_out(self, filters: Filters) -> int:
        """Return how many articles `filters` leave out only because they have no date."""
        return self.columns.undated_left_out(filters)
