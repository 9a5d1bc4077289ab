"""The bottom line of a briefing: the few sentences to read if one reads no more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rag.briefing.bearing import LEAD
from rag.briefing.figures import is_hedged_beside
from rag.briefing.piece import Piece
from rag.briefing.remarks import said_on
from rag.briefing.timeline import is_same

_MOST_WORDS = 50
"""Longer lines are left to the sections; by hand."""
_NEAR = 0.6
"""A sentence belongs there from this share of the relevance of the best on; by hand."""
_NEWER = 0.25
"""What the newest article's sentence has over the oldest's; by hand."""
_LEAD = 0.2
"""What a sentence has over others for standing at the head of its article; by hand."""
_TOLD, _OUTLETS = 0.05, 3
"""What it has for each other story that tells the same, and for how many; by hand."""
_LEANS = re.compile(
    r"(?:According to the|The|That|This|Another|Other|There|However|Meanwhile)\b(?! [A-Z])"
)
_LEANING = 0.1
"""What a sentence has less that speaks of something as known: "The summit concluded"; by hand."""


def bottom_line(
    pieces: Sequence[Piece], topic: frozenset[str], stories: Mapping[str, str], most: int
) -> list[Piece]:
    """Return up to `most` sentences on the topic, newest first, of different stories and events.

    Where there are not so many stories, a second sentence of one is taken. `topic` holds the stems
    of the topic.
    """
    newest = max((p.day for p in pieces if p.day), default=None)
    oldest = min((p.day for p in pieces if p.day), default=None)
    least = _NEAR * max((piece.relevance for piece in pieces), default=0.0)
    short = [p for p in pieces if p.words <= _MOST_WORDS and p.relevance >= least]
    worth = {
        piece: _worth(piece, oldest, newest) + _told(piece, short, topic, stories)
        for piece in short
    }
    ranked = sorted(short, key=lambda piece: -worth[piece])
    chosen = list(_diverse(ranked, topic, stories, [], most, once=True))
    if len(chosen) < most:
        chosen += list(_diverse(ranked, topic, stories, chosen, most - len(chosen), once=False))
    return sorted(chosen, key=lambda p: (said_on(p) or date.min, worth[p]), reverse=True)


def _worth(piece: Piece, oldest: date | None, newest: date | None) -> float:
    """Return how much a sentence says of the present state of the topic."""
    age = 1.0
    leaning = _LEANING * bool(_LEANS.match(piece.evidence.quote))
    if piece.day and oldest and newest:
        age = (newest - piece.day).days / max(1, (newest - oldest).days)
    return piece.relevance - _NEWER * age + _LEAD * (piece.start < LEAD) - leaning


def _told(
    piece: Piece, others: Sequence[Piece], topic: frozenset[str], stories: Mapping[str, str]
) -> float:
    """Return what it adds that other stories tell the same; nothing where one gives the figure."""
    same = [
        other
        for other in others
        if other.article.id != piece.article.id and is_same(piece, other, topic)
    ]
    if any(is_hedged_beside(piece, other) for other in same):
        return 0.0
    told = {_story(other, stories) for other in same} - {_story(piece, stories)}
    return _TOLD * min(_OUTLETS, len(told))


def _diverse(
    ranked: Sequence[Piece], topic: frozenset[str], stories: Mapping[str, str],
    known: Sequence[Piece], most: int, *, once: bool,
) -> Iterator[Piece]:  # fmt: skip
    kept: list[Piece] = list(known)
    for piece in ranked:
        if len(kept) - len(known) == most:
            return
        told = {_story(p, stories) for p in kept}
        if once and _story(piece, stories) in told:
            continue
        if not any(is_same(p, piece, topic) for p in kept):
            kept.append(piece)
            yield piece


def _story(piece: Piece, stories: Mapping[str, str]) -> str:
    return stories.get(piece.article.id, piece.article.id)
