"""Questions that are not of news, for the selector to learn from after those of quizzes.

CLAPnq's have gold sentences, or no answer in the corpus; which is also learnt of those whose gold
sentences the search misses, since none of what it finds answers. Of MTRAG's only the relevant
passages are known: each of their sentences counts as right, and those with more of the question's
words are drawn more often. Only words are searched.
"""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.article import Article
from corpus.errors import CorpusError
from eval.bench.datasets import ConversationSet, NewsSet, load_sets
from eval.bench.indexing import readable_articles
from eval.bench.scores import plain
from eval.benchdata import ANSWERABLE, DataSet, load
from eval.memory import memory_index
from eval.selector.examples import LIST, Example, example
from index.embedder import HashingEmbedder
from index.search import Index
from rag.sentences import Candidate, unscored


def open_questions(folders: Sequence[Path], left_out: int | None = None) -> list[Example]:
    """Return examples of `folders`, each CLAPnq or conversations. Raises CorpusError for others.

    Of CLAPnq, those of the half `left_out` (0: the first, third, …; 1: the others) are left out, to
    be measured on, and of all others those that share a question or a right sentence with these.
    """
    kept: list[Example] = []
    away: set[str] = set()
    for folder in folders:
        if (folder / ANSWERABLE).is_file():
            for at, made in enumerate(_clapnq(load(folder))):
                if at % 2 != left_out:
                    kept.append(made)
                else:
                    away |= _known(made)
        else:
            kept += (made for each in load_sets(folder) for made in _turns(each))
    return [made for made in kept if _is_usable(made) and not _known(made) & away]


def _known(made: Example) -> set[str]:
    return {plain(made.question), *itertools.compress(made.texts, made.right)}


def _is_usable(made: Example) -> bool:
    """Return whether a list can be drawn of it."""
    return made.learnable or (not any(made.right) and len(made.right) >= LIST)


def _clapnq(data: DataSet) -> Iterator[Example]:
    index = _index(data.articles)
    for question in (*data.answerable, *data.unanswerable):
        found = _found(index, question.text)
        yield example(question.text, found, [question.is_right(each.text) for each in found])


def _turns(data: NewsSet | ConversationSet) -> Iterator[Example]:
    if isinstance(data, NewsSet):
        raise CorpusError(f"{data.corpus.parent} holds news: name it before --open")
    index = _index(tuple(readable_articles(data.corpus)))
    for turn in data.questions:
        relevant = {id for id, score in data.qrels[turn.id].items() if score > 0}
        found = _found(index, turn.human_rewrite)
        right = [each.article.id in relevant for each in found]
        if any(right):  # else the search missed them, which says nothing of what it found
            yield example(turn.human_rewrite, found, right)


def _index(articles: tuple[Article, ...]) -> Index:
    return memory_index(articles, HashingEmbedder())


def _found(index: Index, question: str) -> list[Candidate]:
    return list(unscored(index, question, index.search(question), (), None))
