"""The answer benchmark: whether short answers hold what was asked for, and what is refused.

News sets (questions.jsonl): each scored question is asked with its date, once for each word budget.
CLAPnq (answerable.jsonl.gz, unanswerable.jsonl.gz): all passages are one corpus, and each question
is asked of it. Definitions are those of the data's own README: answer hit, gold sentence, AUROC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

import numpy as np

from corpus.article import Article
from eval.bench.answers_sets import Clapnq, News
from eval.bench.datasets import NewsQuestion, NewsSet
from eval.bench.scores import holds
from eval.benchdata import Question
from index.writer import Progress
from rag.answer import Answer, Status
from rag.assistant import Assistant
from rag.markers import count_words

BUDGETS = (35, 80)
"""Most words of an answer's text; its markers are none."""

_NO_PROGRESS: Progress = lambda step, done, total: None  # noqa: E731


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One question and what came back."""

    id: str
    budget: int
    status: str
    text: str
    words: int
    citations: tuple[str, ...]
    """Ids of the articles cited."""
    hit: bool
    """News: the answer string stands in the text. CLAPnq: the first statement is gold."""
    answerable: bool
    confidence: float
    ms: float
    disputed: bool
    """Whether it shows a disagreement; of a quiz question, nearly always a false alarm."""
    inexact: int
    """Citations whose quote is not its article's text at its offsets: to be 0."""


def records_of(
    assistant: Assistant, asked: News | Clapnq, progress: Progress = _NO_PROGRESS
) -> list[AnswerRecord]:
    """Ask all questions of a set."""
    if isinstance(asked, News):
        return news_records(assistant, asked.data, progress)
    data = asked.data
    return clapnq_records(assistant, data.answerable, data.unanswerable, progress)


def news_records(
    assistant: Assistant, data: NewsSet, progress: Progress = _NO_PROGRESS
) -> list[AnswerRecord]:
    """Ask each question of `data` for each budget; its answer is in the corpus."""
    records = []
    _ask(assistant, data.questions[0].question, BUDGETS[-1], data.questions[0].asked)  # loads all
    for done, question in enumerate(data.questions):
        progress(data.name, done, len(data.questions))
        for budget in reversed(BUDGETS):
            answer, ms = _ask(assistant, question.question, budget, question.asked)
            hit = answer.status is Status.ANSWERED and holds(answer.text, question.answer)
            records.append(_record(_id(question), budget, answer, hit, ms, assistant.articles))
    progress(data.name, len(data.questions), len(data.questions))
    return records


def clapnq_records(
    assistant: Assistant,
    answerable: Sequence[Question],
    unanswerable: Sequence[Question],
    progress: Progress = _NO_PROGRESS,
) -> list[AnswerRecord]:
    """Ask each question; an answer's first statement is right if it is a gold sentence."""
    asked = [(q, True) for q in answerable] + [(q, False) for q in unanswerable]
    records = []
    for done, (question, can) in enumerate(asked):
        progress("clapnq", done, len(asked))
        answer, ms = _ask(assistant, question.text, BUDGETS[-1], None)
        shown = answer.status is Status.ANSWERED and bool(answer.statements)
        hit = shown and question.is_right(answer.statements[0].text)
        records.append(
            _record(str(done), BUDGETS[-1], answer, hit, ms, assistant.articles, answerable=can)
        )
    return records


@dataclass(frozen=True, slots=True)
class Abstaining:
    """How well CLAPnq's answerable and unanswerable questions are told apart."""

    first_gold: float
    """Share of the answerable whose first statement is gold; a refused one is not."""
    first_gold_of_answered: float
    auroc: float
    answerable_refused: float
    unanswerable_refused: float


def abstaining(records: Sequence[AnswerRecord]) -> Abstaining:
    """Return the figures of `clapnq_records`."""
    from sklearn.metrics import roc_auc_score

    can = np.array([record.answerable for record in records])
    refused = np.array([record.status == Status.INSUFFICIENT for record in records])
    hit = np.array([record.hit for record in records])
    return Abstaining(
        float(hit[can].mean()),
        float(hit[can & ~refused].mean()) if (can & ~refused).any() else 0.0,
        float(roc_auc_score(can, [record.confidence for record in records])),
        float(refused[can].mean()),
        float(refused[~can].mean()),
    )


def _ask(
    assistant: Assistant, question: str, budget: int, as_of: date | None
) -> tuple[Answer, float]:
    begin = perf_counter()
    answer = assistant.ask(question, as_of=as_of, words=budget)
    return answer, (perf_counter() - begin) * 1000


def _id(question: NewsQuestion) -> str:
    return f"{question.asked}/{question.id}"


def _record(
    id_: str,
    budget: int,
    answer: Answer,
    hit: bool,
    ms: float,
    articles: Mapping[str, Article],
    *,
    answerable: bool = True,
) -> AnswerRecord:
    return AnswerRecord(
        id=id_,
        budget=budget,
        status=answer.status,
        text=answer.text,
        words=count_words(answer.text),
        citations=tuple(citation.article_id for citation in answer.citations),
        hit=hit,
        answerable=answerable,
        confidence=answer.confidence,
        ms=ms,
        disputed=bool(answer.disagreements),
        inexact=sum(articles[c.article_id].text[c.start : c.end] != c.quote
                    for c in answer.citations),
    )  # fmt: skip
