"""Questions that the corpus answers: drawn from its sentences, each tried before it is offered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from threading import Lock
from typing import Protocol

from corpus.article import Article
from eval.cases import Case
from eval.drafts import draft_cases
from eval.fields import Source
from index.filters import Filters
from index.search import Index
from rag.answer import Answer, Citation, Status
from rag.followup import PastTurn
from ui.filtering import NOTHING, Chosen

OFFERED = 3
"""As many questions are offered at once."""

_TRIED = 8  # at most, for one offer: each costs an answer
_NEWEST = 40  # articles that the first questions are drawn from
_LONGEST = 120  # characters of a question on a button
_READ = 30_000  # characters of an article that is drawn from; longer ones would keep others waiting


class Asks(Protocol):
    """As much of an Assistant as tries questions."""

    def ask(
        self,
        question: str,
        *,
        previous: Sequence[PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Answer:
        """Answer `question`."""


class Suggestions:
    """Offers questions about one corpus after another. Safe to share between threads."""

    def __init__(self, quoting: Callable[[Index], Asks]) -> None:
        """Try questions on what `quoting` makes of an index: nothing that waits for a model."""
        self._quoting = quoting
        self._lock = Lock()
        self._index: Index | None = None
        self._asks: Asks | None = None
        self._opening: tuple[str, ...] = ()

    def opening(self, index: Index) -> tuple[str, ...]:
        """Return questions out of the newest articles of `index`; tried once, then remembered."""
        with self._lock:
            if self._index is not index:
                asks, newest = self._quoting(index), _newest(index.articles.values())
                drafts = draft_cases(newest, _TRIED, stories=index.stories)
                self._opening = _answered(drafts, asks, (), NOTHING)
                self._index, self._asks = index, asks
            return self._opening

    def following(
        self,
        index: Index,
        answer: Answer,
        previous: Sequence[PastTurn],
        chosen: Chosen = NOTHING,
    ) -> tuple[str, ...]:
        """Return questions out of other sentences of the articles that `answer` cites.

        They are answered when asked after `previous`, which `answer` is part of, with what is
        `chosen`.
        """
        self.opening(index)
        with self._lock:
            if self._asks is None:
                return ()
            ids = dict.fromkeys(citation.article_id for citation in answer.citations)
            cited = _short(index.articles[id] for id in ids if id in index.articles)
            drafts = draft_cases(cited, _TRIED + len(answer.citations), stories=index.stories)
            asked = {turn.question for turn in previous} | {answer.question}
            fresh = [
                draft
                for draft in drafts
                if draft.question not in asked and not _quotes(draft, answer.citations)
            ]
            return _answered(fresh[:_TRIED], self._asks, previous, chosen)


def _newest(articles: Iterable[Article]) -> list[Article]:
    def age(article: Article) -> tuple[int, str]:
        return -(article.published.toordinal() if article.published else 0), article.id

    return sorted(_short(articles), key=age)[:_NEWEST]


def _short(articles: Iterable[Article]) -> list[Article]:
    return [article for article in articles if len(article.text) <= _READ]


def _answered(
    drafts: Iterable[Case], asks: Asks, previous: Sequence[PastTurn], chosen: Chosen
) -> tuple[str, ...]:
    short = (draft for draft in drafts if draft.question and len(draft.question) <= _LONGEST)
    return tuple(islice(_holding(short, asks, previous, chosen), OFFERED))


def _holding(
    drafts: Iterable[Case], asks: Asks, previous: Sequence[PastTurn], chosen: Chosen
) -> Iterator[str]:
    """Yield each question whose answer cites the sentence that the question is drawn from."""
    for draft in drafts:
        question = draft.question or ""
        answer = asks.ask(question, previous=previous, filters=chosen.filters, as_of=chosen.as_of)
        if answer.status is Status.ANSWERED and _quotes(draft, answer.citations):
            yield answer.question


def _quotes(draft: Case, citations: Iterable[Citation]) -> bool:
    sources = [one for any_ in draft.cites for one in any_ if isinstance(one, Source)]
    quotes = [_folded(citation.quote) for citation in citations]
    return any(
        _folded(one.quote) in quote or quote in _folded(one.quote)
        for one in sources
        for quote in quotes
    )


def _folded(text: str) -> str:
    return " ".join(text.split())
