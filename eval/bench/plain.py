"""The plain systems that the search is compared with, over the same passages and vectors."""

from collections.abc import Sequence

import numpy as np

from eval.bench.fusion import reciprocal_rank_fusion
from index.embedder import Embedder, Vectors

_DEPTH = 100
"""How many passages each ranking brings to the fusion."""


class PlainSearch:
    """BM25, cosine and their fusion as libraries give them; rankings are of row numbers."""

    def __init__(self, texts: Sequence[str], vectors: Vectors, embedder: Embedder) -> None:
        """Index `texts`, whose unit `vectors` (rows in the same order) are `embedder`'s."""
        import bm25s

        self._vectors = vectors
        self._embedder = embedder
        self._bm25 = bm25s.BM25(method="lucene")
        self._bm25.index(_tokens(texts), show_progress=False)
        self._depth = min(_DEPTH, len(texts))

    def bm25(self, query: str) -> list[int]:
        """Rank by BM25 as bm25s comes: Lucene's variant, its stop words, English stems."""
        tokens = _tokens([query])
        rows, scores = self._bm25.retrieve(tokens, k=self._depth, show_progress=False)
        return [int(row) for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    def dense(self, query: str) -> list[int]:
        """Rank by cosine, exactly."""
        scores = self._vectors @ self._embedder.embed([query], kind="query")[0]
        best = np.argpartition(-scores, self._depth - 1)[: self._depth]
        return [int(row) for row in best[np.argsort(-scores[best], kind="stable")]]

    def fused(self, query: str) -> list[int]:
        """Rank by reciprocal rank fusion of the two, k = 60, the first 100 of each."""
        return list(reciprocal_rank_fusion([self.dense(query), self.bm25(query)]))


def _tokens(texts: Sequence[str]) -> list[list[str]]:
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    tokens: list[list[str]] = bm25s.tokenize(
        list(texts), stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False
    )
    return tokens
