"""Writing a generation of an index to a server, and clearing away what no generation needs."""

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import IndexingError, IndexStorageError
from index.catalog import load_entries
from index.change import Change
from index.embedder import Embedder, Vectors
from index.embedding import embedded, rows
from index.intake import Progress
from index.remote.cache import Cache
from index.remote.files import remove_others, upload
from index.remote.generations import Generation, generations, publish, remove
from index.remote.lease import Lease
from index.remote.records import Records
from index.remote.server import ChromaServer
from index.remote.vectors import server_metadata, stored
from index.vectors import Rows

VECTORS = "collection"
"""The file of a generation that names its collection of vectors."""

KEPT = 2
"""How many generations: the current one, and the one that readers may still have open."""
_BATCH = 1000  # rows deleted between two looks at the lease
_SPACE = {"hnsw": {"space": "ip", "ef_search": 200}}  # of unit vectors: orders as the cosine does


class ServerWriter:
    """What the holder of an index's lease can do."""

    def __init__(
        self, server: ChromaServer, records: Records, cache: Cache, lease: Lease, name: str
    ) -> None:
        """Write the index of this `name`, whose records these are."""
        self._server = server
        self._records = records
        self._cache = cache
        self._lease = lease
        self._name = name
        self._before: list[Generation] = []

    @contextmanager
    def draft(self, base: Path | None) -> Iterator[Path]:
        """See Writer. The folder is on this machine, and what is in it is uploaded after the block.

        Vectors go to the collection that the file VECTORS names, without a `base` an empty one.
        """
        folder = self._cache.new_folder()
        try:
            if base:
                shutil.copy(base / VECTORS, folder / VECTORS)
            else:
                name = f"{self._name}-vectors-{secrets.token_hex(4)}"
                self._server.made(name, configuration=_SPACE)
                (folder / VECTORS).write_text(name, encoding="ascii")
            yield folder
            self._publish(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def write_vectors(
        self,
        folder: Path,
        base: Path | None,
        change: Change,
        embedder: Embedder,
        progress: Progress,
    ) -> None:
        """See Writer. Only vectors of new ids are sent."""
        collection = self._server.made((folder / VECTORS).read_text(encoding="ascii"))
        before = [id for entry in change.before for id in entry.passage_ids()]

        def old(numbers: Rows) -> Vectors:
            return stored(collection, [before[number] for number in numbers.tolist()])

        fresh = rows(change, fresh_only=True)
        for window, vectors in embedded(fresh, change, old, embedder, progress):
            metadatas = [server_metadata(row.article, row.passage) for row in window]
            collection.put([row.id for row in window], vectors, metadatas)

    def clear(self) -> None:
        """Remove what neither of the two newest generations needs."""
        there = generations(self._records)
        self._before = there[-KEPT:]
        self._lease.confirm()
        remove(self._records, there[:-KEPT])
        remove_others(self._records, [generation.files for generation in self._before])
        kept = {generation.vectors for generation in self._before}
        mine = re.compile(rf"{re.escape(self._name)}-vectors-[0-9a-f]{{8}}")
        for name in self._server.names():
            if mine.fullmatch(name) and name not in kept:
                self._lease.confirm()
                self._server.drop(name)
        self._remove_strays()
        self._cache.clear(self._before)

    def _publish(self, folder: Path) -> None:
        name = (folder / VECTORS).read_text(encoding="ascii")
        vectors = self._server.collection(name)
        after = self._before[-1] if self._before else None
        needed = _ids(folder)
        carried = after and after.vectors == name
        known = self._ids_of(after) if after and carried else set()
        if vectors is None or len(vectors.metadata(sorted(needed - known))) < len(needed - known):
            raise IndexStorageError(
                f"vectors that were just written to {name} are not there: another process removed "
                "them; run it again"
            )
        files = upload(self._records, folder)
        self._lease.confirm()
        generation = publish(self._records, after, name, len(needed | known), files)
        with suppress(OSError):  # then it is downloaded when it is wanted
            self._cache.keep(folder, generation)
        with suppress(IndexingError, OSError):  # it is published: what is left, the next run clears
            self.clear()

    def _remove_strays(self) -> None:
        """Remove vectors of the current collection that belong to no generation that is kept."""
        if not self._before:
            return
        newest = self._before[-1]
        vectors = self._server.collection(newest.vectors)
        if vectors is None or vectors.count() == newest.rows:
            return
        users = [g for g in self._before if g.vectors == newest.vectors]
        try:
            needed = set().union(*(self._ids_of(g) for g in users))
        except IndexStorageError:  # damaged: a rebuild is to come, and drops the collection
            return
        strays = sorted(vectors.ids() - needed)
        for at in range(0, len(strays), _BATCH):
            self._lease.confirm()
            vectors.remove(strays[at : at + _BATCH])

    def _ids_of(self, generation: Generation) -> set[str]:
        return _ids(self._cache.fetched(self._records, generation))


def _ids(folder: Path) -> set[str]:
    entries = load_entries(folder / "articles.jsonl")
    return {id for entry in entries for id in entry.passage_ids()}
