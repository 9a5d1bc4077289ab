"""The generations of an index on a server, as records; the newest is the one that is read."""

import json
import re
import secrets
from dataclasses import dataclass

from pydantic import TypeAdapter

from corpus.errors import IndexBusyError, IndexStorageError
from index.remote.files import Listing
from index.remote.records import Records

_KIND = "generation"
_PREFIX = f"{_KIND}-"
_MARK = re.compile(r"[0-9a-f]{8}")
_FILES = TypeAdapter(dict[str, list[str]])


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of an index."""

    number: int
    vectors: str
    """Name of its collection of vectors."""
    rows: int
    """How many of those vectors belong to it or to the generation before it."""
    files: Listing
    mark: str
    """Tells it from another of the same number: of a deleted index, or of a second writer."""

    @property
    def name(self) -> str:
        """Name it, differently from all others."""
        return f"{self.number:06}-{self.mark}"


def generations(records: Records) -> list[Generation]:
    """Return the generations there are, the newest last."""
    try:
        return [
            Generation(
                number=int(id.removeprefix(_PREFIX)),
                vectors=str(record["vectors"]),
                rows=int(record["rows"]),
                files=_FILES.validate_json(record["files"]),
                mark=_checked_mark(record["mark"]),
            )
            for id, record in records.of(_KIND).items()
        ]
    except (ValueError, KeyError, TypeError) as error:
        finding = str(error).partition("\n")[0]  # pydantic's go on for lines
        raise IndexStorageError(
            f"the index's generations on the server are damaged ({finding}): delete its "
            "collections and write it anew"
        ) from error


def publish(
    records: Records, after: Generation | None, vectors: str, rows: int, files: Listing
) -> Generation:
    """Make a new generation the one that is read; `after` is the one that was until now.

    Raises IndexBusyError, and changes nothing, if another writer has followed `after` already.
    """
    generation = Generation(
        number=after.number + 1 if after else 1,
        vectors=vectors,
        rows=rows,
        files=files,
        mark=secrets.token_hex(4),
    )
    record = {
        "vectors": vectors,
        "rows": rows,
        "files": json.dumps(files),
        "mark": generation.mark,
    }
    if not records.claim(_id(generation), _KIND, record):
        raise IndexBusyError(
            "another process has written this index meanwhile: nothing was changed; run it again"
        )
    return generation


def remove(records: Records, gone: list[Generation]) -> None:
    """Delete the records of generations."""
    records.remove([_id(generation) for generation in gone])


def _checked_mark(mark: str) -> str:
    """Refuse what is no mark: it names a folder, and whoever can write on the server chose it."""
    if not _MARK.fullmatch(mark):
        raise ValueError(f"a mark {mark!r}")
    return mark


def _id(generation: Generation) -> str:
    return f"{_PREFIX}{generation.number:06}"
