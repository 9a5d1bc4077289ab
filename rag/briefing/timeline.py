"""What happened on a topic, each event once however many outlets tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rag.briefing.event_dates import Told
from rag.briefing.moments import happened
from rag.briefing.piece import Piece, alike
from rag.differences import differ
from rag.evidence import overlap

# Set by hand on the sample corpus.
_SAME = 0.75
"""Sentences so much alike tell of one event, if they can be of one day."""
_SAME_DAY = 0.65
"""And so much alike, if they are known to be of one day."""
_SHARED = 0.5
"""So much of the shorter one's words, without those of the topic, does too."""
_SURE = 0.85
"""And so much alike, another outlet's sentence may stand beside the one that is shown."""
_DATED = 0.15
"""What a known day adds to the worth of an event for a timeline."""
_OUTSIDE = 7
"""So many words outside quotations tell of something that happened."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, and the pieces that tell it: the one to be shown first."""

    told: Told
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> date | None:
        """Its first day."""
        return self.told.span.first if self.told.span else None


def happenings(pieces: Iterable[Piece], topic: frozenset[str]) -> list[Happening]:
    """Return the events that `pieces` tell, those nearest to the topic first.

    `topic` holds the stems of the topic, which all of them share.
    """
    dated = [(piece, told) for piece in pieces if (told := _told(piece))]
    dated.sort(key=lambda pair: -(pair[0].relevance + _DATED * (pair[1].span is not None)))
    found: list[Happening] = []
    for piece, told in dated:
        same = [h for h in found if _is_one(h, piece, told, topic)]
        if not same:
            found.append(Happening(told, (piece,)))
            continue
        known, at = same[0], found.index(same[0])
        others = known.pieces if _confirms(known, piece) else ()
        if known.told.span is None and told.span:  # another outlet says when
            found[at] = Happening(told, (piece, *others))
        elif others:
            found[at] = Happening(known.told, (*others, piece))
    return found


def by_day(found: Iterable[Happening]) -> list[Happening]:
    """Return them oldest first, those without a day last."""
    return sorted(found, key=lambda h: (h.first is None, h.first or date.max))


def _told(piece: Piece) -> Told | None:
    if len(piece.masked.replace("~", "").split()) < _OUTSIDE:
        return None
    return happened(piece.masked, piece.times)


def _is_one(known: Happening, piece: Piece, told: Told, topic: frozenset[str]) -> bool:
    if not _may_meet(known.told, told):
        return False
    one_day = known.told.day is not None and known.told.day == told.day
    least = _SAME_DAY if one_day else _SAME
    return any(is_same(other, piece, topic, least) for other in known.pieces)


def is_same(one: Piece, other: Piece, topic: frozenset[str], least: float = _SAME) -> bool:
    """Return whether two sentences tell of one thing, as far as their words show.

    They do if their cosine is `least` or more, or they share words that are not of the topic.
    """
    if overlap(one.evidence, other.evidence):
        return True
    mine, theirs = one.terms - topic, other.terms - topic
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return shared >= _SHARED or alike(one, other) >= least


def _may_meet(one: Told, other: Told) -> bool:
    """Return whether both can be of one time, as far as known."""
    if one.span is None or other.span is None:
        return True
    return one.span.first <= other.span.last and other.span.first <= one.span.last


def _confirms(known: Happening, piece: Piece) -> bool:
    """Return whether another article says the same, so that it can be cited too."""
    others: Sequence[Piece] = known.pieces
    new = all(piece.article.id != other.article.id for other in others)
    same = alike(others[0], piece) >= _SURE
    return new and same and not differ(others[0].sentence, piece.sentence)
