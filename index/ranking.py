"""The order of the passages found: one score of words, vectors, place, length and circumstance.

    python -m eval.fit_ranking FOLDER INDEX

measures the weights again, on news and on conversations; what else was tried is in docs/search.md.
"""

from dataclasses import dataclass

import numpy as np

from index.lexical import Scores
from index.preference import DateSpan, Preference
from index.vectors import Mask


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """How much each thing counts beside the words, whose share of the best possible BM25 is 1."""

    similarity: float
    """Cosine between question and passage."""
    lead: float
    """Cosine between question and the first passage of the same article."""
    place: float
    """Held back by the logarithm of its place in its article: news begins with what matters."""
    length: float
    """Given by the logarithm of its length: headings and captions left alone seldom answer."""


# Chosen on the 234 questions of news-2023h2 that its articles answer. There, length gives nothing;
# it stands at what conversations want, for questions that begin one.
ALONE = RankingWeights(similarity=0.6, lead=0.0, place=0.05, length=0.03)
# Chosen by cross-validation over the conversations of mtrag: a follow-up has few words of its own.
IN_TALK = RankingWeights(similarity=1.75, lead=0.25, place=0.05, length=0.03)

HISTORY_WORDS = 0.1
"""What a word of the questions before counts beside one of the question. Chosen on mtrag."""
HISTORY_VECTOR = 0.5
"""What the vector of the whole talk counts beside that of the question. Chosen on mtrag."""

# Shares added to the score of a passage.
# On news-2023h2, -2024 and -2025, with `asked` given; from 14 to 30 days they hardly differ.
_RECENCY, _TAU = 0.8, 21.0
_SPAN, _DAYS_AFTER, _DAYS_BEFORE = 0.25, 7.0, 2.0  # by hand: news of a day appears some days later
_SOURCE = 0.5  # by hand

_LATE = 3
"""Days by which news may be dated after the day looked back from: time zones and later edits."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of each candidate; all arrays have one value for each."""

    words: Scores
    """BM25 as a share of the best that the query allows."""
    similarity: Scores
    """Cosine between question and passage; 0 where the index has no vectors."""
    lead: Scores
    """The same for the first passage of its article."""
    place: Scores
    """Its place in its article, from 0."""
    length: Scores
    """How many terms it holds."""
    published: Scores
    """The day of its article as `date.toordinal` counts, 0 if unknown."""
    of_source: Mask
    """Whether its article is of the source asked about."""


def rank(signals: Signals, prefer: Preference, weights: RankingWeights | None = None) -> Scores:
    """Return the score of each candidate; only their order means something.

    `weights` are those for a search like this one if none are given.
    """
    weights = weights or weights_for(prefer)
    scores = (
        signals.words
        + weights.similarity * (signals.similarity + weights.lead * signals.lead)
        - weights.place * np.log1p(signals.place)
        + weights.length * np.log(np.maximum(signals.length, 1))
    )
    gain = np.maximum(scores, 0) * _circumstance(signals, prefer)
    return np.asarray(scores + gain, dtype=np.float32)


def weights_for(prefer: Preference) -> RankingWeights:
    """Return the weights for a question that stands alone, or for one within a talk."""
    return IN_TALK if prefer.history else ALONE


def _circumstance(signals: Signals, prefer: Preference) -> Scores:
    """Return what share of its score each candidate gains by its date and its source."""
    dated = signals.published > 0
    share = np.zeros(len(dated), dtype=np.float32)
    if prefer.as_of:
        age = prefer.as_of.toordinal() - signals.published
        share += np.where(dated & (age >= -_LATE), _RECENCY * np.exp(-np.abs(age) / _TAU), 0)
    if prefer.span:
        share += np.where(dated, _SPAN * _belonging(signals.published, prefer.span), 0)
    share += _SOURCE * signals.of_source
    return share


def _belonging(published: Scores, span: DateSpan) -> Scores:
    """Return 1 for a day of `span`, and less the further it is from it."""
    early = np.maximum(span.first.toordinal() - published, 0)
    late = np.maximum(published - span.last.toordinal(), 0)
    return np.asarray(np.exp(-early / _DAYS_BEFORE - late / _DAYS_AFTER), dtype=np.float32)
