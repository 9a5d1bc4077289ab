"""Generations: an index on disk is a folder that is written whole, and not written to after.

    INDEX/lock               held by the one process that writes
    INDEX/CURRENT            the name of the generation that readers open
    INDEX/000007-a1b2c3/     manifest.json, articles.jsonl, vectors.npy, lexical/, chroma/,
                             signatures.npy, stories.json

A writer works in `INDEX/000008-d4e5f6.partial`, renames it and then replaces CURRENT, which is
atomic: readers see the old index or the new one, and a run that is killed leaves only a partial
folder for the next writer to clear away. The generation before the current one is kept for readers
that still have it open. Names are never used twice, even if the index is deleted and written
again, so that a reader of the deleted one notices.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Error as DatabaseError
from sqlite3 import connect
from typing import TypeVar

from filelock import FileLock, Timeout

from corpus.errors import IndexBusyError, IndexStorageError, NoIndexError

T = TypeVar("T")

_POINTER = "CURRENT"
_LOCK = "lock"
_PARTIAL = ".partial"
_NAME = re.compile(r"\d{6}-[0-9a-f]{6}")


def current(place: Path) -> Path:
    """Return the folder of the generation to read. Raises NoIndexError if there is none."""
    try:
        name = (place / _POINTER).read_text(encoding="utf-8").strip()
    except NotADirectoryError:
        raise IndexStorageError(f"{place} is a file, not an index: name another --index") from None
    except FileNotFoundError:
        raise NoIndexError(
            f"there is no index at {place}: make one with groundwire index FOLDER --index {place}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexStorageError(f"the index at {place} cannot be read: {error}") from error
    if not _NAME.fullmatch(name):
        raise IndexStorageError(
            f"the index at {place} is damaged ({_POINTER} names no generation): write it anew with "
            "groundwire index --rebuild"
        )
    return place / name


def exists(place: Path) -> bool:
    """Return whether there is an index to read at `place`."""
    return (place / _POINTER).exists()


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Hold the write lock of the index at `place`, which is made if need be.

    Raises IndexBusyError at once if another process holds it. Errors of the disk inside become
    IndexStorageError.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        _require_index_or_empty(place)
        with FileLock(place / _LOCK, timeout=0):
            _clear(place)
            yield
    except Timeout:
        raise IndexBusyError(
            f"the index at {place} is being written by another process: wait until it is done"
        ) from None
    except (FileExistsError, NotADirectoryError) as error:
        raise IndexStorageError(
            f"{error.filename} is a file, not a folder for an index: name another --index"
        ) from error
    except (OSError, DatabaseError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IndexStorageError(
            f"the index at {place} cannot be written ({reason}): check disk "
            "space and permissions; the index that was there is unchanged"
        ) from error


@contextmanager
def draft(place: Path, base: Path | None) -> Iterator[Path]:
    """Yield a folder to write the next generation in; it becomes current when the block ends.

    `base` is the generation whose vector store is carried over, or None to start empty. To be used
    inside `writing`. If the block raises, nothing changes.
    """
    number = 1 + max((int(path.name[:6]) for path in _generations(place)), default=0)
    name = f"{number:06}-{secrets.token_hex(3)}"
    partial = place / f"{name}{_PARTIAL}"
    partial.mkdir()
    try:
        if base:
            _copy(base / "chroma", partial / "chroma")
        yield partial
        _publish(place, partial, place / name)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _publish(place: Path, partial: Path, final: Path) -> None:
    for file in partial.rglob("*"):
        if file.is_file():
            _sync(file)
    partial.rename(final)
    pointer = place / f"{_POINTER}{_PARTIAL}"
    pointer.write_text(final.name + "\n", encoding="ascii")
    _sync(pointer)
    pointer.replace(place / _POINTER)
    for old in _generations(place)[:-2]:
        shutil.rmtree(old, ignore_errors=True)


def _clear(place: Path) -> None:
    (place / f"{_POINTER}{_PARTIAL}").unlink(missing_ok=True)
    for path in place.glob(f"*{_PARTIAL}"):
        if _NAME.fullmatch(path.name.removesuffix(_PARTIAL)):
            shutil.rmtree(path)
    try:
        newest = current(place).name
    except (NoIndexError, IndexStorageError):
        return
    # A generation after the current one was renamed, but its run died before CURRENT.
    for path in _generations(place):
        if path.name > newest:
            shutil.rmtree(path)


def _require_index_or_empty(place: Path) -> None:
    """Refuse somebody's own folder: what is in it would be cleared away as an index's remains."""
    names = {path.name for path in place.iterdir()}
    if names and not names & {_POINTER, _LOCK}:
        raise IndexStorageError(
            f"{place} is neither empty nor an index: give a folder of its own with --index"
        )


def _copy(source: Path, target: Path) -> None:
    """Copy a store that a reader may have open: Chroma writes into its database even to read."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.sqlite3*"))
    for file in source.glob("*.sqlite3"):
        with closing(connect(file)) as old, closing(connect(target / file.name)) as new:
            old.backup(new)


def _generations(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir() and _NAME.fullmatch(path.name))


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def read_current(place: Path, opener: Callable[[Path], T]) -> T:
    """Return what `opener` makes of the current generation's folder.

    Tried again if a writer replaced the generation meanwhile. Raises NoIndexError, or
    IndexStorageError if the generation is damaged.
    """
    while True:
        folder = current(place)
        try:
            return opener(folder)
        except (FileNotFoundError, IndexStorageError) as error:
            if current(place) != folder:
                continue
            if isinstance(error, IndexStorageError):
                raise
            raise IndexStorageError(
                f"the index at {place} is damaged ({error.filename} is missing): write it anew "
                "with groundwire index --rebuild"
            ) from error
