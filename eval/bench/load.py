"""Many users asking a served page at once: errors, waiting, fairness, and the server's memory."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles
from threading import Barrier, Lock
from time import perf_counter

from index.writer import Progress

ALONE = 30
"""As many questions are asked one after another first, to compare with."""
_EVERY = 100  # questions between two looks at the memory

Ask = Callable[[str, Callable[[], None]], str | None]
"""Asks one question, and calls back once it stands in line; returns what went wrong, if it did."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one user."""

    user: int
    begun: float
    taken: float
    """When the server had put it in line."""
    ended: float
    """All in seconds of one clock."""
    error: str | None

    @property
    def seconds(self) -> float:
        """How long the user waited."""
        return self.ended - self.begun


@dataclass(frozen=True, slots=True)
class Memory:
    """What the server took when so many questions had been answered."""

    questions: int
    megabytes: float


@dataclass(frozen=True, slots=True)
class Load:
    """What one run came to."""

    users: int
    alone: tuple[float, ...]
    """Seconds of the answers to one user alone."""
    asked: tuple[Asked, ...]
    """In the order in which they were answered."""
    memory: tuple[Memory, ...]

    @property
    def errors(self) -> Counter[str]:
        """What went wrong, and how often."""
        return Counter(each.error for each in self.asked if each.error)

    @property
    def alone_median(self) -> float:
        """Seconds of a single answer."""
        return median(self.alone)

    @property
    def p50(self) -> float:
        """The median of the seconds waited."""
        return median(each.seconds for each in self.asked)

    @property
    def p95(self) -> float:
        """So long, in seconds, waited at most 95 of 100."""
        waited = [each.seconds for each in self.asked]
        return quantiles(waited, n=20)[-1] if len(waited) > 1 else waited[0]

    @property
    def ratio(self) -> float:
        """How many times a single answer's time the p95 is."""
        return self.p95 / self.alone_median

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        begun, ended = min(e.begun for e in self.asked), max(e.ended for e in self.asked)
        return len(self.asked) / (ended - begun)

    @property
    def shares(self) -> tuple[int, int]:
        """The fewest and the most answers that a user got, each asking on when answered."""
        counts = Counter(each.user for each in self.asked)
        every = [counts[user] for user in range(self.users)]
        return min(every), max(every)

    @property
    def overtaken(self) -> int:
        """By how many questions put in line later a question was overtaken, at most."""
        return max(
            sum(other.taken > one.taken for other in self.asked[:place])
            for place, one in enumerate(self.asked)
        )


def run_load(
    new_user: Callable[[], Ask],
    questions: Sequence[str],
    users: int,
    megabytes: Callable[[], float],
    progress: Progress = lambda step, done, total: None,
) -> Load:
    """Ask ALONE of `questions` one after another, then the others as so many `users` at once.

    Each user begins at the same moment, and asks the next question as soon as the one before is
    answered. `new_user` makes each of them; `megabytes` tells what the server takes.
    """
    first = new_user()
    alone = [_timed(0, first, question) for question in questions[:ALONE]]
    left, lock, start = iter(questions[ALONE:]), Lock(), Barrier(users)
    done: list[Asked] = []
    memory = [Memory(len(alone), megabytes())]

    def note(asked: Asked) -> None:
        with lock:
            done.append(asked)
            progress("questions", len(done), len(questions) - ALONE)
            if len(done) % _EVERY == 0:
                memory.append(Memory(len(alone) + len(done), megabytes()))

    def behave(user: int) -> None:
        ask = new_user()
        start.wait()
        for question in _shared(left, lock):
            note(_timed(user, ask, question))

    with ThreadPoolExecutor(users) as pool:
        list(pool.map(behave, range(users)))
    return Load(users, tuple(each.seconds for each in alone), tuple(done), tuple(memory))


def _shared(questions: Iterator[str], lock: Lock) -> Iterator[str]:
    """Yield from what several take from."""
    while True:
        with lock:
            taken = list(islice(questions, 1))
        if not taken:
            return
        yield taken[0]


def _timed(user: int, ask: Ask, question: str) -> Asked:
    taken: list[float] = []
    begun = perf_counter()
    error = ask(question, lambda: taken.append(perf_counter()))
    ended = perf_counter()
    return Asked(user, begun, taken[0] if taken else ended, ended, error)
