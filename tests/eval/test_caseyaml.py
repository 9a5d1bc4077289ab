"""Cases written as YAML and read again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CasesError
from eval.casefile import load_cases
from eval.cases import Case
from eval.caseyaml import DRAFTS_HEAD, appended, written

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100)
plain = texts.map(lambda text: text.strip().strip("/")).filter(bool)
questions = plain.filter(lambda text: any(c.isalnum() for c in text))
ids = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
sources = st.fixed_dictionaries({"file": plain, "quote": plain})
cases = st.fixed_dictionaries(
    {"id": ids, "question": questions, "facts": st.lists(st.lists(plain, min_size=1), min_size=1)},
    optional={
        "cites": st.lists(st.lists(plain | sources, min_size=1)),
        "speaker": st.lists(plain, min_size=1),
        "tags": st.lists(plain),
        "as_of": st.dates(),
        "draft": st.booleans(),
        "note": plain,
    },
).filter(lambda case: 1000 <= getattr(case.get("as_of"), "year", 2000) < 3000)
SENTENCE = "Nine ferries sail to Bergen in the morning; two come back to Narvik in the evening."
NEW = Case(id="new", question="Who sang?", facts=(("the choir",),), draft=True)


@settings(max_examples=15)
@given(st.lists(cases.map(Case.model_validate), min_size=1, max_size=3, unique_by=lambda c: c.id))
def test_what_is_written_is_read_as_it_was(tmp_path: Path, some: list[Case]) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(written(some, DRAFTS_HEAD), encoding="utf-8", newline="")

    assert load_cases(file).case_set.cases == tuple(some)


def test_cases_are_written_as_a_person_would() -> None:
    case = Case.model_validate(
        {
            "id": "ferries",
            "question": "How many ferries sail?",
            "facts": [["nine ferries"], ["Bergen", "Narvik"]],
            "cites": [[{"file": "a.txt", "quote": SENTENCE}]],
            "tags": ["number"],
            "draft": True,
        }
    )

    assert (
        written([case])
        == """\
cases:
  - id: ferries
    question: How many ferries sail?
    facts:
      - nine ferries
      - [Bergen, Narvik]
    cites:
      - file: a.txt
        quote: >-
          Nine ferries sail to Bergen in the morning; two come back to Narvik in the evening.
    tags: [number]
    draft: true
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "cases:\n- id: a\n  question: Who?\n  facts: [x]\n",
        "cases:\n- id: a\n  question: Who?\n  facts: [x]",
        "cases:\n    - id: a\n      question: Who?\n      facts:\n        - >-\n          x y\n\n",
        "cases:\n- id: a\n  facts: [x,\n    y]\n  question: Who? # why\n# end\n\nthresholds: {}\n",
        "# mine\r\ncases:\r\n- {id: a, facts: [x], question: Who}\r\n",
        "cases:\n- id: a\n  question: Who?\n  refuse: true\n  note: |\n    one\n    two\n",
    ],
)
def test_cases_are_added_and_all_else_stays(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_bytes(text.encode())
    before = load_cases(file).case_set

    new = appended(file, [NEW])
    file.write_bytes(new.encode())

    assert load_cases(file).case_set.cases == (*before.cases, NEW)
    assert all(line in new.splitlines() for line in text.splitlines())


def test_nothing_is_added_to_what_is_laid_out_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("cases: [{id: a, question: Who, facts: [x]}]", encoding="utf-8")

    with pytest.raises(CasesError, match="no list with dashes: draft into another file"):
        appended(file, [NEW])
