"""The data sets of a folder, found by their files.

News: corpus.jsonl.gz and questions.jsonl. Conversations: corpus.jsonl.gz, queries.jsonl and
qrels.tsv. The corpus is in the JSONL form that can be indexed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import CasesError, CorpusError

CORPUS = "corpus.jsonl.gz"


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    """Not always unique: real quizzes repeat ids."""
    question: str = Field(min_length=1)


class NewsQuestion(_Line):
    """A question whose answer is a string to be found."""

    asked: date
    """The day from which its reader looks back."""
    answer: str
    answer_in_corpus: bool
    """Whether it is scored: the answer stands somewhere in the corpus."""

    @property
    def history(self) -> tuple[str, ...]:
        """No questions before it."""
        return ()

    @property
    def cluster(self) -> str:
        """What is drawn at once when intervals are estimated: the question itself."""
        return self.id


class Turn(_Line):
    """A later question of a conversation."""

    history: tuple[str, ...]
    """The questions before it, oldest first."""
    human_rewrite: str = Field(min_length=1)
    """The question as a person made it whole."""

    @property
    def cluster(self) -> str:
        """The conversation: what stands before "<::>" in the id."""
        return self.id.rpartition("<::>")[0] or self.id


@dataclass(frozen=True, slots=True)
class NewsSet:
    """Dated articles and questions about them; `questions` are those that are scored."""

    name: str
    corpus: Path
    questions: tuple[NewsQuestion, ...]
    unscored: int


@dataclass(frozen=True, slots=True)
class ConversationSet:
    """Passages, and turns with the passages that are relevant; `questions` are those judged."""

    name: str
    corpus: Path
    questions: tuple[Turn, ...]
    unscored: int
    qrels: dict[str, dict[str, int]]
    """Relevance by turn id and article id."""


DataSet = NewsSet | ConversationSet
L = TypeVar("L", bound=_Line)


def load_sets(folder: Path, patterns: Sequence[str] = ()) -> list[DataSet]:
    """Read the sets in `folder`, at any depth, or the one that it is, sorted by name.

    A set's name is its path below `folder`; of several, only those are read that match one of
    `patterns` (as in a shell). Raises CorpusError if nothing is found, and CasesError, naming
    file and line, for what is broken.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder} is no folder: name one with data sets in it")
    found = {_name(place, folder): place for place in sorted(_places(folder))}
    if not found:
        raise CorpusError(
            f"{folder} holds no data set: one has {CORPUS} and either questions.jsonl or "
            "queries.jsonl and qrels.tsv"
        )
    return [_load(name, found[name]) for name in _chosen(list(found), patterns)]


def _places(folder: Path) -> Iterator[Path]:
    for corpus in folder.rglob(CORPUS):
        place = corpus.parent
        if (place / "questions.jsonl").is_file() or (place / "queries.jsonl").is_file():
            yield place


def _name(place: Path, folder: Path) -> str:
    return place.relative_to(folder).as_posix() if place != folder else folder.resolve().name


def _chosen(names: Sequence[str], patterns: Sequence[str]) -> list[str]:
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern.strip("/")) for name in names):
            raise CorpusError(f"no data set is called {pattern!r}; found: {', '.join(names)}")
    wanted = [pattern.strip("/") for pattern in patterns] or ["*"]
    return [name for name in names if any(fnmatchcase(name, pattern) for pattern in wanted)]


def _load(name: str, place: Path) -> DataSet:
    if (place / "questions.jsonl").is_file():
        file = place / "questions.jsonl"
        asked = read_lines(file, NewsQuestion)
        scored = tuple(question for question in asked if question.answer_in_corpus)
        _require(scored, f"{file} holds no question with answer_in_corpus: nothing to score")
        return NewsSet(name, place / CORPUS, scored, len(asked) - len(scored))
    file = place / "queries.jsonl"
    turns, qrels = read_lines(file, Turn), _read_qrels(place / "qrels.tsv")
    known = {id for id, scores in qrels.items() if max(scores.values()) > 0}
    judged = tuple(turn for turn in turns if turn.id in known)
    _require(judged, f"{place / 'qrels.tsv'} judges no question of {file.name}: nothing to score")
    return ConversationSet(name, place / CORPUS, judged, len(turns) - len(judged), qrels)


def _require(things: Sequence[object], otherwise: str) -> None:
    if not things:
        raise CasesError(otherwise)


def read_lines(file: Path, kind: type[L]) -> list[L]:
    """Read a JSONL file of `kind`. Raises CasesError, naming file and line, if it is broken."""
    read = []
    for number, line in _numbered(file):
        try:
            read.append(kind.model_validate(json.loads(line)))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"])) or "line"
            message = first["msg"].lower().removeprefix("value error, ")
            raise CasesError(f"{file}:{number}: {field}: {message}") from None
        except (ValueError, RecursionError):
            raise CasesError(f"{file}:{number}: malformed JSON: mend the line") from None
    _require(read, f"{file} holds no questions")
    return read


def _read_qrels(file: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for number, line in _numbered(file):
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if number == 1 and cells[0] == "query-id":
            continue
        try:
            query, article, score = cells
            qrels.setdefault(query, {})[article] = int(score)
        except ValueError:
            raise CasesError(
                f"{file}:{number}: is no row of query-id, corpus-id and a whole number"
            ) from None
    return qrels


def _numbered(file: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers."""
    try:
        with file.open("rb") as stream:
            yield from ((n, line) for n, line in enumerate(stream, start=1) if line.strip())
    except OSError as error:
        raise CasesError(f"{file} cannot be read: {error.strerror}") from error
