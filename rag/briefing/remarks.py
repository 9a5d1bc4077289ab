"""Who said what on a topic, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rag.briefing.piece import Piece
from rag.briefing.timeline import is_same
from rag.briefing.who import Voice, voices
from rag.quoted import MASK
from rag.utterances import utterances

# Set by hand on the sample corpus.
_BESIDE = 40
"""So many characters from a verb of saying a time is that of the saying."""
_FRESH = timedelta(14)
"""News tells what was said up to so long ago."""
_QUOTED = 0.15
"""What words in quotation marks add to the worth of a remark."""
_QUOTATION = 4
_LEANING = 25
"""More words than these before a remark, which it needs to be understood, are too much."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """What one person said, newest first, with the days."""

    voice: Voice
    said: tuple[tuple[date | None, Piece], ...]


def spoken(pieces: Sequence[Piece], topic: frozenset[str], people: int, most: int) -> list[Spoken]:
    """Return what up to `people` said, at most `most` remarks each; who says most comes first.

    `topic` holds the stems of the topic.
    """
    said = ((piece.speaker, piece) for piece in pieces if piece.speaker and _is_remark(piece))
    known = [voice for voice in voices(said) if voice.is_named]
    return [Spoken(voice, tuple(_said(voice, topic, most))) for voice in known[:people]]


def _is_remark(piece: Piece) -> bool:
    """Return whether somebody speaks, rather than does something, and it stands nearly alone."""
    if piece.words - len(piece.sentence.split()) > _LEANING:
        return False
    return _quotes(piece) or any(each.main and each.firm for each in utterances(piece.masked))


def _quotes(piece: Piece) -> bool:
    hidden = piece.masked.count(MASK)
    return hidden >= _QUOTATION * 5


def _said(voice: Voice, topic: frozenset[str], most: int) -> Iterator[tuple[date | None, Piece]]:
    ranked = sorted(voice.pieces, key=lambda p: -(p.relevance + _QUOTED * _quotes(p)))
    chosen: list[Piece] = []
    for piece in ranked:
        if len(chosen) < most and not any(is_same(p, piece, topic) for p in chosen):
            chosen.append(piece)
    dated = [(said_on(piece), piece) for piece in chosen]
    yield from sorted(dated, key=lambda pair: pair[0] or date.min, reverse=True)


def said_on(piece: Piece) -> date | None:
    """Return the day on which `piece` was said, else that of its article, as far as known."""
    return told_on(piece) or piece.day


def told_on(piece: Piece) -> date | None:
    """Return the day on which `piece` was said, if it tells that itself."""
    published = piece.day
    verbs = [utterance.verb for utterance in utterances(piece.masked)]
    for told in piece.times:
        near = any(abs(told.start - end) <= _BESIDE or abs(start - told.end) <= _BESIDE
                   for start, end in verbs)  # fmt: skip
        if not near or told.day is None or told.is_bound:
            continue
        if published is None or published - _FRESH <= told.day <= published:
            return told.day
    return None
