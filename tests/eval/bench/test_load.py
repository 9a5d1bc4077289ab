"""The load benchmark's figures, on users and a clock that are invented."""

from collections.abc import Callable
from itertools import count
from threading import Lock

import pytest

from eval.bench.load import ALONE, Ask, Asked, Load, Memory, run_load


def test_every_question_is_asked_once_by_users_who_ask_on() -> None:
    asked: list[str] = []
    users, lock = count(), Lock()

    def new_user() -> Ask:
        next(users)

        def ask(question: str, taken: Callable[[], None]) -> str | None:
            taken()
            with lock:
                asked.append(question)
            return "broken" if question == "q99" else None

        return ask

    questions = [f"q{n}" for n in range(ALONE + 200)]
    found = run_load(new_user, questions, 4, lambda: 7.0)

    assert sorted(asked) == sorted(questions)
    assert asked[:ALONE] == questions[:ALONE]
    assert next(users) == 1 + 4
    assert found.errors == {"broken": 1}
    assert sum(found.shares) <= 200
    assert found.memory == tuple(Memory(ALONE + n, 7.0) for n in (0, 100, 200))


def test_the_figures_are_those_of_the_waiting() -> None:
    asked = tuple(
        Asked(user, begun, begun, ended, None)
        for user, begun, ended in [(1, 0.5, 1.5), (0, 0.0, 2.0), (1, 1.5, 3.5)]
    )
    found = Load(2, (0.5, 1.0, 1.5), asked, ())

    assert (found.alone_median, found.p50, found.shares) == (1.0, 2.0, (1, 2))
    assert found.overtaken == 1
    assert found.per_second == pytest.approx(3 / 3.5)
    assert found.p95 == pytest.approx(found.ratio)
