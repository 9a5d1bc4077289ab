"""Following work that goes on in a thread of its own."""

from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import TypeVar

from index.intake import Progress

T = TypeVar("T")

_LOOK = 0.2  # seconds between two looks at where the work is


@dataclass(frozen=True, slots=True)
class Step:
    """Where the work is."""

    name: str
    done: int
    total: int


def followed(job: Callable[[Progress], T]) -> Generator[Step, None, T]:
    """Run `job`; yield where it is, now and then, and return its result or raise what it raises.

    It goes on to its end though nobody follows it any more.
    """
    steps: list[Step] = []
    result: Future[T] = Future()

    def report(step: str, done: int, total: int) -> None:
        steps[:] = [Step(step, done, total)]

    def work() -> None:
        try:
            result.set_result(job(report))
        except BaseException as error:
            result.set_exception(error)

    Thread(target=work, daemon=True).start()
    shown: list[Step] = []
    while True:
        try:
            return result.result(timeout=_LOOK)
        except TimeoutError:
            if result.done():  # just now, or the job itself ran out of time
                return result.result()
        if steps != shown:
            shown = list(steps)
            yield from shown
