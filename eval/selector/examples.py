"""What the selector learns from: questions, and the sentences that our own search finds for them.

A sentence that holds the answer's string as whole words counts as right. That is a weak label: the
string may stand there by chance.
"""

from dataclasses import dataclass
from pathlib import Path

from eval.bench.datasets import NewsQuestion, load_sets
from eval.bench.indexing import readable_articles
from eval.bench.scores import plain
from eval.memory import memory_index
from index.embedder import HashingEmbedder
from rag.evidence import unscored
from rag.holdings import Holdings
from rag.request import prepare
from rag.selector import pair_text

LIST = 8
"""Sentences that are compared at a time in training: one right, the others wrong."""
_BY_RANK = 0.05


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


def read_examples(folder: Path) -> list[Example]:
    """Return an example for each scored question of a news set; only words are searched.

    Raises CorpusError or CasesError as `load_sets` does.
    """
    (data,) = load_sets(folder)
    index = memory_index(list(readable_articles(data.corpus)), HashingEmbedder())
    holdings = Holdings(index.articles)
    examples = []
    for question in data.questions:
        if not isinstance(question, NewsQuestion):
            continue
        request = prepare(holdings, question.question, as_of=question.asked)
        hits = index.search(request.whole, prefer=request.prefer)
        taken = request.taken
        found = list(unscored(index, request.whole, hits, taken.times, taken.topic))
        gold = f" {plain(question.answer)} "
        examples.append(
            Example(
                question.question,
                tuple(pair_text(c.article.title, c.text) for c in found),
                tuple(gold in f" {plain(c.text)} " for c in found),
                tuple(c.features.coverage - _BY_RANK * c.features.rank for c in found),
                tuple(len(c.text.split()) for c in found),
            )
        )
    return examples
