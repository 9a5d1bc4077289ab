"""The search and the plain systems behind one form: a question in, passages out, best first."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import Article
from eval.bench.datasets import ConversationSet, DataSet, NewsQuestion, NewsSet, Turn
from eval.bench.plain import PlainSearch
from eval.bench.scores import DEPTH
from index.embedder import CachingEmbedder, Embedder
from index.filters import Filters
from index.passage import Chunking, Passage, embedding_text
from index.reranker import Reranker
from index.search import Index
from rag.holdings import Holdings
from rag.request import prepare

OURS = "groundwire"
ASKED = "groundwire, asked"
PLAIN = ("bm25", "dense", "rrf")
REWRITTEN = tuple(f"{name}, rewritten" for name in PLAIN)

_ARTICLE_PASSAGES = 20
"""How many passages are asked for where articles are judged: several can be of one article."""

Question = NewsQuestion | Turn


@dataclass(frozen=True, slots=True)
class System:
    """A way to search."""

    search: Callable[[Any], Sequence[Passage]]
    """Takes a question of the data set's kind."""
    scored: bool = True
    """Whether its rankings count; if not, only its time does."""


class Contest:
    """An opened index and the plain systems over its passages."""

    def __init__(
        self,
        place: Path,
        embedder: Embedder,
        chunking: Chunking,
        reranker: Reranker | None = None,
    ) -> None:
        """Open the index at `place`. Raises NoIndexError, IndexStorageError and the like."""
        self.index = Index.open(place, embedder, chunking, reranker)
        self._holdings = Holdings(self.index.articles)
        self.passages = self.index.passages
        texts = [embedding_text(self.index.articles[p.article_id], p) for p in self.passages]
        self._embedder = embedder
        self._plain = PlainSearch(texts, self.index.vectors(), embedder)

    def systems(self, data: DataSet) -> dict[str, System]:
        """Return what runs over `data`, by name, ours first."""
        systems = {OURS: System(self._ours)}
        if isinstance(data, NewsSet):
            systems[ASKED] = System(lambda q: self.search(q.question, as_of=q.asked))
        systems |= self._plain_systems(PLAIN, lambda q: q.question)
        if isinstance(data, ConversationSet):
            systems |= self._plain_systems(REWRITTEN, lambda q: q.human_rewrite)
        for name, filters in filters_for(self.index.articles).items():
            system = System(partial(self._ours, filters=filters), scored=False)
            systems[f"{OURS}, {name}"] = system
        return systems

    def search(
        self,
        question: str,
        previous: Sequence[str] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
        k: int = DEPTH,
    ) -> list[Passage]:
        """Search as the product does."""
        request = prepare(self._holdings, question, previous, as_of)
        hits = self.index.search(request.whole, k, filters, request.prefer)
        return [hit.passage for hit in hits]

    def forget(self) -> None:
        """Let the index forget the vectors of what it was asked, so that no time is saved."""
        self.index.embedder = CachingEmbedder(self._embedder)

    def text(self, passage: Passage) -> str:
        """Return a passage's own text."""
        return self.index.articles[passage.article_id].text[passage.start : passage.end]

    def title(self, passage: Passage) -> str:
        """Return the title of a passage's article; empty if it has none."""
        return self.index.articles[passage.article_id].title or ""

    def admitted(self, filters: Filters) -> float:
        """Return the share of the passages that `filters` admit."""
        allowed = self.index.columns.mask(filters)
        return 1.0 if allowed is None else float(np.mean(allowed))

    def _ours(self, question: Question, filters: Filters | None = None) -> list[Passage]:
        k = _ARTICLE_PASSAGES if isinstance(question, Turn) else DEPTH
        return self.search(question.question, question.history, filters=filters, k=k)

    def _plain_systems(
        self, names: Sequence[str], text_of: Callable[[Any], str]
    ) -> Mapping[str, System]:
        ways = (self._plain.bm25, self._plain.dense, self._plain.fused)

        def system(way: Callable[[str], list[int]]) -> System:
            return System(lambda q: [self.passages[row] for row in way(text_of(q))])

        return {name: system(way) for name, way in zip(names, ways, strict=True)}


def filters_for(articles: Mapping[str, Article]) -> dict[str, Filters]:
    """Return filters of the kinds that these articles know.

    "date range" admits the middle 80% of the dated articles; "outlet" the outlet whose share of
    the text is nearest to 2%, by ratio: one of a single article is too easy a case.
    """
    found: dict[str, Filters] = {}
    if days := sorted(article.published for article in articles.values() if article.published):
        tenth = len(days) // 10
        found["date range"] = Filters(after=days[tenth], before=days[-1 - tenth])
    sizes: Counter[str] = Counter()
    for article in articles.values():
        sizes[article.outlet or ""] += len(article.text)
    wanted = 0.02 * sizes.total()
    if outlets := sorted(sizes.keys() - {""}):
        nearest = min(outlets, key=lambda outlet: abs(log(sizes[outlet] / wanted)))
        found["outlet"] = Filters(outlets=(nearest,))
    return found
