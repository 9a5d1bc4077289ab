"""How often each term stands in each passage: the matrix under the lexical index."""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from corpus.errors import IndexStorageError
from index.terms import terms

_MOST = np.iinfo(np.uint16).max  # a term that stands in a passage more often counts as often
_PARTS = ("data", "indices", "indptr")


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Counts by passage and term, for the title and for the body; rows keep passage order."""

    vocabulary: Sequence[str]
    """The stemmed term of each column; each stands somewhere."""
    title: sparse.csr_array
    body: sparse.csr_array

    @classmethod
    def of(cls, passages: Iterable[tuple[str, str]]) -> "TermCounts":
        """Count the terms of `passages`, each a title and a body."""
        return _count(passages, {})

    @property
    def size(self) -> int:
        """How many passages there are."""
        return int(self.body.shape[0])

    def carried(
        self, origin: npt.NDArray[np.int64], fresh: Iterable[tuple[str, str]]
    ) -> "TermCounts":
        """Return the counts of another list of passages, most of which are among these.

        `origin` holds for each passage of that list its row here, or -1 if it is not here: then
        its title and body are the next of `fresh`. Only those are read and cut into terms.
        """
        added = _count(fresh, {term: n for n, term in enumerate(self.vocabulary)})
        rows = origin.copy()
        new = origin < 0
        rows[new] = self.size + np.arange(int(new.sum()))
        title, body = (
            sparse.vstack([_widened(old, len(added.vocabulary)), new], format="csr")[rows]
            for old, new in ((self.title, added.title), (self.body, added.body))
        )
        return _pruned(TermCounts(added.vocabulary, title, body))

    def save(self, folder: Path) -> None:
        """Write the counts into `folder`, which is made."""
        folder.mkdir(parents=True)
        for name, matrix in (("title", self.title), ("body", self.body)):
            for part in _PARTS:
                np.save(folder / f"{name}.{part}.npy", getattr(matrix, part))
        vocabulary = json.dumps(list(self.vocabulary), ensure_ascii=False)
        (folder / "vocabulary.json").write_text(vocabulary, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TermCounts":
        """Read what `save` wrote. Raises IndexStorageError if it is damaged."""
        try:
            vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
            if not isinstance(vocabulary, list) or not all(isinstance(t, str) for t in vocabulary):
                raise ValueError("vocabulary.json is no list of terms")
            title, body = (_loaded(folder, name, len(vocabulary)) for name in ("title", "body"))
            if title.shape != body.shape:
                raise ValueError("title and body are of different numbers of passages")
            return cls(vocabulary, title, body)
        except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
            raise IndexStorageError(
                f"the lexical index {folder} is damaged ({error}): write the index anew with "
                "groundwire index --rebuild"
            ) from error


class _Rows:
    """The rows of one matrix as they are counted."""

    def __init__(self) -> None:
        self.data, self.indices, self.indptr = array("H"), array("i"), array("q", [0])

    def add(self, counts: dict[int, int]) -> None:
        for column in sorted(counts):
            self.indices.append(column)
            self.data.append(min(counts[column], _MOST))
        self.indptr.append(len(self.data))

    def matrix(self, width: int) -> sparse.csr_array:
        parts = (
            np.frombuffer(self.data, dtype=np.uint16),
            np.frombuffer(self.indices, dtype=np.int32),
            np.frombuffer(self.indptr, dtype=np.int64),
        )
        return sparse.csr_array(parts, shape=(len(self.indptr) - 1, width))


def _count(passages: Iterable[tuple[str, str]], columns: dict[str, int]) -> TermCounts:
    """Count terms, whose columns are those in `columns`, to which new terms are added."""

    def counted(text: str) -> dict[int, int]:
        found = Counter(terms(text))
        return {columns.setdefault(term, len(columns)): n for term, n in found.items()}

    title, body = _Rows(), _Rows()
    last: tuple[str, dict[int, int]] = ("", {})
    for heading, text in passages:
        if heading != last[0]:  # passages of one article follow each other
            last = heading, counted(heading)
        title.add(last[1])
        body.add(counted(text))
    return TermCounts(tuple(columns), title.matrix(len(columns)), body.matrix(len(columns)))


def _pruned(counts: TermCounts) -> TermCounts:
    """Drop the terms that no longer stand anywhere."""
    used = np.zeros(len(counts.vocabulary), dtype=bool)
    used[counts.title.indices] = used[counts.body.indices] = True
    if used.all():
        return counts
    vocabulary = [term for term, there in zip(counts.vocabulary, used, strict=True) if there]
    moved = (np.cumsum(used) - 1).astype(np.int32)
    title, body = (
        sparse.csr_array(
            (matrix.data, moved[matrix.indices], matrix.indptr),
            shape=(counts.size, len(vocabulary)),
        )
        for matrix in (counts.title, counts.body)
    )
    return TermCounts(vocabulary, title, body)


def _widened(matrix: sparse.csr_array, width: int) -> sparse.csr_array:
    shape = (matrix.shape[0], width)
    return sparse.csr_array((matrix.data, matrix.indices, matrix.indptr), shape=shape)


def _loaded(folder: Path, name: str, width: int) -> sparse.csr_array:
    data, indices, indptr = (
        np.load(folder / f"{name}.{part}.npy", allow_pickle=False) for part in _PARTS
    )
    matrix = sparse.csr_array((data, indices, indptr), shape=(len(indptr) - 1, width))
    matrix.check_format(full_check=True)
    return matrix
