"""What speaks for a sentence as an answer, and how much each of it counts."""

from typing import NamedTuple

from rag.asked_kinds import Kind, asked_for
from rag.saying import asked_speech


class Features(NamedTuple):
    """What is known of a sentence as an answer to a question; also the weights of these."""

    similarity: float
    """Cosine between question and sentence."""
    coverage: float
    """Share of the question's terms, weighted by idf, that the sentence holds."""
    expected: float
    """How well it holds the kind of thing asked for; see `holds_expected`."""
    period: float
    """Whether it belongs to the times named in the question; see `Asked.fits`."""
    rank: float
    """Place of its passage in the search, from 0."""
    speech: float = 0.0
    """Whether it is said by the one asked about, where the question is who says what: -1 to 1."""
    answers: float = 0.0
    """The log-odds that it answers, as the selector has it; 0 without one."""

    def score(self, weights: "Features") -> float:
        """Return the weighted sum."""
        return sum(value * weight for value, weight in zip(self, weights, strict=True))


# Chosen by eval/fit_evidence.py for CLAPnq and news of 2023 together: mean reciprocal rank .887 and
# .506 (the best for each alone: .893 and .506; the weights before: .865 and .474). Chosen on either
# half of CLAPnq, with the news, they put a gold sentence first for .797 of the other half. Those
# questions name no dates, so not `period`; few ask who said something, so not `speech`.
BARE = Features(similarity=1.0, coverage=0.4, expected=0.2, period=0.2, rank=-0.06, speech=0.2)
"""Without a selector."""
WITH_SELECTOR = BARE._replace(answers=0.03)
FOR_FACTS = BARE._replace(answers=0.1)
"""It has learnt most from quizzes: it counts more where a short fact is asked (docs/answers.md)."""


_OF_STANCES = 0.8
"""What `speech` counts where a position is asked for: hardly anybody else's tells it. By hand."""

_OF_OFFICES = 0.8
"""What `expected` counts where the holder of an office is asked for: only who is called so will do.
By hand."""


def weights_for(question: str, *, selector: bool = True) -> Features:
    """Return the weights: a selector knows best where a short fact is asked for."""
    speech = asked_speech(question)
    fact = asked_for(question).kind is not Kind.NONE and not speech
    weights = BARE if not selector else FOR_FACTS if fact else WITH_SELECTOR
    if asked_for(question).office:
        return weights._replace(expected=_OF_OFFICES)
    return weights._replace(speech=_OF_STANCES) if speech and speech.stance else weights
