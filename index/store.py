"""Where vectors live: a narrow Protocol, Chroma behind it, and a fake in memory."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from corpus.article import Article
from corpus.errors import IndexStorageError, first_line
from index.embedder import Vectors
from index.passage import Passage

Metadata = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored vector near a query: its id, and the cosine between the two."""

    id: str
    similarity: float


class VectorStore(Protocol):
    """Holds a unit vector for each passage id, and what is known of the passage."""

    def add(
        self,
        ids: Sequence[str],
        vectors: Vectors,
        metadatas: Sequence[Metadata],
    ) -> None:
        """Store the rows; ids already there are replaced."""

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are passed over."""

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        """Return up to `k` rows by falling cosine to `vector`, of shape (dimension,)."""

    def count(self) -> int:
        """Return how many rows there are."""

    def close(self) -> None:
        """Let go of files and connections; the store is not to be used after that."""


class ChromaStore:
    """An embedded Chroma collection in a folder of its own."""

    _NAME = "passages"
    _BATCH = 2000  # below the most rows that Chroma takes in one call

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        """Open the collection in `folder`, making both if need be and if `create` allows it.

        Chroma writes into the folder even to read it. Raises IndexStorageError if it cannot.
        """
        if not create and not folder.is_dir():
            raise IndexStorageError(
                f"the index is damaged ({folder} is missing): write it anew with groundwire "
                "index --rebuild"
            )
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        import chromadb
        from chromadb.config import Settings

        # Chroma keeps its clients by path: a relative one would mean another place after chdir.
        folder = folder.resolve()
        with _translated(folder):
            self._client: Any = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
            # Vectors have unit length: the inner product orders as the cosine does.
            self._collection = self._client.get_or_create_collection(
                self._NAME,
                configuration={"hnsw": {"space": "ip", "ef_search": 200}},
                embedding_function=None,
            )
        self._folder = folder

    def add(
        self,
        ids: Sequence[str],
        vectors: Vectors,
        metadatas: Sequence[Metadata],
    ) -> None:
        """See VectorStore.

        The passages' texts stand in the catalogue alone: Chroma's own full-text index over them
        would make adding seven times as slow, and each copy of the folder four times as large.
        """
        with _translated(self._folder):
            for part in batches(len(ids), self._BATCH):
                self._collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=list(metadatas[part]),
                )

    def remove(self, ids: Sequence[str]) -> None:
        """See VectorStore."""
        with _translated(self._folder):
            for part in batches(len(ids), self._BATCH):
                self._collection.delete(ids=list(ids[part]))

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        """See VectorStore. Approximate (HNSW): some may lack though there are enough."""
        with _translated(self._folder):
            found: Any = self._collection.query(
                query_embeddings=vector[None, :], n_results=k, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Neighbour(id, 1.0 - float(distance)) for id, distance in pairs]

    def count(self) -> int:
        """See VectorStore."""
        with _translated(self._folder):
            return int(self._collection.count())

    def close(self) -> None:
        """See VectorStore."""
        self._client.close()


class MemoryStore:
    """The same in a dict, for tests: exact, and gone when the process ends."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[str, Vectors] = {}

    def add(
        self,
        ids: Sequence[str],
        vectors: Vectors,
        metadatas: Sequence[Metadata],
    ) -> None:
        """See VectorStore; metadata is not kept."""
        self._rows.update(zip(ids, vectors, strict=True))

    def remove(self, ids: Sequence[str]) -> None:
        """See VectorStore."""
        for id in ids:
            self._rows.pop(id, None)

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        """See VectorStore."""
        found = [Neighbour(id, float(row @ vector)) for id, row in self._rows.items()]
        return sorted(found, key=lambda neighbour: -neighbour.similarity)[:k]

    def count(self) -> int:
        """See VectorStore."""
        return len(self._rows)

    def close(self) -> None:
        """See VectorStore."""


def passage_metadata(article: Article, passage: Passage) -> Metadata:
    """Return what a store is told of a passage beside its text; what is unknown is left out."""
    known: dict[str, str | None] = {
        "title": article.title,
        "outlet": article.outlet,
        "authors": "; ".join(article.authors) or None,
        "url": article.url,
    }
    metadata: Metadata = {"article_id": article.id, "file": article.file}
    metadata |= {"start": passage.start, "end": passage.end}
    if article.published:
        metadata["published"] = day_number(article.published)
    return metadata | {name: value for name, value in known.items() if value}


def day_number(day: date) -> int:
    """Return 20250905 for 5 September 2025: Chroma compares numbers, not dates."""
    return day.year * 10000 + day.month * 100 + day.day


def batches(total: int, size: int) -> Iterator[slice]:
    """Return the slices of at most `size` that make up `total` rows."""
    return (slice(at, at + size) for at in range(0, total, size))


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError, RuntimeError, ValueError) as error:
        raise IndexStorageError(
            f"the vectors in {folder} cannot be read or written ({first_line(error)}): check disk "
            "space and permissions, or write the index anew with groundwire index --rebuild"
        ) from error
