"""Taking over questions with short answers as cases."""

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import CasesError
from eval.bench.datasets import NewsQuestion, read_lines
from eval.cases import Case
from eval.explaining import first_trouble
from eval.fields import Day, Id, Name, Question, literal
from index.terms import fold

_ID_WORDS, _ID_LENGTH = 7, 100
_WORDLESS = "question"  # what a question without a letter of the alphabet is called


class _Quizzed(NewsQuestion):
    """A question of a quiz; see `NewsQuestion` for what else a line holds."""

    id: Id
    question: Question
    asked: Day
    answer: Name
    choices: tuple[str, ...] = ()


def import_cases(file: Path, tags: Sequence[str] = ()) -> list[Case]:
    """Return a case for each line of the JSONL file of questions at `file`.

    A line holds `id`, `asked`, `question`, `answer`, `answer_in_corpus` and perhaps `choices`. The
    answer is the fact that is expected, `asked` the day from which the reader looks back. Where the
    answer is not in the corpus as it is worded, the case becomes a draft: that does not prove that
    the corpus is silent. An id that comes again gets a number.

    Raises CasesError, naming file and line or question, for what cannot be taken.
    """
    taken: set[str] = set()
    return [_case(line, tags, taken, file) for line in read_lines(file, _Quizzed)]


def _case(line: _Quizzed, tags: Sequence[str], taken: set[str], file: Path) -> Case:
    note = f"choices: {'; '.join(line.choices)}" if line.choices else None
    given = {
        "id": free_id(line.id, taken),
        "question": line.question,
        "facts": [literal(line.answer)],
        "as_of": line.asked,
        "tags": tags,
        "draft": not line.answer_in_corpus,
        "note": note,
    }
    try:
        return Case.model_validate({name: value for name, value in given.items() if value})
    except ValidationError as error:  # a tag, or an id that is too long with its number
        message = first_trouble(error).message
        raise CasesError(f"{file}: question {line.id!r}: {message}") from None


def id_of(question: str, taken: set[str]) -> str:
    """Return an id made of the first words of `question`, and take it."""
    words = re.findall(r"[a-z0-9]+", fold(question))[:_ID_WORDS]
    return free_id("-".join(words)[:_ID_LENGTH] or _WORDLESS, taken)


def free_id(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, with a number behind it if it is taken, and take it."""
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken.add(free)
    return free
