"""Of which day's news the articles are that state no date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from corpus.article import Article, Sentence
from index.search import Index
from index.terms import terms
from rag.briefing.dating import NAMES, date_undated
from rag.briefing.moments import told_at
from rag.briefing.piece import Piece
from rag.evidence import Evidence
from rag.features import Features
from rag.names import names
from rag.reading import sentences_of

_UNRATED = Features(0.0, 0.0, 0.0, 0.0, 0.0)
_NEIGHBOURS = 12
"""So many passages that resemble the head of an article are looked at."""
_OWN = 12
"""So many of its sentences that name a day are compared, the first."""
_COMPARED = 24
"""So many of their sentences, those with most names in common, are embedded: the slow step."""


class NewsDays:
    """Finds, once for each article of an index, the day of whose news it is.

    Safe to share between threads: what two of them find of one article is the same.
    """

    def __init__(self, index: Index) -> None:
        """Look among the articles of `index`."""
        self._index = index
        self._any_dated = any(article.published for article in index.articles.values())
        self._found: dict[str, date | None] = {}

    def of(self, articles: Iterable[Article]) -> Mapping[str, date]:
        """Return the days of those of `articles` that state none, by their ids, as far as known.

        An article is dated by what it tells of a day that a dated one tells too, or whose year it
        gives elsewhere itself; where these do not agree, nothing is known.
        """
        if not self._any_dated:
            return {}
        undated = {article.id: article for article in articles if article.published is None}
        for id, article in undated.items():
            if id not in self._found:
                self._found[id] = self._day(article)
        return {id: day for id in undated if (day := self._found[id])}

    def _day(self, article: Article) -> date | None:
        own = [s for s in _sentences(article) if _is_open(article, s)][:_OWN]
        if not own:
            return None
        named = [_names(article, sentence) for sentence in own]
        head = f"{article.title or ''} {article.text[own[0].start : own[0].end]}"
        hits = self._index.search(head, k=_NEIGHBOURS)
        others = {h.article.id: h.article for h in hits if h.article.id != article.id}
        shared = sorted(
            (
                (max(len(there & each) for each in named), other, sentence)
                for other in others.values()
                for sentence in _sentences(other)
                if (there := _names(other, sentence))
            ),
            key=lambda each: -each[0],
        )
        near = [(other, s) for common, other, s in shared if common >= NAMES][:_COMPARED]
        chosen = [*((article, sentence) for sentence in own), *near]
        rows = self._index.embedder.embed(
            [one.text[s.start : s.end] for one, s in chosen], kind="document"
        )
        pieces = [
            Piece(Evidence(one, s.start, s.end, _UNRATED, 0.0), s.start, s.end, row)
            for (one, s), row in zip(chosen, rows, strict=True)
        ]
        _, dated = date_undated(pieces)
        return next((each.day for each in dated if each.article.id == article.id), None)


def _sentences(article: Article) -> Iterator[Sentence]:
    return (sentence for sentence in sentences_of(article) if not sentence.is_heading)


def _is_open(article: Article, sentence: Sentence) -> bool:
    """Return whether `sentence` names a day of which it does not say which year's or week's."""
    times = told_at(article, sentence.start, None)
    return any(told.span is None and not told.is_bound for told in times)


def _names(article: Article, sentence: Sentence) -> frozenset[str]:
    """Return the words of the names in `sentence`."""
    return frozenset(terms(" ".join(names(article.text[sentence.start : sentence.end]))))
