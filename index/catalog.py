"""The articles of an index and where their passages stand, as one JSON line an article."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import orjson  # every run reads and writes all of it: several times as fast as json

from corpus.article import Article
from corpus.errors import IndexStorageError
from index.passage import Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """One indexed article."""

    article: Article
    passages: tuple[Passage, ...]
    source: str
    """SHA-256 of its bytes, the file's or the line's: unchanged ones are not parsed again."""
    digest: str = ""
    """Identifies this version of the article: all its fields and its text."""
    embedded_digest: str = ""
    """Identifies what was embedded; equal for a renamed file, whose vectors are kept."""

    def __post_init__(self) -> None:
        """Compute the digests, unless they come from a catalogue."""
        if not self.digest:
            article = self.article
            everything = json.dumps(_plain(article), sort_keys=True)
            object.__setattr__(self, "digest", _digest(everything))
            embedded = json.dumps([article.title, article.text])
            object.__setattr__(self, "embedded_digest", _digest(embedded))

    def passage_ids(self) -> list[str]:
        """Return the ids under which the passages' vectors are stored, in order."""
        return [f"{self.digest}:{ordinal}" for ordinal in range(len(self.passages))]


def first_rows(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Yield each entry with the row of its first passage: rows go on from entry to entry."""
    row = 0
    for entry in entries:
        yield entry, row
        row += len(entry.passages)


def row_finder(entries: Iterable[Entry]) -> Callable[[str], int | None]:
    """Return a function from a passage's id to its row; None if there is no such passage."""
    firsts = {entry.digest: (row, len(entry.passages)) for entry, row in first_rows(entries)}

    def find(id: str) -> int | None:
        digest, _, ordinal = id.rpartition(":")
        first, count = firsts.get(digest, (0, 0))
        return first + int(ordinal) if int(ordinal) < count else None

    return find


def save_entries(entries: Iterable[Entry], file: Path) -> None:
    """Write the entries, one JSON object a line."""
    with file.open("wb") as stream:
        for entry in entries:
            record = _plain(entry.article) | {
                "passages": [(passage.start, passage.end) for passage in entry.passages],
                "source": entry.source,
                "digest": entry.digest,
                "embedded_digest": entry.embedded_digest,
            }
            stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def load_entries(file: Path) -> list[Entry]:
    """Read what `save_entries` wrote. Raises IndexStorageError if it is damaged."""
    try:
        with file.open("rb") as stream:
            return [_entry(orjson.loads(line)) for line in stream]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexStorageError(
            f"the index's catalogue {file} is damaged ({error}): write the index anew with "
            "groundwire index --rebuild"
        ) from error


def _plain(article: Article) -> dict[str, Any]:
    stated = {field.name: getattr(article, field.name) for field in fields(article)}
    return stated | {"published": article.published.isoformat() if article.published else None}


def _entry(record: dict[str, Any]) -> Entry:
    spans, published = record.pop("passages"), record["published"]
    about = [record.pop(name) for name in ("source", "digest", "embedded_digest")]
    record["authors"] = tuple(record["authors"])
    record["published"] = date.fromisoformat(published) if published else None
    article = Article(**record)
    return Entry(article, tuple(Passage(article.id, start, end) for start, end in spans), *about)


def _digest(text: str) -> str:
    # Lone surrogates can stand in text from JSON; they are part of its identity all the same.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
