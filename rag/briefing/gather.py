"""Gathering what the corpus holds on a topic: sentences with how near they are to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from corpus.article import Article
from index.embedder import Vectors
from index.filters import Filters
from index.preference import Preference
from index.search import Hit, Index
from index.terms import terms
from rag.answer import Speaker
from rag.briefing.event_dates import Told
from rag.briefing.moments import told_at
from rag.context import readable_span
from rag.evidence import Evidence, Features, coverage
from rag.names import names
from rag.quoted import masked
from rag.reading import sentences_of
from rag.speakers import speaker_of

# Set by hand on the sample corpus.
_PASSAGES = 60
"""So many passages are read: more than for an answer, which needs one good sentence."""
_EMBEDDED = 240
"""So many of their sentences, the most promising, are embedded: the slow step."""
_WORDS = range(6, 56)
"""Shorter sentences tell too little, longer ones are no line of a briefing."""
_CHARACTERS = 500
_LINE = 70
"""Words of a sentence with those before it that it needs."""
_COVERED = 0.3
"""What the share of the topic's terms in a sentence adds to its likeness."""
_ON_TOPIC = 0.6
"""From here on a sentence may speak of the topic, if its article holds its words."""
_SURELY, _WHOLLY = 0.85, 0.75
"""From here on a sentence surely speaks of it; and so much of its words an article is to hold."""
_HELD, _ARTICLE = 0.5, 0.82
"""What the share of the topic's terms adds to an article's best sentence, as a share of the best of
all; and from which sum on the article speaks of the topic."""
_FEEDBACK = 6
"""So many of the best sentences, of articles of their own, tell what else belongs to the topic."""
_NEAR = 0.45
"""A sentence is near the topic from this share of the relevance of the best on."""
_CREDIT = re.compile(
    r"^(?:source|photos?|gallery|video|watch|read more|written by|reporting by|subscribe|sign up)\b"
    r"|(?:Getty|Agency|Reuters|AP|AFP)/|/(?:Getty|AP|AFP|Reuters)\b|Getty Images|Gallery:"
    r"|\b(?:newsletters?|your inbox|subscribers?|click here|supporting our journalism)\b",
    re.IGNORECASE,
)
"""What stands under pictures and articles."""
_CAPTION = re.compile(
    r"(?:[A-Z][\w’'-]*|a|the|and)(?: [\w’'-]+){0,4}? (?:sits?|stands?|walks?|looks?|watch(?:es)?|"
    r"waits?|carr(?:y|ies)|receives?|arrives?|gathers?|speaks?|attends?|shakes?|works?|"
    r"search(?:es)?|inspects?|poses?|holds?|reacts?|rides?|prays?|(?:is|are) (?:seen|pictured))\b"
    r".*\b(?:on|in) (?:\w+day,? )?[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?\.",
    re.DOTALL,
)
"""What a picture shows: in the present, of a day."""
_WHOLE = re.compile(r"[^\Wa-z_].*[.!?…][\"”’')\]]*|[\"“‘'(\[$€£].*[.!?…,][\"”’')\]]*", re.DOTALL)
"""A sentence begins with a capital, a number or a mark, and ends with a stop."""


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
        return told_at(self.article, self.start)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(terms(self.sentence))

    @cached_property
    def words(self) -> int:
        """How many words it takes to show it."""
        return len(self.evidence.quote.split())


def found(index: Index, topic: str, filters: Filters, as_of: Preference) -> list[Hit]:
    """Return the passages nearest to `topic`, best first, one article for each story.

    Reprints of a story count once: the best one's passages stay.
    """
    hits = index.search(topic, k=_PASSAGES, filters=filters, prefer=as_of)
    shown: dict[str, str] = {}
    kept = []
    for hit in hits:
        story = index.stories.get(hit.article.id, hit.article.id)
        if shown.setdefault(story, hit.article.id) == hit.article.id:
            kept.append(hit)
    return kept


