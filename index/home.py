"""Where an index lives: the little that a folder and a server do differently."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from index.catalog import Entry
from index.change import Change
from index.embedder import Embedder
from index.intake import Progress
from index.vectors import PassageVectors

T = TypeVar("T")


class Writer(Protocol):
    """What the one process can do that writes an index."""

    def draft(self, base: Path | None) -> AbstractContextManager[Path]:
        """Yield a folder for the next generation, which becomes current when the block ends.

        `base` is the folder of the generation whose vectors are carried over, or None to start
        empty. If the block raises, nothing changes for readers.
        """

    def write_vectors(
        self,
        folder: Path,
        base: Path | None,
        change: Change,
        embedder: Embedder,
        progress: Progress,
    ) -> None:
        """Store the vectors of the generation drafted in `folder`; embed those that are new."""


class Home(Protocol):
    """The place of an index. As text, it names the place to people.

    Its methods raise NoIndexError, IndexStorageError and, for a server, IndexServerError.
    """

    def exists(self) -> bool:
        """Return whether there is an index to read."""

    def holds(self, path: Path) -> bool:
        """Return whether `path`, which is absolute, is one of the index's own files."""

    def read(self, opener: Callable[[Path], T]) -> T:
        """Return what `opener` makes of the folder of the current generation.

        Tried again if a writer replaced the generation meanwhile.
        """

    def is_current(self, folder: Path) -> bool:
        """Return whether the generation opened from `folder` is still the newest."""

    def open_vectors(self, folder: Path, entries: Sequence[Entry]) -> PassageVectors:
        """Open the vectors of the generation in `folder`, whose catalogue holds `entries`."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Hold the index's write lock, and yield what writes.

        Raises IndexBusyError at once if another process holds it.
        """
