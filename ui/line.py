"""The line in which questions wait, so that those asked first are answered first."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

_LOOK = 2.0  # seconds between two tellings of where a place stands: each is drawn anew


class Line:
    """Lets `at_once` through at a time, in the order in which they came. For any thread."""

    def __init__(self, at_once: int) -> None:
        """Begin an empty line."""
        self._at_once = at_once
        self._places: list[Place] = []
        self._moved = Condition()

    @contextmanager
    def place(self) -> Iterator["Place"]:
        """Stand in line at its end; leave it, wherever that is by then, with the block."""
        mine = Place(self)
        with self._moved:
            self._places.append(mine)
        try:
            yield mine
        finally:
            with self._moved:
                self._places.remove(mine)
                self._moved.notify_all()

    def before(self, place: "Place", seconds: float) -> int | None:
        """Return how many wait before `place` after so many `seconds`; None once its turn comes."""
        with self._moved:
            self._moved.wait_for(lambda: self._waiting(place) is None, seconds)
            return self._waiting(place)

    def _waiting(self, place: "Place") -> int | None:
        before = self._places.index(place) - self._at_once
        return before if before >= 0 else None


class Place:
    """One place in a line."""

    def __init__(self, line: Line) -> None:
        """Of `line`, whose `place` makes it."""
        self._line = line

    def waiting(self) -> Iterator[int]:
        """Yield how many wait before this one, now and every 2 seconds, until its turn comes."""
        before = self._line.before(self, 0)
        while before is not None:
            yield before
            before = self._line.before(self, _LOOK)
