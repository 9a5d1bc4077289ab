"""Rankings of files against arithmetic by hand and against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from corpus.article import Article
from eval.cases import Turn
from eval.measure import Answered
from eval.measures.retrieval import MEASURES
from eval.names import Names
from rag.answer import Answer, CorpusSummary, Status

ANSWER = Answer("Q?", "Q?", Status.ANSWERED, None, "", (), (), CorpusSummary(0, None, None))
FILES = [f"{letter}.txt" for letter in "abcdefghijkl"]
ARTICLES = {file[0]: Article(file[0], file, "Anything at all.") for file in FILES}


def scores(retrieved: list[str], cites: list[object]) -> dict[str, float | None]:
    turn = Turn.model_validate({"question": "Q?", "cites": cites})
    relevant = Names(ARTICLES).relevant(turn)
    given = Answered(turn, ANSWER, ARTICLES, tuple(retrieved), 1.0, None, relevant)
    return {measure.name: measure.score(given) for measure in MEASURES}


def test_by_hand() -> None:
    # Relevant: a, b and the alternative c; found at ranks 2 and 4 of five.
    found = scores(
        ["x", "a.txt", "y", "c.txt", "z"],
        ["a.txt", ["b.txt", {"file": "c.txt", "quote": "Anything at all."}]],
    )

    dcg, ideal = 1 / np.log2(3) + 1 / np.log2(5), 1 + 1 / np.log2(3) + 1 / np.log2(4)
    assert found["recall@5"] == pytest.approx(2 / 3)
    assert found["ndcg@5"] == pytest.approx(dcg / ideal)
    assert found["mrr@10"] == pytest.approx(1 / 2)


def test_past_the_tenth_nothing_counts() -> None:
    found = scores(FILES, ["k.txt"])

    assert found == {"recall@5": 0, "ndcg@5": 0, "mrr@10": 0}
    assert scores(FILES, ["j.txt"])["mrr@10"] == pytest.approx(1 / 10)


def test_nothing_found_is_nothing_and_nothing_expected_is_unscored() -> None:
    assert scores([], ["a.txt"]) == {"recall@5": 0, "ndcg@5": 0, "mrr@10": 0}
    assert set(scores(FILES, []).values()) == {None}


@given(
    st.lists(st.sampled_from(FILES), unique=True, min_size=5, max_size=10),
    st.sets(st.sampled_from(FILES), min_size=1, max_size=4),
)
def test_ndcg_is_that_of_scikit_learn(retrieved: list[str], relevant: set[str]) -> None:
    ranked = [*retrieved, *(file for file in FILES if file not in retrieved)]
    truth = [[float(file in relevant) for file in ranked]]
    order = [[float(-at) for at in range(len(ranked))]]

    found = scores(retrieved, sorted(relevant))

    assert found["ndcg@5"] == pytest.approx(ndcg_score(truth, order, k=5))
    assert all(0 <= (value or 0) <= 1 for value in found.values())


@given(st.permutations(FILES[:4]))
def test_the_order_of_what_is_expected_does_not_matter(cites: list[str]) -> None:
    assert scores(FILES[2:8], cites) == scores(FILES[2:8], FILES[:4])
