"""What the selector learns from: questions, and the sentences that our own search finds for them.

A sentence that holds the answer's string as whole words counts as right. That is a weak label: the
string may stand there by chance.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from corpus.article import Article
from eval.bench.datasets import NewsQuestion, load_sets
from eval.bench.indexing import readable_articles
from eval.bench.scores import plain
from eval.memory import memory_index
from eval.selector.clozes import clozes
from eval.selector.sayings import sayings
from index.embedder import HashingEmbedder
from index.terms import terms
from rag.holdings import Holdings
from rag.request import prepare
from rag.selector import pair_text
from rag.sentences import Candidate, unscored

LIST = 8
"""Sentences that are compared at a time in training: one right, the others wrong."""
_BY_RANK = 0.05
_SAME = 0.8  # a sentence with so many of the terms of the one asked from says the same
_LIKE = 0.25  # a right answer to a cloze is at least so like it: its string alone says little


@dataclass(frozen=True, slots=True)
class Example:
    """A question and candidate sentences, in the order of their passages in the search."""

    question: str
    texts: tuple[str, ...]
    """As the selector reads them, see `pair_text`."""
    right: tuple[bool, ...]
    likeness: tuple[float, ...]
    """How much each resembles an answer by words and place alone: the harder, if it is none."""
    words: tuple[int, ...]
    """How many words each sentence has."""

    @property
    def learnable(self) -> bool:
        """Whether it holds a right sentence, and wrong ones enough for a list."""
        return any(self.right) and self.right.count(False) >= LIST - 1


class NewsExamples:
    """Examples of one news set; only words are searched."""

    def __init__(self, folder: Path) -> None:
        """Read and index the set. Raises CorpusError or CasesError as `load_sets` does."""
        (data,) = load_sets(folder)
        self._questions = [q for q in data.questions if isinstance(q, NewsQuestion)]
        self._index = memory_index(list(readable_articles(data.corpus)), HashingEmbedder())
        self._holdings = Holdings(self._index.articles)

    def quizzes(self) -> Iterator[Example]:
        """Yield an example for each scored question."""
        for question in self._questions:
            found = self._found(question.question, question.asked)
            yield example(question.question, found, _holding(question.answer, found))

    def clozes(self, each: int, rng: Random) -> Iterator[Example]:
        """Yield learnable examples made of up to `each` sentences of every dated article."""
        for cloze in clozes(self._dated, each, rng):
            told = set(terms(cloze.sentence))
            found = [
                candidate
                for candidate in self._found(cloze.question, cloze.article.published, cloze.article)
                if len(told & set(terms(candidate.text))) < _SAME * len(told)
            ]
            made = example(cloze.question, found, _holding(cloze.answer, found))
            likest = max(itertools.compress(made.likeness, made.right), default=0.0)
            if made.learnable and likest >= _LIKE:
                yield made

    def sayings(self, rng: Random) -> Iterator[Example]:
        """Yield learnable examples that ask after what somebody said in a dated article."""
        for saying in sayings(self._dated, rng):
            found = self._found(saying.question, saying.article.published)
            said = [(c, saying.is_said_in(c.article, c.start, c.end)) for c in found]
            sure = [(candidate, right) for candidate, right in said if right is not None]
            made = example(saying.question, [c for c, _ in sure], [right for _, right in sure])
            if made.learnable:
                yield made

    @property
    def _dated(self) -> list[Article]:
        return [article for article in self._index.articles.values() if article.published]

    def _found(
        self, question: str, asked: date | None, but: Article | None = None
    ) -> list[Candidate]:
        """Return the sentences that the search finds on the day `asked`, but none of `but`."""
        request = prepare(self._holdings, question, as_of=asked)
        hits = self._index.search(request.whole, prefer=request.prefer)
        hits = [hit for hit in hits if but is None or hit.article.id != but.id]
        taken = request.taken
        return list(unscored(self._index, request.whole, hits, taken.times, taken.topic))


def _holding(answer: str, found: Sequence[Candidate]) -> list[bool]:
    gold = f" {plain(answer)} "
    return [gold in f" {plain(candidate.text)} " for candidate in found]


def example(question: str, found: Sequence[Candidate], right: Sequence[bool]) -> Example:
    """Return an example of the sentences `found`, and which of them are `right`."""
    return Example(
        question,
        tuple(pair_text(c.article.title, c.text) for c in found),
        tuple(right),
        tuple(float(c.features.coverage) - _BY_RANK * c.features.rank for c in found),
        tuple(len(c.text.split()) for c in found),
    )
