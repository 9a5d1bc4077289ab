"""What actors held on a topic, period by period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rag.briefing.piece import Piece, alike
from rag.briefing.remarks import said_on
from rag.briefing.stances import takers
from rag.briefing.who import Voice, voices

# Set by hand on the sample corpus.
_PERIOD = timedelta(3)
"""What is said within so many days is one position."""
_LIKENESS = 0.5
"""What likeness to what the actor holds at other times adds: a position moves on one matter."""


@dataclass(frozen=True, eq=False)
class Course:
    """What one actor held, oldest first, with the days."""

    voice: Voice
    stands: tuple[tuple[date, Piece], ...]


def courses(pieces: Sequence[Piece], actors: int) -> list[Course]:
    """Return the positions of up to `actors`; first of those who took one in several periods."""
    held = ((speaker, piece) for piece in pieces for speaker in takers(piece))
    found = [
        Course(voice, tuple(_stands(periods)))
        for voice in voices(held)
        if voice.is_named and (periods := _periods(voice))
    ]
    found.sort(key=lambda c: (len(c.stands) < 2, -sum(piece.relevance for _, piece in c.stands)))
    return found[:actors]


def _periods(voice: Voice) -> list[list[tuple[date, Piece]]]:
    """Return what somebody says by period, oldest first; what has no day is left out."""
    dated = [(day, piece) for piece in voice.pieces if (day := said_on(piece))]
    periods: list[list[tuple[date, Piece]]] = []
    for day, piece in sorted(dated, key=lambda pair: pair[0]):
        if periods and day - periods[-1][-1][0] <= _PERIOD:
            periods[-1].append((day, piece))
        else:
            periods.append([(day, piece)])
    return periods


def _stands(periods: Sequence[Sequence[tuple[date, Piece]]]) -> Iterator[tuple[date, Piece]]:
    """Yield of each period what is most of a stance, and likest what is held in the others."""
    for period in periods:
        others = [piece for other in periods if other is not period for _, piece in other]

        def worth(pair: tuple[date, Piece], others: Sequence[Piece] = others) -> float:
            return pair[1].relevance + _LIKENESS * max(
                (alike(pair[1], each) for each in others), default=0.0
            )

        yield max(period, key=worth)
