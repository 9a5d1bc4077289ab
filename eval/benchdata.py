"""Reading the public data sets that weights and thresholds are chosen on.

News: corpus.jsonl.gz in the JSONL form that can be indexed, and questions.jsonl with question,
answer and answer_in_corpus. CLAPnq: answerable.jsonl.gz and unanswerable.jsonl.gz with input,
passages and output.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.errors import CorpusError
from eval.bench.datasets import NewsQuestion, load_sets
from eval.bench.indexing import readable_articles
from eval.bench.scores import plain

ANSWERABLE = "answerable.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what a right sentence holds."""

    text: str
    gold: tuple[str, ...]
    """Folded strings: a right sentence holds one, or is part of one. Empty: no answer."""

    def is_right(self, sentence: str) -> bool:
        """Return whether `sentence` answers."""
        words = f" {plain(sentence)} "
        return any(f" {gold} " in words or words in f" {gold} " for gold in self.gold)


@dataclass(frozen=True, slots=True)
class DataSet:
    """Articles, and questions that they answer or do not answer."""

    articles: tuple[Article, ...]
    answerable: tuple[Question, ...]
    unanswerable: tuple[Question, ...]


def load(folder: Path) -> DataSet:
    """Read a folder of either kind. Raises CorpusError if it is of neither."""
    if (folder / "questions.jsonl").is_file():
        return _news(folder)
    if (folder / ANSWERABLE).is_file():
        return _clapnq(folder)
    raise CorpusError(f"{folder} holds neither questions.jsonl nor answerable.jsonl.gz")


def _news(folder: Path) -> DataSet:
    (data,) = load_sets(folder)
    answerable = (
        Question(question.question, (plain(question.answer),))
        for question in data.questions
        if isinstance(question, NewsQuestion)
    )
    return DataSet(tuple(readable_articles(data.corpus)), tuple(answerable), ())


def _clapnq(folder: Path) -> DataSet:
    answerable, unanswerable = (
        _lines(folder / f"{name}.jsonl.gz") for name in ("answerable", "unanswerable")
    )
    passages = {r["passages"][0]["text"]: r["passages"][0] for r in [*answerable, *unanswerable]}
    return DataSet(
        tuple(
            Article(str(n), f"{n}.txt", passage["text"], passage["title"])
            for n, passage in enumerate(passages.values())
        ),
        tuple(Question(r["input"], _gold(r["output"])) for r in answerable),
        tuple(Question(r["input"], ()) for r in unanswerable),
    )


def _gold(outputs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(plain(s) for output in outputs for s in output["selected_sentences"])


def _lines(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
