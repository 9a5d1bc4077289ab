"""What an index was made of, and what was taken out of it: a record in each generation."""

import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import IndexStorageError
from corpus.folder import SourceFile

_FILE = "sources.json"

Key = tuple[str, str]
"""What an article is known by whatever its file is called: the file's path, and the article's id
in there; that is empty where the file is one article, whose id follows the file's name."""


def key_of(source: SourceFile, id: str) -> Key:
    """Return what the article with this `id` in `source` is known by."""
    return str(source.path), "" if id == source.article_id else id


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that was taken out, though its source is still there."""

    path: str
    """The file that holds it: absolute."""
    id: str
    file: str
    """What its file was called in the index."""
    title: str | None = None

    @property
    def key(self) -> Key:
        """What it is known by."""
        return key_of(SourceFile(Path(self.path), self.file), self.id)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the articles of an index are read from."""

    paths: tuple[str, ...] | None = None
    """The folders and files named, absolute; None for an index that does not say."""
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> "Sources":
        """Read the record of the generation in `folder`; of an older one, nothing is known.

        Raises IndexStorageError if it is damaged.
        """
        try:
            record: Any = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            paths = None if record["paths"] is None else tuple(map(str, record["paths"]))
            return cls(paths, tuple(LeftOut(**one) for one in record["left_out"]))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise IndexStorageError(
                f"the index's sources {folder / _FILE} are damaged ({error}): write the index anew "
                "with groundwire index --rebuild"
            ) from error

    def save(self, folder: Path) -> None:
        """Write the record into `folder`."""
        # As ASCII: a path may hold bytes that are no text.
        (folder / _FILE).write_text(json.dumps(asdict(self)), encoding="ascii")

    def of(self, paths: Collection[Path], files: Collection[Path]) -> "Sources":
        """Return the record of an index made of `paths`, in which `files` were found."""
        named = tuple(map(os.path.abspath, paths))
        there = {str(path) for path in files}
        return Sources(named, tuple(one for one in self.left_out if one.path in there))

    def without(self, keys: Collection[Key]) -> "Sources":
        """Return the same with these articles no longer left out."""
        return replace(self, left_out=tuple(one for one in self.left_out if one.key not in keys))
