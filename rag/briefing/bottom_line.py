"""The bottom line of a briefing: the few sentences to read if one reads no more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rag.briefing.piece import Piece
from rag.briefing.timeline import is_same

_MOST_WORDS = 50
"""Longer lines are left to the sections; by hand."""
_NEWER = 0.25
"""What the newest article's sentence has over the oldest's; by hand."""
_LEAD = 0.2
"""What a sentence has over others for standing at the head of its article; by hand."""
_LEANS = re.compile(
    r"(?:According to the|The|That|This|Another|Other|There|However|Meanwhile)\b(?! [A-Z])"
)
_LEANING = 0.1
"""What a sentence has less that speaks of something as known: "The summit concluded"; by hand."""
_HEAD = 600
"""So many characters at the beginning tell an article's news; by hand."""


def bottom_line(
    pieces: Sequence[Piece], topic: frozenset[str], stories: Mapping[str, str], most: int
) -> list[Piece]:
    """Return up to `most` sentences on the topic, newest first, of different stories and events.

    Where there are not so many stories, a second sentence of one is taken. `topic` holds the stems
    of the topic.
    """
    newest = max((p.article.published for p in pieces if p.article.published), default=None)
    oldest = min((p.article.published for p in pieces if p.article.published), default=None)
    short = [piece for piece in pieces if piece.words <= _MOST_WORDS]
    ranked = sorted(short, key=lambda piece: -_worth(piece, oldest, newest))
    chosen = list(_diverse(ranked, topic, stories, [], most, once=True))
    if len(chosen) < most:
        chosen += list(_diverse(ranked, topic, stories, chosen, most - len(chosen), once=False))
    return sorted(chosen, key=lambda p: p.article.published or date.min, reverse=True)


def _worth(piece: Piece, oldest: date | None, newest: date | None) -> float:
    """Return how much a sentence says of the present state of the topic."""
    day, age = piece.article.published, 1.0
    leaning = _LEANING * bool(_LEANS.match(piece.evidence.quote))
    if day and oldest and newest:
        age = (newest - day).days / max(1, (newest - oldest).days)
    return piece.relevance - _NEWER * age + _LEAD * (piece.start < _HEAD) - leaning


def _diverse(
    ranked: Sequence[Piece], topic: frozenset[str], stories: Mapping[str, str],
    known: Sequence[Piece], most: int, *, once: bool,
) -> Iterator[Piece]:  # fmt: skip
    kept: list[Piece] = list(known)
    for piece in ranked:
        if len(kept) - len(known) == most:
            return
        story = stories.get(piece.article.id, piece.article.id)
        told = {stories.get(p.article.id, p.article.id) for p in kept}
        if not (once and story in told) and not any(is_same(p, piece, topic) for p in kept):
            kept.append(piece)
            yield piece
