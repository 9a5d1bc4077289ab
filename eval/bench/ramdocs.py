"""The disagreement benchmark: documents that name one thing alike and say different things of it.

RAMDocs (Wang et al., "Retrieval-Augmented Generation with Conflicting Evidence", 2025): questions
whose documents give several right answers, for things of one name, and wrong ones; the rest is
noise. The documents of a question are its corpus. They have no dates, so nothing is an update.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.article import Article
from corpus.errors import CorpusError
from eval.bench.bootstrap import Interval, Sample, intervals
from eval.bench.scores import holds, plain
from eval.memory import memory_index
from index.embedder import Embedder
from index.writer import Progress
from rag.disagreement import Dispute, disagreements
from rag.evidence import choose
from rag.selector import Selector

FILE = "ramdocs.jsonl.gz"
_SHOWN = 3
"""So many of the best sentences are in an answer, beside the values that are in dispute."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its documents."""

    text: str
    documents: tuple[str, ...]
    valid: tuple[str, ...]
    """The right answers, of which each holds for another thing of the name."""
    wrong: tuple[str, ...]

    @property
    def competing(self) -> tuple[str, ...]:
        """All answers that the documents give, each once."""
        return tuple({plain(answer): answer for answer in (*self.valid, *self.wrong)}.values())


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a question."""

    question: str
    valid: int
    """How many valid answers there are."""
    shown: int
    """How many of them stand in the answer's text."""
    competes: bool
    """Whether the documents give two answers or more."""
    disputed: bool
    """Whether a disagreement is shown."""
    found: bool
    """Whether two or more values of it each hold another of the competing answers."""
    values: int
    known: int
    """How many values are shown, and how many of them are among the competing answers."""


@dataclass(frozen=True, slots=True)
class Result:
    """The shares over some questions."""

    questions: int
    shown: Interval
    """Share of valid answers shown, as a mean over questions."""
    found: Interval
    """Share of questions with competing answers that appear as a disagreement."""
    known: Interval
    """Share of the values shown in disagreements that are competing answers."""


def load_questions(folder: Path) -> list[Question]:
    """Read the questions. Raises CorpusError if they are not there or not of that form."""
    file = folder / FILE
    if not file.is_file():
        raise CorpusError(f"{folder} holds no {FILE}: name the folder it lies in")
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            return [_question(line) for line in lines]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CorpusError(f"{file} cannot be read as RAMDocs: {error!r}") from error


def run_questions(
    questions: Sequence[Question],
    embedder: Embedder,
    selector: Selector | None,
    progress: Progress,
) -> Iterator[Record]:
    """Yield what becomes of each question, asked of its own documents."""
    for number, question in enumerate(questions):
        progress("questions", number, len(questions))
        yield _run(question, embedder, selector)
    progress("questions", len(questions), len(questions))


def halves(records: Sequence[Record]) -> dict[str, Result]:
    """Return the result over all questions and over either half, by even and odd number."""
    parts = {"all": records, "even": records[::2], "odd": records[1::2]}
    return {name: _result(part) for name, part in parts.items() if part}


def _question(line: str) -> Question:
    record = json.loads(line)
    return Question(
        record["question"],
        tuple(document["text"] for document in record["documents"]),
        tuple(record["gold_answers"]),
        tuple(record["wrong_answers"]),
    )


def _run(question: Question, embedder: Embedder, selector: Selector | None) -> Record:
    articles = [Article(f"{n}", f"{n}.txt", t) for n, t in enumerate(question.documents)]
    index = memory_index(articles, embedder, dense=True)
    ranked = choose(index, question.text, index.search(question.text), selector=selector)
    disputes = disagreements(question.text, ranked, index.stories)
    text = " … ".join([piece.quote for piece in ranked[:_SHOWN]] + list(_told(disputes)))
    values = [value.text for dispute in disputes for value in dispute.values]
    fitting = [{a for a in question.competing if _same(a, value)} for value in values]
    return Record(
        question=question.text,
        valid=len(question.valid),
        shown=sum(holds(text, answer) for answer in question.valid),
        competes=len(question.competing) > 1,
        disputed=bool(disputes),
        found=len(set().union(*fitting)) > 1 and sum(map(bool, fitting)) > 1,
        values=len(values),
        known=sum(map(bool, fitting)),
    )


def _told(disputes: Sequence[Dispute]) -> Iterator[str]:
    for dispute in disputes:
        for value in dispute.values:
            yield f"{value.text}: {value.pieces[0].quote}"


def _same(answer: str, value: str) -> bool:
    return holds(value, answer) or holds(answer, value)


def _result(records: Sequence[Record]) -> Result:
    competing = [record for record in records if record.competes]
    valued = [record for record in records if record.values]
    return Result(
        len(records),
        _mean([record.shown / record.valid for record in records if record.valid]),
        _mean([float(record.found) for record in competing]),
        _mean([record.known / record.values for record in valued]),
    )


def _mean(values: Sequence[float]) -> Interval:
    column = np.array(values or [0.0])[:, None]
    (interval,) = intervals([Sample(column, range(len(column)))])
    return interval
