"""Choosing the sentences that answer, among those of the passages found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.article import Article
from index.search import Hit, Index
from index.terms import terms
from rag.context import readable_span
from rag.differences import differ
from rag.features import Features, weights_for
from rag.selector import Selector
from rag.sentences import NO_DAYS, candidates
from rag.when import Asked

_AS_GOOD = 0.7  # of its score; with less, answers grow too long on the fitting news
_SAME = 0.8  # sentences that share so many of their terms say the same
_SAME_IN_STORY = 0.5  # and so many in reprints, which editors shorten; set by hand


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


def choose(
    index: Index,
    question: str,
    hits: Sequence[Hit],
    times: Sequence[Asked] = (),
    topic: str | None = None,
    selector: Selector | None = None,
    news: Mapping[str, date] = NO_DAYS,
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