def gather(index: Index, topic: str, hits: Sequence[Hit]) -> list[Piece]:
    """Return the sentences of those `hits` that speak of `topic`, nearest first.

    All sentences of such a passage are returned, see `near`; none if no article speaks of it. They
    are embedded in one batch. What else is told of a topic seldom repeats its words, so the best
    sentences are added to what is looked for (Rocchio 1971, with pseudo-relevance feedback).
    """
    weights = {term: index.lexical.idf(term) for term in terms(topic)}
    candidates = _candidates(weights, topic, hits)
    rows = index.embedder.embed([each.text for each in candidates], kind="document")
    query = index.embedder.embed([topic], kind="query")[0]
    direct = rows @ query + np.float32(_COVERED) * np.array([each.share for each in candidates])
    held = {each.article.id: _held(each.article, weights) for each in candidates}
    known = [held[each.article.id] for each in candidates]
    seeds = [at for at, share in enumerate(known) if _is_seed(float(direct[at]), share)]
    if not seeds:
        return []
    wider = query + rows[_leading(candidates, direct, seeds)].mean(axis=0)
    scores = (direct + rows @ (wider / np.linalg.norm(wider))) / 2
    best = float(scores[seeds].max())
    on_topic = {
        each.article.id
        for each, score, share in zip(candidates, scores, known, strict=True)
        if score / best + _HELD * share >= _ARTICLE
    }
    pieces = [
        Piece(_evidence(each, span, float(score)), each.start, each.end, row)
        for each, row, score in zip(candidates, rows, scores, strict=True)
        if each.article.id in on_topic
        and (span := readable_span(each.article, each.start, each.end))
        and len(each.article.text[slice(*span)].split()) <= _LINE
    ]
    return sorted(pieces, key=lambda piece: -piece.relevance)


def near(pieces: Sequence[Piece]) -> list[Piece]:
    """Return those of `pieces`, nearest first, that are near the topic themselves."""
    least = _NEAR * pieces[0].relevance if pieces else 0.0
    return [piece for piece in pieces if piece.relevance >= least]


class _Candidate(NamedTuple):
    """A sentence of a passage found."""

    article: Article
    start: int
    end: int
    share: float
    """Of the topic's terms, weighted by idf, that it holds."""
    near: float
    """The cosine of its passage and the topic."""

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


def is_line(sentence: str) -> bool:
    """Return whether a sentence can be a line of a briefing: fair in length, whole, no credit."""
    fair = len(sentence) <= _CHARACTERS and len(sentence.split()) in _WORDS
    fair = fair and _WHOLE.fullmatch(sentence) is not None
    return fair and not _CREDIT.search(sentence) and not _CAPTION.fullmatch(sentence)


def _candidates(weights: Mapping[str, float], topic: str, hits: Sequence[Hit]) -> list[_Candidate]:
    found: dict[tuple[str, int], _Candidate] = {}
    for hit in hits:
        for sentence in sentences_of(hit.article):
            start, end = sentence.start, sentence.end
            inside = hit.passage.start <= start and end <= hit.passage.end
            text = hit.article.text[start:end]
            if inside and not sentence.is_heading and is_line(text):
                share, near = coverage(weights, text), hit.similarity or 0.0
                found.setdefault(
                    (hit.article.id, start), _Candidate(hit.article, start, end, share, near)
                )
    named = frozenset(stem for name in names(topic) for stem in terms(name))
    speaks = {hit.article.id: _names(hit.article, named) for hit in hits}
    found = {key: each for key, each in found.items() if speaks[each.article.id]}
    best = sorted(found.values(), key=lambda each: -(_COVERED * each.share + each.near))
    return best[:_EMBEDDED]


def _names(article: Article, named: frozenset[str]) -> bool:
    """Return whether an article holds most of the words of the names in the topic."""
    held = named & set(terms(f"{article.title or ''} {article.text}")) if named else named
    return len(held) > len(named) / 2 or not named


def _held(article: Article, weights: Mapping[str, float]) -> float:
    """Return the share of the topic's terms that an article holds."""
    return coverage(weights, f"{article.title or ''} {article.text}")


def _is_seed(direct: float, held: float) -> bool:
    """Return whether a sentence shows by itself, or with its article, what the topic is about.

    Words of a topic strewn over articles are none of it: an earthquake here, Turkey there.
    """
    return direct >= _SURELY or (direct >= _ON_TOPIC and held >= _WHOLLY)


def _leading(candidates: Sequence[_Candidate], direct: Vectors, seeds: Sequence[int]) -> list[int]:
    """Return the places of the best sentences, one of each article."""
    first: dict[str, int] = {}
    for at in sorted(seeds, key=lambda at: -direct[at]):
        first.setdefault(candidates[at].article.id, at)
    return list(first.values())[:_FEEDBACK]


def _evidence(candidate: _Candidate, span: tuple[int, int], relevance: float) -> Evidence:
    features = Features(relevance, candidate.share, 0.0, 0.0, 0.0)
    return Evidence(candidate.article, *span, features, relevance)


def alike(one: Piece, other: Piece) -> float:
    """Return the cosine of two sentences."""
    return float(np.dot(one.vector, other.vector))
