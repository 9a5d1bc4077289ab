"""Questions wait in line, first come, first served."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from threading import Barrier

import pytest

from ui import line as lines
from ui.line import Line


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_LOOK", 0.01)


def test_as_many_as_may_at_once_do_not_wait() -> None:
    line = Line(2)
    with line.place() as first, line.place() as second:
        assert list(first.waiting()) == list(second.waiting()) == []


def test_the_others_hear_how_many_wait_before_them_as_the_line_moves() -> None:
    line = Line(1)
    with ExitStack() as answered, ExitStack() as impatient:
        answered.enter_context(line.place())
        impatient.enter_context(line.place())
        with line.place() as last:
            waiting = last.waiting()
            assert list(islice(waiting, 3)) == [1, 1, 1]
            impatient.close()  # who leaves the line lets those behind move up
            assert next(waiting) == 0
            answered.close()
            assert list(waiting) == []


def test_a_place_is_given_up_when_its_question_fails() -> None:
    line = Line(1)
    with pytest.raises(KeyError), line.place():
        raise KeyError
    with line.place() as place:
        assert list(place.waiting()) == []


def test_never_more_than_may_are_through_at_once_and_all_come_through() -> None:
    line, start = Line(3), Barrier(12)
    inside: list[int] = []
    most: list[int] = []

    def ask(number: int) -> None:
        start.wait()
        for _ in range(20):
            with line.place() as place:
                for _ in place.waiting():
                    pass
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(ask, range(12)))
    assert len(most) == 240
    assert max(most) <= 3
