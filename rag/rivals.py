"""Figures for what is asked in sentences that were not chosen: they may differ from the chosen."""

from collections.abc import Iterable, Sequence

from rag.asked_kinds import Kind, asked_for
from rag.candidates import candidates
from rag.evidence import Evidence, overlap, readable
from rag.sentences import Candidate

_COUNTS = 1.0
"""From this score on, a number counts what is asked for; see rag/readings.py."""


def rivals(question: str, found: Iterable[Candidate], ranked: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences of `found`, beside those `ranked`, that give a figure for `question`.

    None where no number is asked for. They are worse than all that was chosen, so that they count
    only as what another source has.
    """
    if asked_for(question).kind is not Kind.NUMBER:
        return []
    counting = (each for each in found if _counts(question, each.text))
    pieces = (Evidence(c.article, c.start, c.end, c.features, 0.0, c.news) for c in counting)
    read = (piece for each in pieces if (piece := readable(each)))
    return [piece for piece in read if not any(overlap(piece, other) for other in ranked)]


def _counts(question: str, sentence: str) -> bool:
    return any(found.score >= _COUNTS for found in candidates(question, sentence))
