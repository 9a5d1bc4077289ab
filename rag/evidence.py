"""Choosing the sentences that answer, among those of the passages found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from corpus.article import Article
from index.search import Hit, Index
from index.terms import terms
from rag.context import readable_span
from rag.coverage import countries_of, coverage
from rag.differences import differ
from rag.drafting.orders import orders_a_model
from rag.expected import holds_expected
from rag.features import Features, weights_for
from rag.quoted import masked
from rag.reading import sentences_of
from rag.saying import asked_speech, speech_fit
from rag.selector import Selector, pair_text
from rag.when import Asked

_ASKS = re.compile(r"\?[\"”’')]*\s*$")
"""A sentence that is a question says nothing."""
_PASSAGES = 8  # as many passages' sentences are looked at
_EMBEDDED = 24  # as many of them, the most promising by words and place, are embedded
_READ = 12  # as many of these the selector reads, which is the slow step
_AS_GOOD = 0.7  # of its score; with less, answers grow too long on the fitting news
_SAME = 0.8  # sentences that share so many of their terms say the same
_SAME_IN_STORY = 0.5  # and so many in reprints, which editors shorten; set by hand
_NO_DAYS: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with the one before it where it cannot be read alone.

    `start` and `end` are offsets into `article.text`.
    """

    article: Article
    start: int
    end: int
    features: Features
    score: float
    news: date | None = None
    """Of which day's news the article is, where it states none and others show it."""

    @property
    def day(self) -> date | None:
        """When the article was published; else of which day's news it is, as far as known."""
        return self.article.published or self.news

    @property
    def quote(self) -> str:
        """The evidence, character for character."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage found, before it is known whether it is any good."""

    article: Article
    start: int
    end: int
    """Offsets into `article.text`."""
    features: Features
    news: date | None = None
    """As of Evidence."""

    @property
    def text(self) -> str:
        """The sentence."""
        return self.article.text[self.start : self.end]


def choose(
    index: Index,
    question: str,
    hits: Sequence[Hit],
    times: Sequence[Asked] = (),
    topic: str | None = None,
    selector: Selector | None = None,
    news: Mapping[str, date] = _NO_DAYS,
) -> list[Evidence]:
    """Return the sentences of the best passages that answer `question`, best first.

    `times` are those it asks about, and `topic` is its words without those of time and source;
    `news` holds the days of whose news undated articles are, by their ids, as far as known. The
    first is the best there is, however weak: whether it is enough is asked elsewhere.
    """
    weights = weights_for(question, selector=selector is not None)
    found = [
        Evidence(each.article, *span, each.features, each.features.score(weights), each.news)
        for each in candidates(index, question, hits, times, topic, selector, news=news)
        if (span := readable_span(each.article, each.start, each.end))
    ]
    ranked = sorted(found, key=lambda evidence: -evidence.score)
    return _without_repeats(ranked, index.stories, frozenset(terms(question)))


def candidates(
    index: Index,
    question: str,
    hits: Sequence[Hit],
    times: Sequence[Asked] = (),
    topic: str | None = None,
    selector: Selector | None = None,
    most: int = _READ,
    news: Mapping[str, date] = _NO_DAYS,
) -> list[Candidate]:
    """Return up to `most` sentences of the first passages, with their features, in no order.

    Of the most promising by the other features, which are embedded, the best are read by the
    selector and returned.
    """
    weights = weights_for(question, selector=False)

    def best(of: Iterable[Candidate], count: int) -> list[Candidate]:
        return sorted(of, key=lambda each: -each.features.score(weights))[:count]

    unread = unscored(index, question, hits, times, topic, news)
    promising = best(unread, max(most, _EMBEDDED))
    # Few sentences repeat the date that is asked about, which `period` knows of.
    words = " ".join((topic or question).replace("…", " ").split())
    query = index.embedder.embed([words], kind="query")[0]
    cosines = index.embedder.embed([each.text for each in promising], kind="document") @ query
    found = best(map(_resembling, promising, map(float, cosines)), most)
    texts = [pair_text(each.article.title, each.text) for each in found]
    odds = selector.log_odds(question, texts) if selector else [0.0] * len(found)
    return [
        replace(each, features=each.features._replace(answers=float(odd)))
        for each, odd in zip(found, odds, strict=True)
    ]


