"""The passages that a ranking chooses from, with what words and vectors say of each."""

from dataclasses import dataclass

import numpy as np

from index.embedder import Vectors
from index.lexical import Scores
from index.vectors import Cosines, Mask, PassageVectors, Rows, best


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages found by either way, each known by both; position n of all arrays is one of them."""

    rows: Rows
    """Numbers of passages in the order of the catalogue, rising."""
    lexical: Scores
    """BM25; 0 where no word of the query stands."""
    similarity: Cosines | None
    """Cosine between query and passage; None if the index has no vectors."""

    def similarity_of(self, n: int) -> float | None:
        """Return the cosine of the `n`th."""
        return None if self.similarity is None else float(self.similarity[n])


def find_candidates(
    lexical: Scores,
    vectors: PassageVectors,
    vector: Vectors | None,
    most: int,
    allowed: Mask | None = None,
) -> Candidates:
    """Return the passages allowed that are among the `most` best by words or by vectors.

    `lexical` holds the BM25 score of every passage, `vector` that of the query. None allows all.
    """
    matching = lexical > 0 if allowed is None else (lexical > 0) & allowed
    scored = np.flatnonzero(matching)
    found = best(scored, lexical[scored], most).rows
    if vector is None:
        rows = np.sort(found)
        return Candidates(rows, lexical[rows], None)
    near = vectors.nearest(vector, most, allowed)
    rows = np.union1d(found, near.rows)
    return Candidates(rows, lexical[rows], vectors.similarities(vector, rows))
