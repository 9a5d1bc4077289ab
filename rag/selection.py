"""How much of the evidence an answer shows."""

from collections.abc import Iterable, Sequence
from datetime import date

from rag import messages
from rag.disagreement import Dispute, SourcedValue
from rag.evidence import Evidence, overlap
from rag.markers import as_text, count_words
from rag.saying import asked_speech
from rag.speakers import unnamed_speaker

WORDS = 80
"""Words of an answer, unless asked otherwise: two to four statements."""
_MOST = 4
_MARGIN = 0.4
"""A further sentence is shown if it scores at least this share of the best."""


def select(
    ranked: Sequence[Evidence], words: int = WORDS, disputes: Sequence[Dispute] = ()
) -> list[Evidence]:
    """Return the best of `ranked` (best first) that together have at most `words` words.

    One piece for each value of `disputes` comes first, however long: an answer that hid one would
    take a side. What was held before follows, then what is close to the best. What is too long is
    passed over; if nothing close to the best fits, the next best does, or the shortest, however
    long: an answer says something.
    """
    if not ranked:
        return []
    chosen: list[Evidence] = []
    for piece in _pieces(value for dispute in disputes for value in dispute.values):
        if not any(overlap(piece, other) for other in chosen):
            chosen.append(piece)
    before = _pieces(value for dispute in disputes for value in dispute.earlier)
    strong = (piece for piece in ranked if piece.score >= _MARGIN * ranked[0].score)
    left = words - sum(map(shown_words, chosen))
    for piece in (*before, *strong):
        if len(chosen) == _MOST or count_words(as_text(piece.quote)) > left:
            continue  # whose words they are takes longer to find out
        again = any(overlap(piece, other) for other in chosen)
        if not again and (size := shown_words(piece)) <= left:
            chosen.append(piece)
            left -= size
    if chosen:
        return chosen
    fitting = (piece for piece in ranked if shown_words(piece) <= words)
    return [next(fitting, None) or min(ranked, key=shown_words)]


def newest_first(question: str, shown: Sequence[Evidence]) -> list[Evidence]:
    """Return `shown` with the newest first where a position is asked for, and whose it is leads."""
    speech = asked_speech(question)
    if speech is None or not speech.stance:
        return list(shown)
    return sorted(
        shown,
        key=lambda piece: (piece.features.speech > 0, piece.day or date.min),
        reverse=True,
    )


def shown_words(piece: Evidence) -> int:
    """Return how many words it takes to show `piece` with its speaker."""
    speaker = unnamed_speaker(piece.article, piece.start, piece.end)
    said_by = messages.said_by(speaker) if speaker else ""
    return count_words(as_text(f"{piece.quote} {said_by}"))


def nearest(ranked: Sequence[Evidence], against: Evidence | None = None) -> list[Evidence]:
    """Return the one piece to show where there is no answer: the best, if it bears on the question.

    What shares no word with the question does not. What is `against` the question stands for it.
    """
    if against:
        return [against]
    return [piece for piece in ranked if piece.features.coverage > 0][:1]


def _pieces(values: Iterable[SourcedValue]) -> list[Evidence]:
    return [value.pieces[0] for value in values]
