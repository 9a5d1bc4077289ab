"""One contract, held by the fake and by the real Chroma."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexStorageError
from index.store import ChromaStore, MemoryStore, VectorStore


@pytest.fixture(params=["memory", "chroma"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    made: VectorStore = (
        MemoryStore() if request.param == "memory" else ChromaStore(tmp_path / "chroma")
    )
    yield made
    made.close()


@pytest.fixture
def fill(store: VectorStore) -> Callable[[int], np.ndarray]:
    def add(rows: int) -> np.ndarray:
        vectors = np.random.default_rng(7).normal(size=(rows, 8)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        ids = [f"p{row}" for row in range(rows)]
        store.add(ids, vectors, [{"row": row} for row in range(rows)])
        return vectors

    return add


def test_the_nearest_come_by_falling_cosine(store: VectorStore, fill: Callable) -> None:
    vectors = fill(50)

    found = store.nearest(vectors[3], 5)

    exact = vectors @ vectors[3]
    assert [n.id for n in found] == [f"p{row}" for row in np.argsort(-exact)[:5]]
    assert found[1].similarity == pytest.approx(np.sort(exact)[-2], abs=1e-5)


def test_no_more_come_back_than_there_are(store: VectorStore, fill: Callable) -> None:
    vectors = fill(3)

    assert len(store.nearest(vectors[0], 10)) == 3
    assert store.count() == 3


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.nearest(np.ones(8, dtype=np.float32), 5) == []


def test_removed_rows_are_gone_and_unknown_ids_do_no_harm(
    store: VectorStore, fill: Callable
) -> None:
    vectors = fill(5)

    store.remove(["p2", "unknown"])

    assert store.count() == 4
    assert "p2" not in {n.id for n in store.nearest(vectors[2], 5)}


def test_a_row_added_again_is_replaced(store: VectorStore, fill: Callable) -> None:
    vectors = fill(5)

    store.add(["p1"], -vectors[1:2], [{"row": 1}])

    assert store.count() == 5
    assert store.nearest(-vectors[1], 1)[0].id == "p1"


def test_a_place_that_cannot_hold_chroma_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")

    with pytest.raises(IndexStorageError, match="file"):
        ChromaStore(tmp_path / "file")
