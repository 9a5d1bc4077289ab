"""Which evidence is of the times that are asked about, and was known on a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from rag.confidence import THRESHOLD, confidence
from rag.evidence import Evidence

_SOON = timedelta(days=3)
"""So much later than an event it may be told; set by hand."""


def timely(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Return those that are not of other times than the question names."""
    return [piece for piece in ranked if piece.features.period >= 0]


def known_by(day: date | None, question: str, ranked: list[Evidence]) -> list[Evidence]:
    """Return what of `ranked` was known on `day`, if that answers `question`; else all of it.

    What answers only later is shown, with its date, rather than kept from who looks back.
    """
    if day is None:
        return ranked
    known = published_by(day, ranked)
    return known if confidence(question, timely(known)) >= THRESHOLD else ranked


def published_by(day: date | None, pieces: list[Evidence]) -> list[Evidence]:
    """Return those that were out by `day`, or some days later, as far as is known."""
    if day is None:
        return pieces
    last = day + _SOON
    return [piece for piece in pieces if piece.day is None or piece.day <= last]
