"""What an index was made of, and what was taken out of it: a record in each generation."""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from corpus.article import Skipped
from corpus.errors import IndexStorageError
from index.catalog import Entry

_FILE = "sources.json"
_TAKEN_OUT = "was taken out of the index on the page: put it back there, on the tab Corpus"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that was taken out, though its source is still there."""

    path: str
    """The file that holds it: absolute."""
    id: str
    file: str
    """What its file was called in the index."""
    title: str | None = None


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

    def without(self, ids: Collection[str]) -> "Sources":
        """Return the same with these articles no longer left out."""
        return replace(self, left_out=tuple(one for one in self.left_out if one.id not in ids))

    def sift(
        self, entries: Collection[Entry], paths: Mapping[str, Path]
    ) -> tuple[list[Entry], list[Skipped]]:
        """Return `entries` without what is left out, and that; `paths` are those of their files."""
        out = {(one.path, one.id) for one in self.left_out}
        kept, skipped = [], []
        for entry in entries:
            article = entry.article
            if (str(paths[article.file]), article.id) in out:
                skipped.append(Skipped(article.file, _TAKEN_OUT))
            else:
                kept.append(entry)
        return kept, skipped
