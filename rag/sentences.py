"""The sentences of the passages found, the most promising with all their features."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from corpus.article import Article
from index.search import Hit, Index
from index.terms import terms
from rag.coverage import countries_of, coverage
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
NO_DAYS: Mapping[str, date] = MappingProxyType({})
"""No undated article's day is known."""


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


def candidates(
    index: Index,
    question: str,
    hits: Sequence[Hit],
    times: Sequence[Asked] = (),
    topic: str | None = None,
    selector: Selector | None = None,
    most: int = _READ,
    news: Mapping[str, date] = NO_DAYS,
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
    news: Mapping[str, date] = NO_DAYS,
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
