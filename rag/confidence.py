"""How sure it is that the evidence answers the question."""

from collections.abc import Sequence
from typing import NamedTuple

from index.terms import terms
from rag.candidates import sure_answer
from rag.evidence import Evidence
from rag.features import BARE
from rag.saying import asked_speech

MOST = 6
"""Sentences looked at, the best."""
_OF_TOPIC = 0.6
"""So much of the words of a subject must stand in what was said on it."""


class Signals(NamedTuple):
    """What tells an answer from a mere resemblance; also the weights of these."""

    similarity: float
    """Highest cosine between the question and one of the best sentences."""
    coverage: float
    """Highest share of the question's terms in one of them."""
    short: float
    """1 if one of them holds a short answer of the kind asked for, else 0."""
    period: float
    """1 if one of them is of the time asked about, else 0."""
    said: float
    """1 if what somebody said is asked, and one of them is said by them and of that, else 0."""


# The weights stand to each other as eval/fit_refusal.py finds on CLAPnq (AUROC .87). Its threshold
# does not carry over: its questions name the subject of an encyclopedic article, and score higher
# than the terser questions asked of news. .50 was set by hand between the weakest answered and the
# strongest unanswered of 32 questions of our own on the five news articles whose facts the sample
# corpus retells, so the shipped cases are no independent test of it; on CLAPnq it refuses 6% of
# the answerable and 51% of the unanswerable. The last two weights were set by hand, looking at what
# was wrongly refused of the shipped cases; CLAPnq has no such questions.
WEIGHTS = Signals(similarity=1.0, coverage=0.15, short=0.07, period=0.05, said=0.3)
THRESHOLD = 0.50


def confidence(question: str, ranked: Sequence[Evidence]) -> float:
    """Return how well the best evidence fits, to be compared with THRESHOLD; higher is surer.

    To three digits: a cosine in bfloat16 has no more, and what is refused is not to hang on them.
    """
    known = signals(question, ranked)
    return round(sum(value * weight for value, weight in zip(known, WEIGHTS, strict=True)), 3)


def signals(question: str, ranked: Sequence[Evidence]) -> Signals:
    """Return what is known of the best evidence: the best without a selector, as was fitted."""
    ordered = sorted(ranked, key=lambda piece: -piece.features.score(BARE))
    best = [piece.features for piece in ordered[:MOST]]
    return Signals(
        similarity=max((features.similarity for features in best), default=0.0),
        coverage=max((features.coverage for features in best), default=0.0),
        short=float(any(sure_answer(question, piece.quote) for piece in ordered[:MOST])),
        period=float(any(features.period > 0 for features in best)),
        said=float(_is_said(question, ordered[:MOST])),
    )


def _is_said(question: str, best: Sequence[Evidence]) -> bool:
    """Return whether one of `best` is by whom `question` asks about, and of what it asks about."""
    speech = asked_speech(question)
    if speech is None or speech.speaker is None:
        return False
    topic = set(terms(speech.topic))
    said = (set(terms(piece.quote)) for piece in best if piece.features.speech > 0)
    return any(len(topic & there) >= _OF_TOPIC * len(topic) for there in said)
