"""The vectors of a generation: nearest rows through Chroma, exact ones from the matrix."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexStorageError
from index.embedder import Vectors
from index.store import VectorStore

Mask = npt.NDArray[np.bool_]
"""Shape (passages,)."""
Rows = npt.NDArray[np.int64]
"""Numbers of passages, in the order of the catalogue."""
Cosines = npt.NDArray[np.float32]

_GATHERED = 0.25
"""Up to this share, rows are copied out of the matrix; above, all of it is multiplied, which reads
more and writes nothing."""


_SPARE = 1.5
"""So many times the neighbours that a filter would leave if it had nothing to do with the query."""


class Nearest(NamedTuple):
    """Rows by falling cosine, and these cosines."""

    rows: Rows
    similarities: Cosines


class PassageVectors(Protocol):
    """The vectors of the passages of one generation."""

    def __len__(self) -> int:
        """Return how many rows there are: as many as passages, or 0 for an index of words alone."""

    def nearest(self, vector: Vectors, k: int, allowed: Mask | None = None) -> Nearest:
        """Return the `k` rows nearest to `vector`, of shape (dimension,), among those allowed.

        As many come back as there are, up to `k`. None allows all.
        """

    def similarities(self, vector: Vectors, rows: Rows) -> Cosines:
        """Return the cosines of `vector` and each of `rows`, in their order."""

    def all(self) -> Vectors:
        """Return all vectors, shape (passages, dimension)."""

    def close(self) -> None:
        """Let go of files and connections."""


class MatrixVectors:
    """A matrix of unit vectors, and before it, for searches that admit much, a vector store.

    The store is fast and approximate; where it has no answer (a filter that admits little, fewer
    rows than asked for, an error while another process writes), every admitted row of the matrix
    is compared.
    """

    def __init__(
        self,
        matrix: Vectors,
        store: VectorStore | None = None,
        row_of: Callable[[str], int | None] = lambda id: None,
    ) -> None:
        """Take the matrix, and a store of the same vectors whose ids `row_of` turns into rows."""
        self._matrix = matrix
        self._store = store
        self._row_of = row_of

    def __len__(self) -> int:
        """See PassageVectors."""
        return len(self._matrix)

    def nearest(self, vector: Vectors, k: int, allowed: Mask | None = None) -> Nearest:
        """See PassageVectors."""
        k = min(k, len(self))
        share = 1.0 if allowed is None else np.count_nonzero(allowed) / max(1, len(self))
        if share > _GATHERED and (found := self._stored(vector, k, allowed, share)):
            return found
        rows = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        return best(rows, self.similarities(vector, rows), k)

    def similarities(self, vector: Vectors, rows: Rows) -> Cosines:
        """See PassageVectors."""
        if len(rows) > _GATHERED * len(self):
            return np.asarray((self._matrix @ vector)[rows], dtype=np.float32)
        return np.asarray(self._matrix[rows] @ vector, dtype=np.float32)

    def all(self) -> Vectors:
        """See PassageVectors."""
        return self._matrix

    def close(self) -> None:
        """See PassageVectors."""
        if self._store:
            self._store.close()

    def _stored(
        self, vector: Vectors, k: int, allowed: Mask | None, share: float
    ) -> Nearest | None:
        """Return the `k` nearest that the store gives; None unless so many of them are allowed.

        It knows of no filter, so it is asked for more than `k`, as only a `share` is allowed.
        """
        if self._store is None:
            return None
        most = k if allowed is None else min(len(self), ceil(_SPARE * k / share))
        try:
            found = [(self._row_of(n.id), n.similarity) for n in self._store.nearest(vector, most)]
        except IndexStorageError:  # Chroma reads its files while it is asked, and they may be gone
            return None
        known = [
            (row, similarity)
            for row, similarity in found
            if row is not None and (allowed is None or allowed[row])
        ]
        if len(known) < k:
            return None
        rows, similarities = zip(*known[:k], strict=True) if k else ((), ())
        return Nearest(np.array(rows, dtype=np.int64), np.array(similarities, dtype=np.float32))


def best(rows: Rows, scores: Cosines, k: int) -> Nearest:
    """Return the `k` of `rows` with the highest `scores`, highest first; ties keep row order."""
    if k < len(rows):
        chosen = np.sort(np.argpartition(-scores, k)[:k])
        rows, scores = rows[chosen], scores[chosen]
    order = np.argsort(-scores, kind="stable")
    return Nearest(rows[order], scores[order])


@contextmanager
def writing_matrix(file: Path, rows: int, dimension: int) -> Iterator[Callable[[Vectors], None]]:
    """Yield a function that appends rows to a new matrix in `file`, `rows` of them in all.

    They are written, not mapped: a full disk is then an OSError and not the end of the process.
    """
    with file.open("wb") as stream:
        _write_header(stream, rows, dimension)
        yield lambda part: _write_rows(stream, part)


def read_matrix(file: Path) -> Vectors:
    """Map the matrix in `file`. Raises IndexStorageError if it is damaged."""
    try:
        matrix: Vectors = np.load(file, mmap_mode="r", allow_pickle=False)
        if matrix.ndim != 2 or matrix.dtype != np.float32:
            raise ValueError(f"it holds {matrix.dtype} in {matrix.ndim} dimensions")
    except (OSError, EOFError, ValueError) as error:
        raise IndexStorageError(
            f"the vectors {file} are damaged ({error}): write the index anew with groundwire "
            "index --rebuild"
        ) from error
    return matrix.view(np.ndarray)  # a memmap's own products and slices would be memmaps, slowly


def _write_header(stream: BinaryIO, rows: int, dimension: int) -> None:
    np.lib.format.write_array_header_1_0(
        stream, {"descr": "<f4", "fortran_order": False, "shape": (rows, dimension)}
    )


def _write_rows(stream: BinaryIO, part: Vectors) -> None:
    stream.write(np.ascontiguousarray(part, dtype="<f4").data)
