"""Small named records in a collection of their own, beside the vectors they are about.

Values stand in Chroma's metadata and not in its documents, which it indexes for full-text search:
that takes seconds for each megabyte.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from index.remote.server import Collection

Record = dict[str, Any]


class Records:
    """Records by id, each of a kind: "lease", "generation", "chunk"."""

    def __init__(self, collection: Collection) -> None:
        """Keep the records in `collection`, whose vectors mean nothing."""
        self._collection = collection

    def claim(self, id: str, kind: str, record: Record) -> bool:
        """Store a record unless its id is taken; return whether it is this one that is there.

        `record` must differ from what another may claim under the id, and hold no floats.
        """
        wanted = {**record, "kind": kind}
        self._collection.claim(id, _vectors(1)[0], wanted)
        return self.get([id]).get(id) == wanted

    def put(self, kind: str, records: Mapping[str, Record]) -> None:
        """Store records; those of the same ids are replaced."""
        rows = [{**record, "kind": kind} for record in records.values()]
        self._collection.put(list(records), _vectors(len(rows)), rows)

    def get(self, ids: Sequence[str]) -> dict[str, Record]:
        """Return those of `ids` that are there."""
        return self._collection.metadata(ids)

    def of(self, kind: str) -> dict[str, Record]:
        """Return all records of a kind, in the order of their ids."""
        return dict(sorted(self._collection.where({"kind": kind}).items()))

    def ids_of(self, kind: str) -> set[str]:
        """Return the ids of all records of a kind."""
        return self._collection.ids({"kind": kind})

    def remove(self, ids: Sequence[str]) -> None:
        """Delete records; unknown ids are passed over."""
        self._collection.remove(ids)


def _vectors(count: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.zeros((count, 1), dtype=np.float32)
