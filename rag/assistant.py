"""The assistant: the one way from a question to an answer."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock

from corpus.article import Article
from corpus.errors import NoIndexError
from index.embedder import Embedder, SentenceTransformerEmbedder
from index.entailment import Entailment
from index.filters import Filters
from index.home import Home
from index.passage import Chunking
from index.reranker import Reranker
from index.search import Index
from rag import messages
from rag.answer import Answer
from rag.clock import Clock
from rag.compose import compose, summarise
from rag.disagreement import disagreements
from rag.drafting.writer import Writer
from rag.evidence import choose
from rag.followup import PastTurn
from rag.holdings import Holdings
from rag.llm.model import LanguageModel
from rag.news_days import NewsDays
from rag.request import prepare_for
from rag.rivals import rivals
from rag.selection import WORDS, nearest, newest_first, select
from rag.selector import BUNDLED, Selector
from rag.sentences import unscored
from rag.stories import with_stories
from rag.sufficiency import judge
from rag.timely import known_by, published_by, timely
from rag.verify.answer import verified
from rag.verify.statement import check


class Assistant:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(
        self, index: Index, writer: Writer | None = None, selector: Selector | None = None
    ) -> None:
        """Answer from `index`, and from its next generation once one is written.

        A `writer` puts the answers in its own words, as far as these hold; a `selector` helps to
        choose the evidence.
        """
        self._selector = selector
        self._writer = writer
        self._index, self._holdings, self._news = index, Holdings(index.articles), NewsDays(index)
        self._lock = Lock()

    @classmethod
    def open(
        cls,
        place: str | Path | Home,
        embedder: Embedder | None = None,
        chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
        reranker: Reranker | None = None,
        llm: LanguageModel | None = None,
        checker: Entailment | None = None,
        selector: Selector | None = BUNDLED,
        *,
        even_empty: bool = False,
    ) -> "Assistant":
        """Open the index at `place`, a folder or another home; by default with the default model.

        A `reranker` puts the best passages of each search in an order of its own. An `llm` writes
        the answers, each sentence checked against what it cites, also by the `checker` if there is
        one. Without a `selector`, words and vectors alone choose the evidence. With `even_empty`
        there need be no index yet: then there are no articles until one is written.

        Raises NoIndexError, IndexMismatchError, IndexStorageError, IndexServerError or ModelError.
        """
        home = Path(place) if isinstance(place, str) else place
        embedder = embedder or SentenceTransformerEmbedder()
        writer = Writer(llm, partial(check, model=checker)) if llm else None
        try:
            index = Index.open(home, embedder, chunking, reranker)
        except NoIndexError:
            if not even_empty:
                raise
            index = Index.empty(home, embedder, chunking, reranker)
        return cls(index, writer, selector)

    @property
    def index(self) -> Index:
        """The index as it stands now."""
        return self._current()[0]

    @property
    def writer(self) -> Writer | None:
        """What words its answers, if anything does."""
        return self._writer

    def _current(self) -> tuple[Index, Holdings, NewsDays]:
        with self._lock:
            if not self._index.is_current():
                index = self._index.reopened()
                self._index, self._holdings = index, Holdings(index.articles)
                self._news = NewsDays(index)
            return self._index, self._holdings, self._news

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id of the index that answered last, though a newer one may be written."""
        return self._index.articles

    def ask(
        self,
        question: str,
        *,
        previous: Sequence[str | PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
        words: int = WORDS,
    ) -> Answer:
        """Answer `question`, which may lean on the `previous` turns (oldest first).

        A string is a question asked before; a PastTurn brings its answer too, which helps where the
        answer names whom a "he" stands for.

        `as_of` is the day from which the reader looks back: "last week" counts from it, and news
        of the days before it is preferred. What was published later is used only if nothing known
        by then answers. Without it, the question's dates count from the newest publication date of
        the corpus, at most today.

        The answer has at most `words` words, its markers not counted, unless the shortest evidence
        has more.

        Raises SettingsError if the question is empty or too long, `as_of` is not of the years 1000
        to 2999, or the filters contradict themselves or the corpus.
        """
        return finished(
            self.stream(question, previous=previous, filters=filters, as_of=as_of, words=words)
        )

    def stream(
        self,
        question: str,
        *,
        previous: Sequence[str | PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
        words: int = WORDS,
    ) -> Generator[str, None, Answer]:
        """Answer as `ask` does: yield the draft of a language model as it grows; return the answer.

        A draft is unchecked, and nobody may take it for the answer. Without a language model none
        is yielded. Closing the generator stops the model.
        """
        clock, (index, holdings, days) = Clock(), self._current()
        with clock.step("understand"):
            request = prepare_for(index, holdings, question, previous, as_of)
            taken = request.taken
        with clock.step("search"):
            hits = index.search(request.whole, filters=filters, prefer=request.prefer)
            left_out = index.undated_left_out(filters) if filters else 0
        with clock.step("choose"):
            news = days.of(hit.article for hit in hits)
            ranked = choose(
                index, request.whole, hits, taken.times, taken.topic, self._selector, news
            )
            ranked = known_by(as_of, taken.topic, ranked)
            judgement = judge(index, taken.topic, ranked)
            answers, current = judgement.reason is None, timely(ranked)
            disputes = []
            if answers:
                found = unscored(index, request.whole, hits, taken.times, taken.topic, news)
                others = published_by(as_of, timely(rivals(request.whole, found, ranked)))
                disputes = disagreements(request.whole, [*current, *others], index.stories)
                shown = newest_first(taken.topic, select(current, words, disputes))
            else:
                shown = nearest(ranked, judgement.against)
        with clock.step("compose"):
            corpus = summarise(index.within(filters), left_out)
            answer = compose(request, shown, judgement, corpus, disputes, words)
            if as_of and answers and len(published_by(as_of, shown)) < len(shown):
                answer = replace(answer, notes=(messages.published_later(as_of),))
        if self._writer and answers:
            with clock.step("write"):
                answer = yield from self._writer.rewrite(answer, current, index.articles)
        with clock.step("verify"):
            answer = with_stories(verified(answer, index.articles), index)
        return replace(answer, understood=taken.understood, timings_ms=clock.timings())


def finished(
    steps: Generator[str, None, Answer], show: Callable[[str], object] | None = None
) -> Answer:
    """Return the answer at the end of `steps`; `show` gets each draft on the way."""
    while True:
        try:
            draft = next(steps)
        except StopIteration as end:
            answer: Answer = end.value
            return answer
        if show:
            show(draft)