def _resembling(candidate: Candidate, cosine: float) -> Candidate:
    return replace(candidate, features=candidate.features._replace(similarity=cosine))


def unscored(
    index: Index, question: str, hits: Sequence[Hit], times: Sequence[Asked], topic: str | None,
    news: Mapping[str, date] = _NO_DAYS,
) -> Iterator[Candidate]:  # fmt: skip
    """Yield each sentence of the first passages, with all features but those a model gives."""
    # A date that is asked about counts as `period`: news of that day seldom repeats it.
    words = question if topic is None else topic
    speech = asked_speech(words)
    if speech and speech.stance:  # of which few sentences say that it is one
        words = f"{speech.speaker} {speech.topic}"
    weights = {term: index.lexical.idf(term) for term in terms(words)}
    countries = countries_of(words)
    for rank, hit in enumerate(hits[:_PASSAGES]):
        passage = hit.article.text[hit.passage.start : hit.passage.end]
        day = hit.article.published or news.get(hit.article.id)
        for sentence in sentences_of(hit.article):
            # A sentence too long for one passage was cut: only its part in this one was found.
            start = max(sentence.start, hit.passage.start)
            end = min(sentence.end, hit.passage.end)
            text = hit.article.text[start:end]
            if sentence.is_heading or start >= end or _ASKS.search(text):
                continue
            if orders_a_model(masked(hit.article.text)[start:end]):  # it reports nothing
                continue
            features = Features(
                similarity=0.0,
                coverage=coverage(weights, text, countries),
                expected=holds_expected(question, text),
                period=max((t.fits(day, passage, text) for t in times), default=0.0),
                rank=rank,
                speech=speech_fit(speech, hit.article, start, end) if speech else 0.0,
            )
            yield Candidate(hit.article, start, end, features, news.get(hit.article.id))


def _without_repeats(
    ranked: Iterable[Evidence], stories: Mapping[str, str], asked: frozenset[str]
) -> list[Evidence]:
    """Return those that say something of their own, best first.

    What leans on a sentence shown before it ("Last month he met …") goes on from it there, if it
    has more of the words `asked`.
    """
    kept: list[Evidence] = []
    for evidence in ranked:
        at = next((at for at, other in enumerate(kept) if overlap(evidence, other)), None)
        if at is not None:
            if _goes_on(kept[at], evidence, asked):
                kept[at] = _joined(kept[at], evidence)
        elif not any(_alike(evidence, other, stories) for other in kept):
            kept.append(evidence)
    return kept


def _goes_on(shown: Evidence, evidence: Evidence, asked: frozenset[str]) -> bool:
    longer = evidence.start <= shown.start and evidence.end > shown.end
    telling = asked & set(terms(evidence.quote)) - set(terms(shown.quote))
    return longer and bool(telling) and evidence.score >= _AS_GOOD * shown.score


def _joined(shown: Evidence, evidence: Evidence) -> Evidence:
    period = max(shown.features.period, evidence.features.period)
    features = shown.features._replace(period=period)
    return replace(shown, start=evidence.start, end=evidence.end, features=features)


def readable(piece: Evidence) -> Evidence | None:
    """Return `piece` with the sentences before it that it needs; None if they are too far."""
    span = readable_span(piece.article, piece.start, piece.end)
    return replace(piece, start=span[0], end=span[1]) if span else None


def overlap(one: Evidence, other: Evidence) -> bool:
    """Return whether two pieces share text."""
    same = one.article.id == other.article.id
    return same and one.start < other.end and other.start < one.end


@lru_cache(maxsize=1024)
def _terms_in(quote: str) -> frozenset[str]:
    return frozenset(terms(quote))


def _alike(one: Evidence, other: Evidence, stories: Mapping[str, str]) -> bool:
    mine, theirs = _terms_in(one.quote), _terms_in(other.quote)
    story = stories.get(one.article.id)
    reprint = story is not None and story == stories.get(other.article.id)
    apart = one.article.id != other.article.id
    same = _SAME_IN_STORY if reprint and apart else _SAME
    if len(mine & theirs) <= same * max(1, min(len(mine), len(theirs))):
        return False
    return reprint or not apart or not differ(one.quote, other.quote)
