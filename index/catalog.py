"""The articles of an index and where their passages stand, as one JSON line an article."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.errors import IndexStorageError
from index.generation import read_current
from index.passage import Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """One indexed article."""

    article: Article
    passages: tuple[Passage, ...]
    source: str
    """SHA-256 of the whole file's bytes: an unchanged file is not parsed again."""

    @property
    def digest(self) -> str:
        """Identify this version of the article: all its fields and its text."""
        return _digest(json.dumps(_plain(self.article), sort_keys=True))

    @property
    def embedded_digest(self) -> str:
        """Identify what was embedded; equal for a renamed file, whose vectors are kept."""
        return _digest(json.dumps([self.article.title, self.article.text]))

    def passage_ids(self) -> list[str]:
        """Return the ids under which the passages' vectors are stored, in order."""
        digest = self.digest
        return [f"{digest}:{ordinal}" for ordinal in range(len(self.passages))]


def save_entries(entries: Iterable[Entry], file: Path) -> None:
    """Write the entries, one JSON object a line."""
    with file.open("w", encoding="utf-8") as stream:
        for entry in entries:
            record = _plain(entry.article) | {
                "passages": [(passage.start, passage.end) for passage in entry.passages],
                "source": entry.source,
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def load_entries(file: Path) -> list[Entry]:
    """Read what `save_entries` wrote. Raises IndexStorageError if it is damaged."""
    try:
        with file.open(encoding="utf-8") as stream:
            return [_entry(json.loads(line)) for line in stream]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexStorageError(
            f"the index's catalogue {file} is damaged ({error}): write the index anew with "
            "groundwire index --rebuild"
        ) from error


def indexed_entries(place: Path) -> list[Entry]:
    """Return the entries of the index in the folder `place`, without opening its vectors.

    Raises NoIndexError or IndexStorageError.
    """
    return read_current(place, lambda folder: load_entries(folder / "articles.jsonl"))


def _plain(article: Article) -> dict[str, Any]:
    fields = asdict(article)
    return fields | {"published": article.published.isoformat() if article.published else None}


def _entry(record: dict[str, Any]) -> Entry:
    spans, source, published = record.pop("passages"), record.pop("source"), record["published"]
    record["authors"] = tuple(record["authors"])
    record["published"] = date.fromisoformat(published) if published else None
    article = Article(**record)
    return Entry(article, tuple(Passage(article.id, start, end) for start, end in spans), source)


def _digest(text: str) -> str:
    # Lone surrogates can stand in text from JSON; they are part of its identity all the same.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
