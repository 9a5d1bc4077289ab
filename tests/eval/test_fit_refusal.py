"""Which questions are asked with which selector."""

import pytest

from eval.benchdata import DataSet, Question
from eval.fit_refusal import parts
from rag.selector import BUNDLED, OnnxSelector


def _data(good: int, bad: int) -> DataSet:
    return DataSet(
        (),
        tuple(Question(f"good {n}", ("gold",)) for n in range(good)),
        tuple(Question(f"bad {n}", ()) for n in range(bad)),
    )


@pytest.mark.parametrize(("good", "bad"), [(4, 4), (5, 4), (4, 3), (0, 2)])
def test_each_question_is_asked_with_one_selector(good: int, bad: int) -> None:
    data = _data(good, bad)
    left_out = [OnnxSelector(sha256=None), OnnxSelector(sha256=None)]

    asked = parts(data, left_out)

    assert [selector for selector, *_ in asked] == left_out
    every = [q for _, some, others in asked for q in (*some, *others)]
    assert set(every) == {*data.answerable, *data.unanswerable}
    assert len(every) == good + bad


def test_without_them_all_are_asked_with_the_one_in_use() -> None:
    data = _data(3, 2)

    assert parts(data, []) == [(BUNDLED, data.answerable, data.unanswerable)]
