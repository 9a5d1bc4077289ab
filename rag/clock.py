"""How long each step of an answer takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Clock:
    """Measures named steps from its making on."""

    def __init__(self) -> None:
        """Start."""
        self._begin = perf_counter()
        self._steps: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure the block as `name`."""
        begin = perf_counter()
        yield
        self._steps[name] = _milliseconds(begin)

    def timings(self) -> dict[str, float]:
        """Return milliseconds by step, and the `total` since the start."""
        return self._steps | {"total": _milliseconds(self._begin)}


def _milliseconds(begin: float) -> float:
    return round((perf_counter() - begin) * 1000, 2)
