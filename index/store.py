"""Where vectors live: a narrow Protocol, Chroma behind it, and a fake in memory."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from corpus.errors import IndexStorageError
from index.embedder import Vectors

Metadata = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored vector near a query: its id, and the cosine between the two."""

    id: str
    similarity: float


class VectorStore(Protocol):
    """Holds one unit vector, text and metadata for each passage id."""

    def add(
        self,
        ids: Sequence[str],
        vectors: Vectors,
        texts: Sequence[str],
        metadatas: Sequence[Metadata],
    ) -> None:
        """Store the rows; ids already there are replaced."""

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are passed over."""

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        """Return up to `k` rows by falling cosine to `vector`, of shape (dimension,)."""

    def count(self) -> int:
        """Return how many rows there are."""

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Return the vectors of these ids, in their order.

        Raises IndexStorageError if one is missing.
        """

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
        texts: Sequence[str],
        metadatas: Sequence[Metadata],
    ) -> None:
        """See VectorStore."""
        with _translated(self._folder):
            for part in _batches(len(ids), self._BATCH):
                self._collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    documents=list(texts[part]),
                    metadatas=list(metadatas[part]),
                )

    def remove(self, ids: Sequence[str]) -> None:
        """See VectorStore."""
        with _translated(self._folder):
            for part in _batches(len(ids), self._BATCH):
                self._collection.delete(ids=list(ids[part]))

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        """See VectorStore. Approximate (HNSW), as Chroma's collections are."""
        with _translated(self._folder):
            k = min(k, self._collection.count())
            if k < 1:
                return []
            found: Any = self._collection.query(
                query_embeddings=vector[None, :], n_results=k, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Neighbour(id, 1.0 - float(distance)) for id, distance in pairs]

    def count(self) -> int:
        """See VectorStore."""
        with _translated(self._folder):
            return int(self._collection.count())

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """See VectorStore."""
        rows: dict[str, Any] = {}
        with _translated(self._folder):
            for part in _batches(len(ids), self._BATCH):
                got: Any = self._collection.get(ids=list(ids[part]), include=["embeddings"])
                rows.update(zip(got["ids"], got["embeddings"], strict=True))
        if missing := [id for id in ids if id not in rows]:
            raise IndexStorageError(
                f"the vectors in {self._folder} are damaged ({len(missing)} are missing): write "
                "the index anew with groundwire index --rebuild"
            )
        return np.asarray([rows[id] for id in ids], dtype=np.float32)

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
        texts: Sequence[str],
        metadatas: Sequence[Metadata],
    ) -> None:
        """See VectorStore; texts and metadata are not kept."""
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

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """See VectorStore."""
        if not all(id in self._rows for id in ids):
            raise IndexStorageError("vectors are missing")
        return np.asarray([self._rows[id] for id in ids], dtype=np.float32)

    def close(self) -> None:
        """See VectorStore."""


def _batches(total: int, size: int) -> Iterator[slice]:
    return (slice(at, at + size) for at in range(0, total, size))


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError, RuntimeError, ValueError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise IndexStorageError(
            f"the vectors in {folder} cannot be read or written ({first}): check disk space and "
            "permissions, or write the index anew with groundwire index --rebuild"
        ) from error
