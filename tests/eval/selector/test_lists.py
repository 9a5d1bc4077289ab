"""Lists of sentences, of which one is right or none."""

import numpy as np

from eval.selector.examples import LIST
from eval.selector.lists import BATCH, batches, draw
from tests.eval.selector.made import example


def test_a_list_holds_one_right_sentence_and_it_is_the_first() -> None:
    one = example(2, 9)

    drawn = draw(one, np.random.default_rng(0))

    assert len(set(drawn)) == len(drawn) == LIST
    assert [text in one.texts[:2] for text in drawn] == [True] + [False] * (LIST - 1)


def test_a_list_that_is_not_answered_holds_no_right_sentence() -> None:
    one = example(2, 9)

    drawn = draw(one, np.random.default_rng(0), answered=False)

    assert len(set(drawn)) == len(drawn) == LIST
    assert not set(drawn) & set(one.texts[:2])


def test_each_example_is_in_one_list_and_what_fills_no_step_is_left() -> None:
    read = list(batches([example(2, 30)] * (2 * BATCH + 3), np.random.default_rng(0)))

    assert [len(step.questions) for step in read] == [BATCH * LIST] * 2
    assert all(len(step.texts) == BATCH * LIST == BATCH * len(step.answered) for step in read)


def test_some_lists_have_no_right_sentence_and_are_known_as_such() -> None:
    one = example(2, 30)
    steps = list(batches([one] * 40 * BATCH, np.random.default_rng(0)))
    answered = [known for step in steps for known in step.answered]
    first = [text for step in steps for text in step.texts[::LIST]]

    assert answered == [text in one.texts[:2] for text in first]
    assert 0.1 < answered.count(False) / len(answered) < 0.3


def test_the_right_sentence_stays_where_wrong_ones_fill_no_list() -> None:
    few = example(2, LIST - 1)
    steps = list(batches([few] * 40 * BATCH, np.random.default_rng(0)))

    assert all(all(step.answered) for step in steps)


def test_a_question_without_a_right_sentence_makes_lists_without_one() -> None:
    none = example(0, 30)
    (step,) = batches([none] * BATCH, np.random.default_rng(0))

    assert step.answered == (False,) * BATCH
    assert len(step.texts) == BATCH * LIST
