"""Thresholds of a project, beside those of a case file."""

from pathlib import Path

import pytest

from corpus.errors import CasesError
from eval.casefile import CaseFile, load_cases
from eval.thresholds import with_project_thresholds

CASES = """\
thresholds: {all: {fact_hit: 0.5}, tags: {number: {fact_hit: 0.4}}}
cases:
- {id: a, question: Who, facts: [x], tags: [number, place]}
"""
PROJECT = """\
[tool.groundwire.eval.thresholds]
all = {fact_hit = 0.9, cited_expected = 0.8}
tags = {number = {fact_hit = 0.9, answered = 1}, place = {answered = 1}, idle = {answered = 1}}
"""


@pytest.fixture
def cases(tmp_path: Path) -> CaseFile:
    file = tmp_path / "cases.yaml"
    file.write_text(CASES, encoding="utf-8")
    return load_cases(file)


def project(folder: Path, text: str = PROJECT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def limits(case_file: CaseFile) -> dict[str, dict[str, float]]:
    thresholds = case_file.case_set.thresholds
    groups = {"all": thresholds.all, **thresholds.tags}
    return {group: {m: b.limit for m, b in bounds.items()} for group, bounds in groups.items()}


def test_the_case_file_wins_measure_by_measure(cases: CaseFile, tmp_path: Path) -> None:
    found = with_project_thresholds(cases, project(tmp_path / "p"))

    (note,) = found.notes
    assert "that gates has the tag 'idle', so its limits are not looked at" in note
    assert limits(found) == {
        "all": {"fact_hit": 0.5, "cited_expected": 0.8},
        "number": {"fact_hit": 0.4, "answered": 1},
        "place": {"answered": 1},
    }


def test_the_nearest_table_of_the_repository_counts(cases: CaseFile, tmp_path: Path) -> None:
    inner = project(tmp_path / "repo" / "a" / "b", "[project]\nname = 'x'\n")
    project(tmp_path / "repo", PROJECT.replace("0.8", "0.7"))

    assert with_project_thresholds(cases, inner) is cases
    (tmp_path / "repo" / ".git").mkdir()
    assert limits(with_project_thresholds(cases, inner))["all"]["cited_expected"] == 0.7
    project(inner.parent)
    assert limits(with_project_thresholds(cases, inner))["all"]["cited_expected"] == 0.8


def test_nothing_above_the_repository_counts(cases: CaseFile, tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "repo" / ".git").mkdir(parents=True)

    assert with_project_thresholds(cases, tmp_path / "repo") is cases


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool", r"pyproject\.toml is not valid TOML: "),
        ("caf\xe9", r"pyproject\.toml is not valid TOML: "),
        (
            PROJECT.replace("all", "al"),
            r"pyproject\.toml: tool\.groundwire\.eval: thresholds: al: is no field: did you mean",
        ),
        (
            PROJECT.replace("0.8", "'high'"),
            r"thresholds: all: cited_expected: must be a group of fields, and is text",
        ),
        (PROJECT.replace("cited_expected", "cited"), r"p.pyproject\.toml: .*no measure 'cited'"),
        ("[tool.groundwire.eval]\nthresholds = 3", "thresholds: must be a group of fields"),
    ],
)
def test_a_broken_project_is_told(cases: CaseFile, tmp_path: Path, text: str, said: str) -> None:
    folder = project(tmp_path / "p")
    (folder / "pyproject.toml").write_bytes(text.encode("latin-1"))

    with pytest.raises(CasesError, match=said) as error:
        with_project_thresholds(cases, folder)
    assert "\n" not in str(error.value)
