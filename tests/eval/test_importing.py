"""Questions with short answers, taken over as cases."""

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CasesError
from eval.importing import import_cases

QUESTION = {
    "id": "q1",
    "asked": "2025-07-01",
    "question": "Which town sold herring?",
    "choices": ["Narvik", "Oslo"],
    "answer": "Narvik",
    "answer_in_corpus": True,
}


def write(tmp_path: Path, *lines: object) -> Path:
    file = tmp_path / "questions.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("\n".join(texts), encoding="utf-8")
    return file


def test_a_question_becomes_a_case(tmp_path: Path) -> None:
    (case,) = import_cases(write(tmp_path, QUESTION), ["quiz"])

    assert case.id == "q1"
    assert case.question == "Which town sold herring?"
    assert case.facts == (("Narvik",),)
    assert case.as_of == date(2025, 7, 1)
    assert case.tags == ("quiz",)
    assert case.note == "choices: Narvik; Oslo"
    assert not case.draft


def test_what_the_corpus_may_hold_in_other_words_is_a_draft(tmp_path: Path) -> None:
    (case,) = import_cases(write(tmp_path, {**QUESTION, "answer_in_corpus": False}))

    assert case.draft


def test_ids_that_come_again_and_numbers_are_taken(tmp_path: Path) -> None:
    numbers = {**QUESTION, "id": 7, "answer": 26}
    cases = import_cases(
        write(tmp_path, QUESTION, "", QUESTION, {**QUESTION, "id": "q1-2"}, numbers)
    )

    assert [case.id for case in cases] == ["q1", "q1-2", "q1-2-2", "7"]
    assert cases[3].facts == ((r"/(?<![\w.,])26(?![.,]?\w)/",),)


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("2,000.5", r"/(?<![\w.,])2,000\.5(?![.,]?\w)/"),
        ("four", r"/(?<![\w-])four\b/"),
        ("Oslo", "Oslo"),
        ("26 countries", "26 countries"),
    ],
)
def test_numbers_and_short_words_are_wanted_whole(tmp_path: Path, answer: str, fact: str) -> None:
    (case,) = import_cases(write(tmp_path, {**QUESTION, "answer": answer}))

    assert case.facts == ((fact,),)


def test_an_answer_between_slashes_is_no_regular_expression(tmp_path: Path) -> None:
    (case,) = import_cases(write(tmp_path, {**QUESTION, "answer": "/a.b/"}))

    assert case.facts == ((r"//a\.b//",),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", ":2: malformed JSON: mend the line"),
        ("[]", ":2: line: input should be "),
        ({**QUESTION, "answer": ""}, ":2: answer: string should have at least 1 character"),
        ({**QUESTION, "question": "?"}, ":2: question: the question has no words: ask something"),
        ({**QUESTION, "asked": "soon"}, ":2: asked: input should be a valid date"),
        ({**QUESTION, "asked": "0001-01-01"}, ":2: asked: the day to look back from, 0001-01-01"),
        ({**QUESTION, "choices": "Oslo"}, ":2: choices: input should be a valid tuple"),
        ({"id": "x"}, ":2: question: field required"),
    ],
)
def test_a_line_that_cannot_be_taken_is_told(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(CasesError) as error:
        import_cases(write(tmp_path, QUESTION, line))

    assert f"questions.jsonl{said}" in str(error.value)


@pytest.mark.parametrize(
    ("question", "tags", "said"),
    [
        (QUESTION, [""], "question 'q1': tags: is empty: write something"),
        ({**QUESTION, "answer": "  "}, [], "question 'q1': facts: is blank"),
        ({**QUESTION, "id": "i" * 200}, [], f"question {'i' * 200!r}: id: has 202 characters: at"),
    ],
)
def test_a_question_that_makes_no_case_is_told(
    tmp_path: Path, question: dict[str, object], tags: list[str], said: str
) -> None:
    with pytest.raises(CasesError) as error:
        import_cases(write(tmp_path, question, question), tags)

    assert f"questions.jsonl: {said}" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_without_questions_is_told(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="holds no questions"):
        import_cases(write(tmp_path))
    with pytest.raises(CasesError, match="cannot be read: No such file"):
        import_cases(tmp_path / "gone.jsonl")
