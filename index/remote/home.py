"""The home of an index on a Chroma server, for those who read it and those who write it."""

import os
import secrets
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

from corpus.errors import IndexStorageError, NoIndexError
from index.catalog import Entry
from index.manifest import require_whole
from index.remote.address import ServerAddress
from index.remote.cache import Cache
from index.remote.generations import Generation, generations
from index.remote.lease import REQUEST_SECONDS, hold
from index.remote.records import Records
from index.remote.server import ChromaServer, Collection
from index.remote.vectors import ServerVectors
from index.remote.writer import KEPT, VECTORS, ServerWriter
from index.vectors import PassageVectors

T = TypeVar("T")

OURS = {"groundwire": "index"}
"""What the collection of an index says of itself; others are not touched."""


class ServerHome:
    """An index on a Chroma server.

    Every method raises IndexServerError if the server cannot be reached or refuses.
    """

    def __init__(self, address: ServerAddress, cache: Path | None = None) -> None:
        """Take the address; the server is asked when it is first needed.

        The files of generations are cached in the folder `cache`, by default the user's own.
        """
        self.address = address
        key = sha256(f"{address.url.rstrip('/')} {address.collection}".encode()).hexdigest()
        self._cache = Cache((cache or user_cache_path("groundwire")) / key[:16])

    def __str__(self) -> str:
        return str(self.address)

    def exists(self) -> bool:
        """See Home."""
        records = self._records()
        return bool(records and generations(records))

    def holds(self, path: Path) -> bool:
        """See Home: none of its files is on this machine for good."""
        return False

    def is_current(self, folder: Path) -> bool:
        """See Home."""
        return self._current()[1][-1].name == folder.name

    def read(self, opener: Callable[[Path], T]) -> T:
        """See Home; the files are fetched unless this machine has them."""
        while True:
            records, there = self._current()
            try:
                opened = opener(self._cache.fetched(records, there[-1]))
            except (FileNotFoundError, IndexStorageError) as error:
                if self._current()[1][-1] != there[-1]:
                    continue
                if isinstance(error, IndexStorageError):
                    raise
                raise IndexStorageError(
                    f"the index in {self} is damaged ({error.filename} is missing): write it anew "
                    "with groundwire index --rebuild"
                ) from error
            self._cache.clear(there[-KEPT:])
            return opened

    def open_vectors(self, folder: Path, entries: Sequence[Entry]) -> PassageVectors:
        """See Home."""
        name = (folder / VECTORS).read_text(encoding="ascii")
        collection = self._server.collection(name)
        if collection is None:
            raise IndexStorageError(
                f"the index in {self} is damaged (collection {name} is missing): write it anew "
                "with groundwire index --rebuild"
            )
        wanted = sum(len(entry.passages) for entry in entries)
        # It may hold more, for other generations.
        require_whole(min(wanted, collection.count()), wanted, self)
        return ServerVectors(collection, entries)

    @contextmanager
    def writing(self) -> Iterator[ServerWriter]:
        """See Home; the lock is a lease, since the other writer may be on another machine."""
        name = self.address.collection
        records = self._checked(self._server.made(name, metadata=OURS))
        owner = f"process {os.getpid()} of {socket.gethostname()} ({secrets.token_hex(4)})"
        # Over a connection of its own: a batch may keep the server busy for longer than it lasts.
        with self._cache.translated(), closing(ChromaServer(self.address, REQUEST_SECONDS)) as own:
            leases = self._checked(own.made(name, metadata=OURS))
            with hold(leases, owner, own.now) as lease:
                writer = ServerWriter(self._server, records, self._cache, lease, name)
                writer.clear()
                yield writer

    def close(self) -> None:
        """Let go of the connection."""
        if "_server" in self.__dict__:
            self._server.close()

    @cached_property
    def _server(self) -> ChromaServer:
        return ChromaServer(self.address)

    def _records(self) -> Records | None:
        # Asked for each time: the index may have been deleted and written again.
        collection = self._server.collection(self.address.collection)
        return self._checked(collection) if collection else None

    def _checked(self, collection: Collection) -> Records:
        if collection.about != OURS:
            raise IndexStorageError(
                f"{self} was not made by Groundwire: give another name in the setting collection"
            )
        return Records(collection)

    def _current(self) -> tuple[Records, list[Generation]]:
        records = self._records()
        if records and (there := generations(records)):
            return records, there
        raise NoIndexError(
            f"there is no index in {self}: make one with groundwire index FOLDER --chroma "
            f"{self.address.url}"
        )
