"""Which of the sentences gathered bear on a topic, and how closely."""

import re
from collections.abc import Mapping, Sequence

from corpus.article import Article
from index.search import Index
from index.terms import terms
from rag.answer import Speaker
from rag.briefing.piece import Piece
from rag.briefing.scope import term_weights
from rag.coverage import countries_of, coverage
from rag.holdings import Holdings
from rag.period import MONTHS
from rag.saying import AskedSpeech, asked_speech, is_asked_about, speech_fit
from rag.stance_verbs import DOES
from rag.understanding import understand
from rag.utterances import doers
from rag.when import Asked

# Set by hand on the sample corpus.
_NEAR = 0.45
"""A sentence is near the topic from this share of the relevance of the best on."""
_ABOUT, _HELD_WORDS, _CLOSE = 0.5, 0.6, 0.75
"""An article is about a topic if title and beginning hold so much of its words. Where none is, only
sentences count that hold so much of them, or are so near, as a share of the nearest."""
_BEGINNING = 300
"""So many characters of its text tell what an article is about."""
_WIDER, _WORDS = 0.4, 0.3
"""It speaks of the topic from there on, or from this share of the topic's terms on."""
_OF_MONTH = re.compile(rf"\bof (?=(?:{MONTHS})\b)")
LEAD = 600
"""So many characters at the beginning tell an article's news."""


def bearing(index: Index, topic: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return those of `pieces` that bear on `topic`: all, if an article is about it.

    Else it is told by the way, and most of what stands in such an article is of something else.
    """
    asked = asked_speech(f"What is {topic}?")
    if asked and asked.stance:  # "Italy's position" is told by who holds it
        return [piece for piece in pieces if _is_held(asked, piece)] or list(pieces)
    weights, countries = term_weights(index, topic), countries_of(topic)
    articles = {piece.article.id: piece.article for piece in pieces}
    if any(_is_about(article, weights, countries) for article in articles.values()):
        return list(pieces)
    least = _CLOSE * max((piece.relevance for piece in pieces), default=0.0)
    return [
        piece
        for piece in pieces
        if piece.evidence.features.coverage >= _HELD_WORDS or piece.relevance >= least
    ]


def _is_held(asked: AskedSpeech, piece: Piece) -> bool:
    """Return whether the one asked about says it, or it tells what they will or will not do."""
    does = (piece.masked[slice(*each.who)] for each in doers(piece.masked, DOES))
    by = speech_fit(asked, piece.article, piece.start, piece.end) > 0
    return by or any(is_asked_about(asked.speaker or "", Speaker(words)) for words in does)


def subject_and_times(index: Index, topic: str) -> tuple[str, tuple[Asked, ...]]:
    """Return `topic` without its words of time ("in March"), and the times it names."""
    taken = understand(Holdings(index.articles), _OF_MONTH.sub("in ", topic))
    subject = " ".join(taken.topic.replace("…", " ").split())
    return (subject, taken.times) if taken.times and terms(subject) else (topic, ())


def of_times(times: Sequence[Asked], pieces: Sequence[Piece]) -> list[Piece]:
    """Return those of `pieces` that are not of other times."""
    return [piece for piece in pieces if all(_is_of(asked, piece) for asked in times)]


def _is_of(asked: Asked, piece: Piece) -> bool:
    return asked.fits(piece.day, piece.sentence, piece.sentence) >= 0


def near(pieces: Sequence[Piece]) -> list[Piece]:
    """Return those of `pieces`, nearest first, that are near the topic themselves."""
    least = _NEAR * pieces[0].relevance if pieces else 0.0
    return [piece for piece in pieces if piece.relevance >= least]


def on_topic(pieces: Sequence[Piece]) -> list[Piece]:
    """Return those of `pieces` that speak of the topic, if only by its words or in the lead."""
    least = _WIDER * pieces[0].relevance if pieces else 0.0
    return [
        piece
        for piece in pieces
        if piece.relevance >= least
        or piece.evidence.features.coverage >= _WORDS
        or piece.start < LEAD
    ]


def _is_about(article: Article, weights: Mapping[str, float], countries: Mapping[str, str]) -> bool:
    return (
        coverage(weights, f"{article.title or ''} {article.text[:_BEGINNING]}", countries) >= _ABOUT
    )
