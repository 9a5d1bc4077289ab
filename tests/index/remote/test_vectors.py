"""Against the matrix in memory, which is exact: small collections are searched exactly, too."""

from datetime import date, timedelta

import numpy as np
import pytest

from corpus.article import Article
from corpus.errors import IndexStorageError
from index.catalog import Entry
from index.passage import Passage
from index.remote.server import ChromaServer, Collection
from index.remote.vectors import ServerVectors, server_metadata
from index.vectors import Mask, MatrixVectors

ARTICLES, PASSAGES = 300, 2
OUTLETS = [None, "Fjord Weekly", "Die Woche"]


def article(n: int) -> Article:
    published = date(2025, 1, 1) + timedelta(days=n // 3) if n % 7 else None
    return Article(f"a{n}", f"a{n}.txt", "One. Two.", None, OUTLETS[n % 3], published=published)


ENTRIES = [
    Entry(article(n), (Passage(f"a{n}", 0, 4), Passage(f"a{n}", 5, 9)), "") for n in range(ARTICLES)
]
ROWS = ARTICLES * PASSAGES
NUMBER = np.repeat(np.arange(ARTICLES), PASSAGES)
DAY = np.where(NUMBER % 7 > 0, NUMBER // 3, -1)


@pytest.fixture
def matrix() -> np.ndarray:
    rows = np.random.default_rng(1).standard_normal((ROWS, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def collection(server: ChromaServer, matrix: np.ndarray) -> Collection:
    made = server.made(f"{server.address.collection}-v", configuration={"hnsw": {"space": "ip"}})
    made.put(
        [id for entry in ENTRIES for id in entry.passage_ids()],
        matrix,
        [server_metadata(e.article, p) for e in ENTRIES for p in e.passages],
    )
    return made


@pytest.mark.parametrize(
    "allowed",
    [
        None,
        NUMBER < 3,
        NUMBER % 3 == 1,
        (DAY >= 20) & (DAY <= 60),
        (DAY >= 90) | (DAY < 0),
        DAY < 0,
        (DAY >= 5) & (NUMBER % 3 != 0),
        NUMBER % 2 == 0,  # which no filter of Chroma's can say
        NUMBER == 299,
        NUMBER < 0,
    ],
    ids=str,
)
def test_the_nearest_are_those_of_the_matrix(
    collection: Collection, matrix: np.ndarray, allowed: Mask | None
) -> None:
    query = matrix[17]

    found = ServerVectors(collection, ENTRIES).nearest(query, 20, allowed)

    exact = MatrixVectors(matrix).nearest(query, 20, allowed)
    assert np.array_equal(found.rows, exact.rows)
    assert np.allclose(found.similarities, exact.similarities, atol=1e-5)


def test_cosines_come_in_the_order_asked_for(collection: Collection, matrix: np.ndarray) -> None:
    vectors = ServerVectors(collection, ENTRIES)
    rows = np.array([5, 400, 5, 0])

    assert np.allclose(vectors.similarities(matrix[3], rows), matrix[rows] @ matrix[3], atol=1e-5)
    assert len(vectors.similarities(matrix[3], rows[:0])) == 0


def test_vectors_of_other_generations_are_passed_over(
    collection: Collection, matrix: np.ndarray
) -> None:
    """Most of what is near belongs to articles that this generation does not have."""
    own = [entry for n, entry in enumerate(ENTRIES) if n % 10 == 0]
    rows = np.flatnonzero(NUMBER % 10 == 0)

    found = ServerVectors(collection, own).nearest(matrix[17], 50)

    exact = MatrixVectors(matrix[rows]).nearest(matrix[17], 50)
    assert np.array_equal(found.rows, exact.rows)


def test_vectors_that_are_gone_are_an_error_and_no_zeros(
    collection: Collection, matrix: np.ndarray
) -> None:
    collection.remove(ENTRIES[0].passage_ids())

    with pytest.raises(IndexStorageError, match="1 vectors are missing"):
        ServerVectors(collection, ENTRIES).similarities(matrix[3], np.array([0, 2]))
