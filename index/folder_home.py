"""The home of an index in a folder: its vectors are a matrix, with Chroma before it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from index.catalog import Entry, row_finder
from index.change import Change
from index.embedder import Embedder, Vectors
from index.embedding import embedded, rows
from index.generation import current, draft, exists, read_current, writing
from index.home import Home
from index.intake import Progress
from index.manifest import require_whole
from index.store import ChromaStore, passage_metadata
from index.vectors import MatrixVectors, PassageVectors, read_matrix, writing_matrix

T = TypeVar("T")

_BATCH = 4096  # vectors given to Chroma between two signs of progress


class FolderHome:
    """An index in a folder of its own; see index/generation.py."""

    def __init__(self, place: Path) -> None:
        """Take the folder, which need not be there yet."""
        self._place = place

    def __str__(self) -> str:
        return str(self._place)

    def exists(self) -> bool:
        """See Home."""
        return exists(self._place)

    def holds(self, path: Path) -> bool:
        """See Home."""
        return path.is_relative_to(self._place.resolve())

    def read(self, opener: Callable[[Path], T]) -> T:
        """See Home."""
        return read_current(self._place, opener)

    def is_current(self, folder: Path) -> bool:
        """See Home."""
        return current(self._place) == folder

    def open_vectors(self, folder: Path, entries: Sequence[Entry]) -> PassageVectors:
        """See Home."""
        matrix = read_matrix(folder / "vectors.npy")
        store = ChromaStore(folder / "chroma", create=False)
        try:
            for size in (len(matrix), store.count()):
                require_whole(size, sum(len(entry.passages) for entry in entries), self)
            return MatrixVectors(matrix, store, row_finder(entries))
        except BaseException:
            store.close()
            raise

    @contextmanager
    def writing(self) -> Iterator["FolderWriter"]:
        """See Home."""
        with writing(self._place):
            yield FolderWriter(self._place)


class FolderWriter:
    """Writes generations of the index in a folder, whose lock is held."""

    def __init__(self, place: Path) -> None:
        """Take the index's folder."""
        self._place = place

    def draft(self, base: Path | None) -> AbstractContextManager[Path]:
        """See Writer; Chroma's files are copied."""
        return draft(self._place, base)

    def write_vectors(
        self,
        folder: Path,
        base: Path | None,
        change: Change,
        embedder: Embedder,
        progress: Progress,
    ) -> None:
        """See Writer."""
        old = read_matrix(base / "vectors.npy") if base else None
        windows = embedded(
            rows(change, fresh_only=False),
            change,
            old.__getitem__ if old is not None else None,
            embedder,
            progress,
        )
        with writing_matrix(folder / "vectors.npy", change.passages, embedder.dimension) as append:
            for _, vectors in windows:
                append(vectors)
        _write_store(folder / "chroma", change, read_matrix(folder / "vectors.npy"), progress)


def _write_store(folder: Path, change: Change, matrix: Vectors, progress: Progress) -> None:
    store = ChromaStore(folder)
    try:
        fresh = rows(change, fresh_only=True)
        done, total = 0, sum(len(entry.passages) for entry in change.fresh)
        while batch := list(islice(fresh, _BATCH)):
            progress("vector index", done, total)
            store.add(
                [row.id for row in batch],
                matrix[[row.number for row in batch]],
                [passage_metadata(row.article, row.passage) for row in batch],
            )
            done += len(batch)
        store.remove([id for entry in change.gone for id in entry.passage_ids()])
        progress("vector index", done, total)
        require_whole(store.count(), change.passages, folder)
    finally:
        store.close()


def home_of(place: Path | Home) -> Home:
    """Return `place`, or the home of the index in the folder `place`."""
    return FolderHome(place) if isinstance(place, Path) else place
