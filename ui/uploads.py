"""The folder of articles that were put in on the page: kept, thrown away, put back.

UPLOADS/.groundwire     says that the folder is ours
UPLOADS/.incoming/      what is still arriving
UPLOADS/.removed/       what was taken out on the page
UPLOADS/…               the articles; hidden folders are not indexed
"""

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from corpus.errors import CorpusError
from corpus.folder import SourceFile, find_files
from ui.upload_names import numbered, safe_name
from ui.upload_room import MOST_MB, Room

_MARK, _INCOMING, _REMOVED = ".groundwire", ".incoming", ".removed"
_STALE = 600  # seconds without a byte after which nothing more will arrive

Taken = Callable[[str], bool]
"""Whether a name is in use elsewhere."""


class Uploads:
    """A folder that only Groundwire writes into. Nothing is ever written over or outside it."""

    def __init__(self, root: Path, most_mb: int = MOST_MB) -> None:
        """Take the folder, which is made when it is first needed, and how much it may hold."""
        self.root = Path(os.path.abspath(root))  # noqa: PTH100 - as find_files names paths
        self.room = Room(self.root, most_mb)

    def files(self) -> list[SourceFile]:
        """Return the files put in and still there."""
        return find_files([self.root]) if self._ours() else []

    def roots(self) -> list[Path]:
        """Return the folder as one to index, if there is anything in it."""
        return [self.root] if self.files() else []

    def holds(self, path: Path) -> bool:
        """Return whether the file at `path`, which is absolute, was put in on the page."""
        return self._ours() and path.is_relative_to(self.root)

    def path(self, file: str) -> Path | None:
        """Return where the file of this name is; None if there is none."""
        path = self.root / file
        hidden = any(part.startswith(".") for part in Path(file).parts)
        if hidden or not self._ours() or not path.is_file() or path.is_symlink():
            return None
        return path if path.resolve().is_relative_to(self.root.resolve()) else None

    @contextmanager
    def arriving(self) -> Iterator[Path]:
        """Yield where to write what arrives: a file that is not there yet, and gone afterwards.

        Raises CorpusError if the folder cannot be ours.
        """
        self._claim()
        folder = self.root / _INCOMING
        folder.mkdir(exist_ok=True)
        path = folder / secrets.token_hex(8)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def clear_incoming(self) -> None:
        """Delete what began to arrive and never will, since its process was killed."""
        latest = time.time() - _STALE  # another process may serve a page on the same folder
        for path in (self.root / _INCOMING).glob("*") if self._ours() else ():
            with suppress(OSError):
                if path.stat().st_mtime < latest:
                    path.unlink()

    def keep(self, arrived: Path, given: str, taken: Taken = lambda name: False) -> str:
        """Move `arrived` to a name like the one `given`, and return that.

        It differs from the names of the files there and from those `taken`, unless the very same
        file is there.
        """
        for name in numbered(self._reachable(self.root, safe_name(given))):
            if self._same(name, arrived):
                arrived.unlink()
                return name
            if not taken(name) and _moved(arrived, self.root / name):
                return name
        raise AssertionError  # names do not run out

    def discard(self, file: str) -> None:
        """Delete the file of this name."""
        if path := self.path(file):
            path.unlink()
            self._tidy(path)

    def remove(self, file: str) -> str | None:
        """Take the file away without deleting it, and return what `put_back` needs.

        None if no file has this name.
        """
        if (path := self.path(file)) is None:
            return None
        out = self.root / _REMOVED
        for name in numbered(self._reachable(out, file)):
            if _moved(path, out / name):
                self._tidy(path)
                return name
        raise AssertionError  # names do not run out

    def removed(self) -> list[str]:
        """Return what was taken away, by the names that `put_back` needs."""
        folder = self.root / _REMOVED
        return [source.file for source in find_files([folder])] if folder.is_dir() else []

    def put_back(self, name: str, taken: Taken = lambda name: False) -> str | None:
        """Return to the folder what was taken away, and return the name it has there.

        None if nothing of this name was taken away.
        """
        if name not in self.removed():
            return None
        return self.keep(self.root / _REMOVED / name, name, taken)

    def _ours(self) -> bool:
        return (self.root / _MARK).is_file()

    def _claim(self) -> None:
        """Make the folder; refuse one that holds anything of somebody else's."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            if not self._ours():
                if any(self.root.iterdir()):
                    raise CorpusError(
                        f"{self.root} holds files that were not put in on the page: name another "
                        "folder in the setting uploads"
                    )
                (self.root / _MARK).touch()
        except OSError as error:
            raise CorpusError(
                f"the folder for uploads {self.root} cannot be made ({error.strerror}): name "
                "another in the setting uploads"
            ) from error

    def _reachable(self, base: Path, name: str) -> str:
        """Return `name`, without its folders if one of them cannot be in `base`.

        A file may stand where it would be, or a link that leads elsewhere.
        """
        for folder in list((base / name).parents)[: len(PurePosixPath(name).parts) - 1]:
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                return PurePosixPath(name).name
        return name

    def _same(self, name: str, arrived: Path) -> bool:
        path = self.path(name)
        if path is None or path.stat().st_size != arrived.stat().st_size:
            return False
        return _digest(path) == _digest(arrived)

    def _tidy(self, path: Path) -> None:
        """Remove the folders around `path` that are empty now."""
        for folder in path.parents:
            if folder == self.root:
                return
            try:
                folder.rmdir()
            except OSError:
                return


def _moved(source: Path, target: Path) -> bool:
    """Move `source` to `target` unless there is something; return whether that was done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        return False
    try:
        source.replace(target)
    except BaseException:
        target.unlink()  # which only held the name
        raise
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
