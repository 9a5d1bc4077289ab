from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corpus.errors import IndexStorageError
from index.embedder import Vectors
from index.store import MemoryStore, Neighbour
from index.vectors import MatrixVectors, best, read_matrix, writing_matrix

ROWS = 40


@pytest.fixture
def matrix() -> Vectors:
    rows = np.random.default_rng(3).normal(size=(ROWS, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class FailingStore(MemoryStore):
    """Fails as Chroma does when another process has taken its files away."""

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        raise IndexStorageError("Error finding id")


class SparseStore(MemoryStore):
    """Finds fewer than there are, as an approximate index may."""

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        return super().nearest(vector, k)[: k // 2]


@pytest.mark.parametrize("kind", [None, MemoryStore, FailingStore, SparseStore])
def test_the_nearest_are_found_whatever_the_store_does(
    matrix: Vectors, kind: type[MemoryStore] | None
) -> None:
    store = kind() if kind else None
    if store:
        store.add([f"p{n}" for n in range(ROWS)], matrix, [{}] * ROWS)
    vectors = MatrixVectors(matrix, store, lambda id: int(id[1:]))

    found = vectors.nearest(matrix[7], 5)

    exact = matrix @ matrix[7]
    assert found.rows.tolist() == np.argsort(-exact)[:5].tolist()
    assert np.allclose(found.similarities, np.sort(exact)[::-1][:5], atol=1e-6)
    assert len(vectors.nearest(matrix[7], 10 * ROWS).rows) == ROWS


def test_rows_that_the_store_has_no_row_for_are_passed_over(matrix: Vectors) -> None:
    store = MemoryStore()
    store.add(["unknown"], matrix[:1], [{}])

    found = MatrixVectors(matrix, store, lambda id: None).nearest(matrix[0], 1)

    assert found.rows.tolist() == [0]


@pytest.mark.parametrize("kind", [None, MemoryStore, FailingStore, SparseStore])
@pytest.mark.parametrize("admitted", [0, 1, 3, 9, 30, ROWS])
def test_a_filter_leaves_the_nearest_and_as_many_as_there_are(
    matrix: Vectors, admitted: int, kind: type[MemoryStore] | None
) -> None:
    store = kind() if kind else None
    if store:
        store.add([f"p{n}" for n in range(ROWS)], matrix, [{}] * ROWS)
    allowed = np.zeros(ROWS, dtype=bool)
    allowed[np.random.default_rng(admitted).permutation(ROWS)[:admitted]] = True

    vectors = MatrixVectors(matrix, store, lambda id: int(id[1:]))
    found = vectors.nearest(matrix[0], 6, allowed)

    exact = np.where(allowed, matrix @ matrix[0], -np.inf)
    assert found.rows.tolist() == np.argsort(-exact)[: min(6, admitted)].tolist()


@pytest.mark.parametrize("count", [0, 2, ROWS])
def test_similarities_come_in_the_order_asked(matrix: Vectors, count: int) -> None:
    rows = np.arange(ROWS)[::-1][:count]

    found = MatrixVectors(matrix).similarities(matrix[1], rows)

    assert np.allclose(found, [float(matrix[row] @ matrix[1]) for row in rows], atol=1e-6)


@given(
    arrays.arrays(np.float32, st.integers(0, 30), elements=st.integers(-3, 3)), st.integers(0, 9)
)
def test_the_best_are_the_first_of_a_full_sort(scores: np.ndarray, k: int) -> None:
    rows = np.arange(len(scores)) * 2

    found = best(rows, scores, k)

    assert found.similarities.tolist() == sorted(scores.tolist(), reverse=True)[:k]
    assert np.array_equal(scores[found.rows // 2], found.similarities)
    assert len(set(found.rows.tolist())) == len(found.rows)


def test_a_matrix_is_read_as_it_was_written_in_parts(tmp_path: Path, matrix: Vectors) -> None:
    with writing_matrix(tmp_path / "vectors.npy", ROWS, 8) as append:
        append(matrix[:15])
        append(matrix[15:])

    assert np.array_equal(read_matrix(tmp_path / "vectors.npy"), matrix)


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", None, "short", "double"])
def test_a_damaged_matrix_is_named(
    tmp_path: Path, matrix: Vectors, content: bytes | str | None
) -> None:
    file = tmp_path / "vectors.npy"
    if content == "short":
        with writing_matrix(file, ROWS + 1, 8) as append:
            append(matrix)
    elif content == "double":
        np.save(file, matrix.astype(np.float64))
    elif isinstance(content, bytes):
        file.write_bytes(content)

    with pytest.raises(IndexStorageError, match=r"vectors\.npy are damaged"):
        read_matrix(file)
