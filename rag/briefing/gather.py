"""Gathering what the corpus holds on a topic: sentences with how near they are to it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from corpus.article import Article
from index.embedder import Vectors
from index.filters import Filters
from index.preference import Preference
from index.search import Hit, Index
from index.terms import terms
from rag.briefing.lines import is_line, line_span
from rag.briefing.piece import Piece
from rag.briefing.scope import term_weights
from rag.coverage import countries_of, coverage
from rag.evidence import Evidence
from rag.features import Features
from rag.names import names
from rag.reading import sentences_of

# Set by hand on the sample corpus.
_PASSAGES = 60
"""So many passages are read: more than for an answer, which needs one good sentence."""
_EMBEDDED = 160
"""So many of their sentences, the most promising, are embedded: the slow step."""
_LINE = 70
"""Words of a sentence with those before it that it needs."""
_COVERED = 0.3
"""What the share of the topic's terms in a sentence adds to its likeness."""
_ON_TOPIC = 0.6
"""From here on a sentence may speak of the topic, if its article holds its words."""
_ALL = 0.95
"""A sentence with so much of the topic's words speaks of it, however little it resembles it."""
_SURELY, _WHOLLY = 0.85, 0.75
"""From here on a sentence surely speaks of it; and so much of its words an article is to hold."""
_HELD, _ARTICLE = 0.5, 0.82
"""What the share of the topic's terms adds to an article's best sentence, as a share of the best of
all; and from which sum on the article speaks of the topic."""
_FEEDBACK = 6
"""So many of the best sentences, of articles of their own, tell what else belongs to the topic."""
_MOSTLY = 0.5
"""More of the words of the names in a topic an article is to hold."""


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
    weights = term_weights(index, topic)
    candidates = _candidates(weights, topic, hits)
    rows = index.embedder.embed([each.text for each in candidates], kind="document")
    query = index.embedder.embed([topic], kind="query")[0]
    direct = rows @ query + np.float32(_COVERED) * np.array([each.share for each in candidates])
    articles = {each.article.id: each.article for each in candidates}
    countries = countries_of(topic)
    held = {id: _held(article, weights, countries) for id, article in articles.items()}
    known = [held[each.article.id] for each in candidates]
    seeds = [
        at
        for at, (each, share) in enumerate(zip(candidates, known, strict=True))
        if each.share >= _ALL or _is_seed(float(direct[at]), share)
    ]
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
        and (span := line_span(each.article, each.start, each.end))
        and len(each.article.text[slice(*span)].split()) <= _LINE
    ]
    return sorted(pieces, key=lambda piece: -piece.relevance)


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


def _candidates(weights: Mapping[str, float], topic: str, hits: Sequence[Hit]) -> list[_Candidate]:
    found: dict[tuple[str, int], _Candidate] = {}
    countries = countries_of(topic)
    for hit in hits:
        for sentence in sentences_of(hit.article):
            start, end = sentence.start, sentence.end
            inside = hit.passage.start <= start and end <= hit.passage.end
            text = hit.article.text[start:end]
            if inside and not sentence.is_heading and is_line(text):
                share, near = coverage(weights, text, countries), hit.similarity or 0.0
                found.setdefault(
                    (hit.article.id, start), _Candidate(hit.article, start, end, share, near)
                )
    named = frozenset(stem for name in names(topic) for stem in terms(name))
    own = {stem: name for stem, name in countries.items() if stem in named}
    speaks = {hit.article.id: _names(hit.article, named, own) for hit in hits}
    found = {key: each for key, each in found.items() if speaks[each.article.id]}
    best = sorted(found.values(), key=lambda each: -(_COVERED * each.share + each.near))
    return best[:_EMBEDDED]


def _names(article: Article, named: frozenset[str], countries: Mapping[str, str]) -> bool:
    """Return whether an article holds most of the words of the names in the topic."""
    weights = dict.fromkeys(named, 1.0)
    return _held(article, weights, countries) > _MOSTLY or not named


def _held(article: Article, weights: Mapping[str, float], countries: Mapping[str, str]) -> float:
    """Return the share of the topic's terms that an article holds."""
    return coverage(weights, f"{article.title or ''} {article.text}", countries)


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
