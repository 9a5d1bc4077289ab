"""Whether the files of a generation are all there and whole, seen from their sizes alone."""

from collections.abc import Mapping
from pathlib import Path

from corpus.errors import IndexStorageError

_CHROMA, _DATABASE = "chroma/", "chroma/chroma.sqlite3"
_PASSING = ("-wal", "-shm", "-journal")  # what SQLite writes beside a database and takes away


def measure(folder: Path) -> dict[str, int]:
    """Return the size in bytes of each file of a generation, by its path below `folder`."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(_PASSING)
    }


def require_parts(folder: Path, parts: Mapping[str, int]) -> None:
    """Raise IndexStorageError unless the generation in `folder` has these parts in these sizes.

    Chroma writes into its own files even to read them, and while it is below a thousand vectors
    empties all but its database each time it opens: they must be there, in whatever size.
    """
    for name, size in parts.items():
        try:
            found = (folder / name).stat().st_size
        except OSError:
            found = -1
        least = 1 if name == _DATABASE else 0
        whole = found >= least if name.startswith(_CHROMA) else found == size
        if not whole:
            state = "missing" if found < 0 else f"{found} bytes long, not {size}"
            raise IndexStorageError(
                f"the index is damaged ({folder / name} is {state}): write it anew with "
                "groundwire index --rebuild"
            )
