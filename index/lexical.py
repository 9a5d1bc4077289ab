"""BM25 over titles and bodies of passages: what finds names and numbers that vectors blur."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from index.termcounts import TermCounts

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BM25Parameters:
    """The free parameters of BM25 over two fields.

    The values were chosen on news-2023h2, -2024 and -2025; see docs/search.md.
    """

    k1: float = 0.9
    """How slowly further occurrences of a term stop counting."""
    b: float = 0.4
    """How much a long passage is held back, from 0 to 1."""
    title_weight: float = 2.0
    """How many occurrences in the body one in the title is worth; 1 makes both one text."""


class LexicalIndex:
    """BM25 over passages in a fixed order, in Lucene's variant, which has no negative weights.

    Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the
    fields are put together before saturation, as Robertson, Zaragoza and Taylor do in "Simple
    BM25 Extension to Multiple Weighted Fields", CIKM 2004.
    """

    def __init__(
        self,
        counts: TermCounts,
        parameters: BM25Parameters = BM25Parameters(),
    ) -> None:
        """Index `counts`; row numbers are those of its passages."""
        self.size = counts.size
        self._title_weight = np.float32(parameters.title_weight)
        self._columns = {term: n for n, term in enumerate(counts.vocabulary)}
        self._title, self._body = counts.title.tocsc(), counts.body.tocsc()
        self.lengths: Scores = _lengths(counts.body)
        """How many terms the body of each passage holds, shape (passages,)."""
        self._norms = _norms(
            parameters.title_weight * _lengths(counts.title) + self.lengths, parameters
        )
        self._holders = _holders(counts)

    def __contains__(self, term: str) -> bool:
        """Return whether a stemmed term stands in any passage."""
        return term in self._columns

    def idf(self, term: str) -> float:
        """Return how rare a stemmed term is: ln(1 + (N - n + .5) / (n + .5)).

        N passages, n of which hold the term; a term that none holds is the rarest.
        """
        column = self._columns.get(term)
        n = 0 if column is None else int(self._holders[column])
        return float(np.log(1 + (self.size - n + 0.5) / (n + 0.5)))

    def scores(self, query: Mapping[str, float]) -> Scores:
        """Return the BM25 score of every passage, shape (passages,); 0 where nothing matches.

        `query` holds stemmed terms and how much each counts.
        """
        scores = np.zeros(self.size, dtype=np.float32)
        scratch = np.zeros(self.size, dtype=np.float32)
        for term, weight in query.items():
            if term in self._columns:
                rows, frequencies = self._frequencies(term, scratch)
                gain = frequencies / (frequencies + self._norms[rows])
                # A row that stands twice in `rows` has the same gain both times, and gets it once.
                scores[rows] += np.float32(weight * self.idf(term)) * gain
        return scores

    def bound(self, query: Mapping[str, float]) -> float:
        """Return what no passage's score for `query` can exceed: the sum of weight · idf.

        Terms that no passage holds are passed over.
        """
        return sum(weight * self.idf(term) for term, weight in query.items() if term in self)

    def _frequencies(self, term: str, scratch: Scores) -> tuple[npt.NDArray[np.int32], Scores]:
        """Return the rows that hold `term` and how often; `scratch` is all 0 before and after."""
        column = self._columns[term]
        titles, in_title = _postings(self._title, column)
        bodies, in_body = _postings(self._body, column)
        scratch[bodies] = in_body
        scratch[titles] += self._title_weight * in_title
        rows = np.concatenate([bodies, titles])
        frequencies = scratch[rows]
        scratch[rows] = 0
        return rows, frequencies


def _lengths(field: sparse.csr_array) -> Scores:
    return np.asarray(field.sum(axis=1), dtype=np.float32)


def _norms(lengths: Scores, parameters: BM25Parameters) -> Scores:
    """Return what a passage's length holds its terms back by."""
    average = float(lengths.mean()) if len(lengths) else 0.0
    relative = lengths / average if average else lengths
    b = parameters.b
    return np.asarray(parameters.k1 * (1 - b + b * relative), dtype=np.float32)


def _postings(
    field: sparse.csc_array, column: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    part = slice(field.indptr[column], field.indptr[column + 1])
    return field.indices[part], field.data[part]


def _holders(counts: TermCounts) -> npt.NDArray[np.int64]:
    """Return for each term how many passages hold it in either field."""
    width = len(counts.vocabulary)
    either = np.bincount(counts.title.indices, minlength=width)
    either += np.bincount(counts.body.indices, minlength=width)
    both = counts.title.astype(bool).multiply(counts.body.astype(bool)).tocsr()
    return np.asarray(either - np.bincount(both.indices, minlength=width), dtype=np.int64)
