from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.scores import first_rank, holds, judged, silver


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("It was “Squid Game”, they said.", "squid game", True),
        ("The U.S. won", "US", False),
        ("about 150 ships", "15", False),
        ("Guns N’ Roses played", "Guns N' Roses", True),
        ("nothing", "", False),
        ("a squid\ngame", "Squid Game!", True),
    ],
)
def test_an_answer_is_found_as_whole_words(text: str, answer: str, expected: bool) -> None:
    assert holds(text, answer) is expected


@pytest.mark.parametrize(
    ("relevant", "hits", "reciprocal"),
    [
        ([True, False], (1, 1, 1), 1),
        ([False] * 4 + [True], (0, 1, 1), 1 / 5),
        ([False] * 9 + [True, True], (0, 0, 1), 1 / 10),
        ([False] * 10 + [True], (0, 0, 0), 0),
        ([], (0, 0, 0), 0),
    ],
)
def test_silver_measures_by_hand(
    relevant: list[bool], hits: tuple[int, int, int], reciprocal: float
) -> None:
    metrics = silver(first_rank(relevant))

    assert tuple(metrics[f"hit@{k}"] for k in (1, 5, 10)) == hits
    assert metrics["MRR@10"] == reciprocal


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.sets(st.sampled_from("abcdefgh")))
def test_recall_and_ndcg_are_those_of_the_textbook(ranking: list[str], relevant: set[str]) -> None:
    relevant = relevant or {"z"}
    gains = [doc in relevant for doc in ranking[:5]]
    dcg = sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(5, len(relevant)) + 1))

    other, found = judged([[], ranking], [{"z": 1}, dict.fromkeys(relevant, 1)])

    assert found["R@5"] == pytest.approx(sum(gains) / len(relevant))
    assert found["nDCG@5"] == pytest.approx(dcg / ideal)
    assert other == {"R@5": 0, "nDCG@5": 0}
