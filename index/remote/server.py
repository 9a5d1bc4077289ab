"""A Chroma server: its address, the connection to it, and its failures, one clear line each."""

import os
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from corpus.errors import GroundwireError, IndexServerError, first_line
from index.embedder import Vectors
from index.remote.address import ServerAddress
from index.store import batches

Metadata = Mapping[str, str | int | float]

_CONNECT_SECONDS = 10.0
_ANSWER_SECONDS = 120.0  # a batch of vectors on a busy server takes seconds
_PAGE = 5000
_BATCH = 1000  # rows in one call: below Chroma's own limit, and far below its 40 MiB


class ChromaServer:
    """A connection to the server at an address. Safe to share between threads.

    Every method raises IndexServerError if the server cannot be reached, does not answer in time
    or refuses.
    """

    def __init__(self, address: ServerAddress, answer_seconds: float = _ANSWER_SECONDS) -> None:
        """Connect to the server, whose answers may take `answer_seconds` each."""
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        import chromadb
        from chromadb.config import Settings

        self.address = address
        url = address.url.rstrip("/")
        port = urlsplit(url).port or (443 if url.startswith("https:") else 80)
        headers = {"Authorization": f"Bearer {address.token}"} if address.token else {}
        with self.translated():
            # Chroma's client waits for ever, and cannot tell a refusal from another page.
            _require_chroma(url, headers)
            # What the environment says about another server must not mix in.
            settings = Settings(
                anonymized_telemetry=False, chroma_server_host=url, chroma_server_http_port=port
            )
            client: Any = chromadb.HttpClient(
                url, port, ssl=url.startswith("https:"), headers=headers, settings=settings
            )
        session: httpx.Client = client._server._session
        session.timeout = httpx.Timeout(answer_seconds, connect=_CONNECT_SECONDS)
        session.event_hooks = {"response": [_require_welcome]}
        self._client = client
        # Closed when nobody holds this connection any more, or by `close`.
        self._closing = weakref.finalize(self, _close, client)
        self._closing.atexit = False

    def now(self) -> float:
        """Return the server's time in seconds, by which machines with other clocks agree."""
        with self.translated():
            return int(self._client.heartbeat()) / 1e9

    def collection(self, name: str) -> "Collection | None":
        """Return the collection `name`, None if there is none."""
        from chromadb.errors import NotFoundError

        with self.translated():
            try:
                return Collection(self, self._client.get_collection(name, embedding_function=None))
            except NotFoundError:
                return None

    def made(self, name: str, **settings: object) -> "Collection":
        """Return the collection `name`, made with Chroma's `settings` if it is not there."""
        if there := self.collection(name):
            return there
        with self.translated():
            made = self._client.get_or_create_collection(name, embedding_function=None, **settings)
            return Collection(self, made)

    def names(self) -> list[str]:
        """Return the names of all collections."""
        names: list[str] = []
        with self.translated():
            while True:
                page = self._client.list_collections(limit=_PAGE, offset=len(names))
                names += [collection.name for collection in page]
                if len(page) < _PAGE:
                    return names

    def drop(self, name: str) -> None:
        """Delete the collection `name`, if it is there."""
        from chromadb.errors import NotFoundError

        with self.translated():
            try:
                self._client.delete_collection(name)
            except NotFoundError:
                return

    def close(self) -> None:
        """Let go of the connection."""
        self._closing()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn whatever the client raises inside into IndexServerError."""
        place = f"the Chroma server at {self.address.url}"
        try:
            yield
        except _RefusedError as error:
            remedy = "is the token right?" if self.address.token else "it asks for a token"
            raise IndexServerError(f"{place} refuses ({error}): {remedy}") from None
        except GroundwireError:
            raise
        except httpx.TimeoutException:
            raise IndexServerError(
                f"{place} does not answer in time: check that it runs, and the address"
            ) from None
        except httpx.TransportError as error:
            raise IndexServerError(
                f"{place} cannot be reached ({first_line(error)}): start it with chroma run, or "
                "check the address"
            ) from error
        except Exception as error:  # Chroma's client raises bare Exceptions, too
            raise IndexServerError(
                f"{place} failed ({first_line(error)}): look at its log, and try again"
            ) from error


class Collection:
    """A collection of a Chroma server, its calls cut into batches that the server takes."""

    def __init__(self, server: ChromaServer, collection: Any) -> None:  # noqa: ANN401 -- Chroma's
        """Wrap what Chroma's client returned."""
        self._server = server
        self._collection = collection
        self.name: str = collection.name
        self.about: dict[str, Any] = dict(collection.metadata or {})

    def put(
        self,
        ids: Sequence[str],
        vectors: Vectors,
        metadatas: Sequence[Metadata],
        texts: Sequence[str] | None = None,
    ) -> None:
        """Store rows; ids already there are replaced."""
        for part in batches(len(ids), _BATCH):
            with self._server.translated():
                self._collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=list(metadatas[part]),
                    documents=list(texts[part]) if texts is not None else None,
                )

    def claim(self, id: str, vector: Vectors, metadata: Metadata) -> None:
        """Store one row, unless there is one of this id: of several at once, the first wins."""
        with self._server.translated():
            self._collection.add(ids=[id], embeddings=vector[None, :], metadatas=[dict(metadata)])

    def metadata(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the metadata of those of `ids` that are there."""
        found: dict[str, dict[str, Any]] = {}
        for part in batches(len(ids), _BATCH):
            got = self._get(ids=list(ids[part]), include=["metadatas"])
            found.update(zip(got["ids"], got["metadatas"], strict=True))
        return found

    def where(self, condition: Mapping[str, object]) -> dict[str, dict[str, Any]]:
        """Return the metadata of the rows that meet `condition`, in Chroma's notation, by id."""
        got = self._get(where=dict(condition), include=["metadatas"])
        return dict(zip(got["ids"], got["metadatas"], strict=True))

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of those of `ids` that are there."""
        found: dict[str, Vectors] = {}
        for part in batches(len(ids), _BATCH):
            got = self._get(ids=list(ids[part]), include=["embeddings"])
            found.update(zip(got["ids"], got["embeddings"], strict=True))
        return found

    def ids(self, condition: Mapping[str, object] | None = None) -> set[str]:
        """Return the ids of all rows, or of those that meet `condition`."""
        ids: set[str] = set()
        offset = 0
        while True:
            where = dict(condition) if condition else None
            page = self._get(where=where, include=[], limit=_PAGE, offset=offset)["ids"]
            ids.update(page)
            offset += len(page)
            if len(page) < _PAGE:
                return ids

    def nearest(
        self, vector: Vectors, k: int, condition: Mapping[str, object] | None = None
    ) -> list[tuple[str, float]]:
        """Return up to `k` ids and their distances, nearest first. Approximate (HNSW)."""
        with self._server.translated():
            got: Any = self._collection.query(
                query_embeddings=vector[None, :],
                n_results=k,
                where=dict(condition) if condition else None,
                include=["distances"],
            )
        return [(id, float(d)) for id, d in zip(got["ids"][0], got["distances"][0], strict=True)]

    def remove(self, ids: Sequence[str]) -> None:
        """Delete rows; unknown ids are passed over."""
        for part in batches(len(ids), _BATCH):
            with self._server.translated():
                self._collection.delete(ids=list(ids[part]))

    def count(self) -> int:
        """Return how many rows there are."""
        with self._server.translated():
            return int(self._collection.count())

    def _get(self, **arguments: object) -> Any:  # noqa: ANN401
        with self._server.translated():
            return self._collection.get(**arguments)


class _RefusedError(Exception):
    """The server, or the proxy before it, answered 401 or 403."""


def _close(client: Any) -> None:  # noqa: ANN401
    client.close()
    for part in (client, client._admin_client):  # which leave their connections open
        part._server._session.close()


def _require_welcome(response: httpx.Response) -> None:
    if response.status_code in (401, 403):
        raise _RefusedError(f"{response.status_code} {response.reason_phrase}".strip())


def _require_chroma(url: str, headers: dict[str, str]) -> None:
    answer = httpx.get(f"{url}/api/v2/heartbeat", headers=headers, timeout=_CONNECT_SECONDS)
    _require_welcome(answer)
    try:
        alive = answer.is_success and "nanosecond heartbeat" in answer.json()
    except (ValueError, TypeError):
        alive = False
    if not alive:
        raise IndexServerError(
            f"{url} answers ({answer.status_code}), but not as a Chroma server of version 1 does: "
            "check the address"
        )
