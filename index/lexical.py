"""BM25 over the passages, by bm25s: what finds names and numbers that vectors blur."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexStorageError
from index.terms import terms


class LexicalIndex:
    """BM25 (Lucene's variant, k1 = 1.5, b = 0.75) over passages in a fixed order.

    Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
    """

    def __init__(self, bm25: Any, size: int) -> None:  # noqa: ANN401 -- bm25s has no types
        """Wrap a built index; use `build` or `load`."""
        self._bm25 = bm25
        self.size = size

    @classmethod
    def build(cls, texts: Iterable[str]) -> "LexicalIndex":
        """Index `texts`; row numbers are their positions."""
        import bm25s

        corpus = [terms(text) for text in texts]
        if not any(corpus):
            return cls(None, len(corpus))
        bm25 = bm25s.BM25(method="lucene")
        bm25.index(corpus, show_progress=False)
        return cls(bm25, len(corpus))

    def scores(self, query: str) -> npt.NDArray[np.float32]:
        """Return the BM25 score of every passage, shape (passages,); 0 where nothing matches."""
        known = [] if self._bm25 is None else self._known(query)
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def __contains__(self, term: str) -> bool:
        """Return whether a stemmed term stands in any passage."""
        return self._bm25 is not None and term in self._bm25.vocab_dict

    def idf(self, term: str) -> float:
        """Return how rare a stemmed term is: ln(1 + (N - n + .5) / (n + .5)).

        N passages, n of which hold the term; a term that none holds is the rarest.
        """
        n = 0
        if term in self:
            column = self._bm25.vocab_dict[term]
            bounds = self._bm25.scores["indptr"]
            n = int(bounds[column + 1] - bounds[column])
        return float(np.log(1 + (self.size - n + 0.5) / (n + 0.5)))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made."""
        folder.mkdir(parents=True)
        (folder / "size").write_text(str(self.size), encoding="utf-8")
        if self._bm25 is not None:
            self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote. Raises IndexStorageError if it is damaged."""
        import bm25s

        try:
            size = int((folder / "size").read_text(encoding="utf-8"))
            if not (folder / "params.index.json").exists():
                return cls(None, size)
            return cls(bm25s.BM25.load(str(folder), load_corpus=False), size)
        except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise IndexStorageError(
                f"the lexical index {folder} is damaged ({error}): write the index anew with "
                "groundwire index --rebuild"
            ) from error

    def _known(self, query: str) -> list[str]:
        return [term for term in terms(query) if term in self]
