"""What the answer benchmark found, as figures and as JSON: answers and ids, no article."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from eval.bench.answers import BUDGETS, Abstaining, AnswerRecord, abstaining
from eval.bench.bootstrap import Interval, Sample, intervals
from eval.bench.report import Latency, latency_of
from rag.answer import Status


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """The answers of one word budget."""

    budget: int
    hit: Interval
    """Answer hit; a question refused counts as missed."""
    answered: Interval
    words: float
    """Mean length of an answer's text, of those given."""
    most_words: int
    over_budget: int
    """Answers longer than they may be, since the shortest evidence was."""


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Everything measured on one set."""

    name: str
    questions: int
    budgets: tuple[BudgetFigures, ...]
    latency_ms: Latency
    """Of the longer answers: the whole of `Assistant.ask`."""
    disputed: float
    """Share of the longer answers that show a disagreement."""
    citations: int
    inexact: int
    """Citations that do not equal their source."""
    abstaining: Abstaining | None = None
    """CLAPnq only."""


def figures(name: str, records: Sequence[AnswerRecord]) -> AnswerFigures:
    """Return the figures of the records of one set."""
    longest = [record for record in records if record.budget == BUDGETS[-1]]
    mixed = not all(record.answerable for record in records)
    return AnswerFigures(
        name,
        len(longest),
        tuple(_budget(records, budget) for budget in BUDGETS if not mixed),
        latency_of([record.ms for record in longest]),
        float(np.mean([record.disputed for record in longest])),
        sum(len(record.citations) for record in records),
        sum(record.inexact for record in records),
        abstaining(records) if mixed else None,
    )


def _budget(records: Sequence[AnswerRecord], budget: int) -> BudgetFigures:
    own = [record for record in records if record.budget == budget]
    given = [record for record in own if record.status == Status.ANSWERED]
    values = np.array([[r.hit, r.status == Status.ANSWERED] for r in own], dtype=np.float64)
    hit, answered = intervals([Sample(values, [record.id for record in own])])
    words = [record.words for record in given] or [0]
    over = sum(count > budget for count in words)
    return BudgetFigures(budget, hit, answered, float(np.mean(words)), max(words), over)


def answers_to_dict(found: AnswerFigures, records: Sequence[AnswerRecord]) -> dict[str, Any]:
    """Return the figures and a record for each question, JSON-ready."""
    return asdict(found) | {"records": [asdict(record) for record in records]}
