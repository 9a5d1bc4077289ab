"""A server's generations as folders on this machine, checked against the server's hashes."""

import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock

from corpus.errors import IndexStorageError
from index.remote.files import download, intact
from index.remote.generations import Generation
from index.remote.records import Records

_PARTIAL = ".partial-"
_ABANDONED = 86_400.0  # seconds after which nobody is still filling a partial folder


class Cache:
    """Folders of generations, by name. Several processes may share one."""

    def __init__(self, place: Path) -> None:
        """Keep them in the folder `place`, which is made when it is needed."""
        self._place = place

    def fetched(self, records: Records, generation: Generation) -> Path:
        """Return the folder with the files of `generation`, downloaded unless it is there.

        Raises IndexStorageError if the files on the server are damaged, or the disk is full.
        """
        folder = self._place / generation.name
        with self.translated():
            if not intact(generation.files, folder):
                partial = self.new_folder()
                try:
                    download(records, generation.files, partial)
                    self.keep(partial, generation)
                finally:
                    shutil.rmtree(partial, ignore_errors=True)
        return folder

    def new_folder(self) -> Path:
        """Return an empty folder, readable by this user only, to be kept or removed."""
        with self.translated():
            self._place.mkdir(parents=True, exist_ok=True)
            return Path(mkdtemp(prefix=_PARTIAL, dir=self._place))

    def keep(self, partial: Path, generation: Generation) -> None:
        """Make the folder `partial` that of `generation`, unless another process was faster.

        Under a lock, or one could delete as damaged what the other has just mended and opened.
        """
        folder = self._place / generation.name
        with FileLock(self._place.with_suffix(".lock")):
            if not intact(generation.files, folder):
                shutil.rmtree(folder, ignore_errors=True)
                partial.rename(folder)

    def clear(self, kept: Collection[Generation]) -> None:
        """Remove the folders of all other generations, and partial ones that were abandoned."""
        names = {generation.name for generation in kept}
        for folder in self._place.glob("*") if self._place.is_dir() else ():
            partial = folder.name.startswith(_PARTIAL)
            if folder.name not in names and (not partial or _is_abandoned(folder)):
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of this machine's disk inside into IndexStorageError."""
        try:
            yield
        except OSError as error:
            raise IndexStorageError(
                f"the index's files cannot be kept in {self._place} ({error.strerror or error}): "
                "check disk space and permissions"
            ) from error


def _is_abandoned(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > _ABANDONED
    except FileNotFoundError:  # another process has just renamed or removed it
        return False
