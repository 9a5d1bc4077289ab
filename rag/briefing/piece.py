"""A sentence on the topic of a briefing, with what is read out of it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from corpus.article import Article
from index.embedder import Vectors
from index.terms import terms
from rag.answer import Speaker
from rag.briefing.event_dates import Told
from rag.briefing.moments import told_at
from rag.evidence import Evidence
from rag.quoted import masked
from rag.speakers import speaker_of


@dataclass(frozen=True, eq=False)
class Piece:
    """A sentence on the topic, as it can be shown."""

    evidence: Evidence
    """With the sentences before it that it needs; `score` is how near it is to the topic."""
    start: int
    end: int
    """Offsets of the sentence alone."""
    vector: Vectors
    """Of the sentence, of unit length."""
    news: date | None = None
    """Of which day's news its article is, where that states no date and something else shows it."""

    @property
    def day(self) -> date | None:
        """When its article was published; else of which day's news it is, as far as known."""
        return self.article.published or self.news

    @property
    def article(self) -> Article:
        """Where it stands."""
        return self.evidence.article

    @property
    def relevance(self) -> float:
        """How near it is to the topic; only comparable within one briefing."""
        return self.evidence.score

    @cached_property
    def masked(self) -> str:
        """The sentence alone, its quotations masked."""
        return masked(self.article.text)[self.start : self.end]

    @cached_property
    def sentence(self) -> str:
        """The sentence alone."""
        return self.article.text[self.start : self.end]

    @cached_property
    def speaker(self) -> Speaker | None:
        """Who says it, as far as somebody does."""
        return speaker_of(self.article, self.start, self.end)

    @cached_property
    def times(self) -> tuple[Told, ...]:
        """The times it tells."""
        return told_at(self.article, self.start, self.news)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(terms(self.sentence))

    @cached_property
    def words(self) -> int:
        """How many words it takes to show it."""
        return len(self.evidence.quote.split())


def alike(one: Piece, other: Piece) -> float:
    """Return the cosine of two sentences."""
    return float(np.dot(one.vector, other.vector))
