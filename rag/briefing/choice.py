"""Choosing what a briefing tells, of the sentences gathered: how much of each section."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rag.briefing.bearing import near, on_topic
from rag.briefing.bottom_line import bottom_line
from rag.briefing.briefing import Length
from rag.briefing.figures import Counted, counted, disputed, leading
from rag.briefing.piece import Piece
from rag.briefing.positions import Course, courses
from rag.briefing.remarks import Spoken, spoken
from rag.briefing.timeline import Happening, by_day, happenings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Size:
    """How much each section tells: numbers of things, and words of their lines."""

    bottom: int
    events: int
    event_words: int
    people: int
    remarks: int
    remark_words: int
    figures: int
    actors: int
    position_words: int


_SIZES = {
    Length.SHORT: _Size(4, 5, 110, 3, 2, 90, 3, 3, 130),
    Length.FULL: _Size(5, 12, 300, 7, 3, 270, 8, 6, 300),
}


@dataclass(frozen=True)
class Drafts:
    """What was chosen, before it has numbers."""

    bottom: Sequence[Piece] = ()
    events: Sequence[Happening] = ()
    spoken: Sequence[Spoken] = ()
    figures: Sequence[tuple[Counted, ...]] = ()
    disputes: Sequence[tuple[Counted, ...]] = ()
    courses: Sequence[Course] = ()

    def pieces(self) -> Iterator[Piece]:
        """Yield the sentences chosen."""
        yield from self.bottom
        yield from (piece for event in self.events for piece in event.pieces)
        yield from (piece for said in self.spoken for _, piece in said.said)
        yield from (one.piece for group in (*self.figures, *self.disputes) for one in group)
        yield from (piece for course in self.courses for _, piece in course.stands)


def chosen(
    stories: Mapping[str, str], topic: frozenset[str], pieces: Sequence[Piece], length: Length
) -> Drafts:
    """Return what a briefing of `length` tells, of `pieces`, nearest first.

    `topic` holds the stems of the topic, `stories` the story of an article by its id.
    """
    size, close, wider = _SIZES[length], near(pieces), on_topic(pieces)
    bottom = bottom_line(close, topic, stories, size.bottom)
    events = _fitting(happenings(wider, topic), size.events, size.event_words, _event_words)
    moved = _fitting(courses(pieces, size.actors), size.actors, size.position_words, _course_words)
    used = {*bottom, *(e.pieces[0] for e in events), *(p for c in moved for _, p in c.stands)}
    left = [piece for piece in wider if piece not in used]
    said = _fitting(
        spoken(left, topic, size.people, size.remarks), size.people, size.remark_words, _said_words
    )
    every = counted(pieces)
    disputes = disputed(every, topic, stories)
    numbers = [one for one in every if not any(_is_disputed(one, group) for group in disputes)]
    figures = leading(numbers, size.figures)
    return Drafts(bottom, by_day(events), said, figures, disputes[:2], moved)


def _is_disputed(figure: Counted, group: Sequence[Counted]) -> bool:
    """Return whether it is one of the values that differ, or the same number in the same unit."""
    return _amount(figure) in map(_amount, group)


def _amount(figure: Counted) -> tuple[float, float, str | None]:
    return figure.quantity.low, figure.quantity.high, figure.quantity.unit


def _fitting(items: Sequence[T], most: int, words: int, size: Callable[[T], int]) -> list[T]:
    """Return the first of `items` that together have at most `words` words, at least one."""
    kept: list[T] = []
    for item in items:
        if len(kept) < most and (not kept or size(item) <= words):
            kept.append(item)
            words -= size(item)
    return kept


def _event_words(event: Happening) -> int:
    return event.pieces[0].words + 3


def _course_words(course: Course) -> int:
    return sum(piece.words + 3 for _, piece in course.stands)


def _said_words(said: Spoken) -> int:
    return sum(piece.words + 3 for _, piece in said.said)
