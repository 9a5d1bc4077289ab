"""Work in a thread of its own: followed, failing, left alone."""

from threading import Event

import pytest

from index.intake import Progress
from ui.jobs import Step, followed


def test_its_steps_are_seen_and_its_result_comes() -> None:
    seen, go_on = Event(), Event()

    def job(progress: Progress) -> str:
        progress("reading", 1, 2)
        seen.set()
        go_on.wait()
        return "done"

    steps = followed(job)
    assert next(steps) == Step("reading", 1, 2)
    go_on.set()
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value == "done"


@pytest.mark.parametrize("error", [ValueError("no"), TimeoutError("late")])
def test_what_it_raises_is_raised(error: Exception) -> None:
    def job(progress: Progress) -> None:
        raise error

    with pytest.raises(type(error), match=str(error)):
        next(followed(job))


def test_it_ends_though_nobody_follows() -> None:
    go_on, ended = Event(), Event()

    def job(progress: Progress) -> None:
        progress("reading", 1, 2)
        go_on.wait()
        ended.set()

    steps = followed(job)
    next(steps)
    steps.close()
    go_on.set()

    assert ended.wait(10)
