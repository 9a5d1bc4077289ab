from pathlib import Path

import pytest

from corpus.errors import CasesError
from eval.cases import SHIPPED, load_cases

GOOD = "{id: a, question: Who, facts: [Berg]}"


def load(tmp_path: Path, text: str):  # noqa: ANN201
    file = tmp_path / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    return load_cases(file)


def test_a_case_file_is_read(tmp_path: Path) -> None:
    case_set = load(
        tmp_path,
        "thresholds: {facts: 0.5}\n"
        "cases:\n- {id: a, question: Who, facts: [x, [y, z]], cites: [a.txt]}\n"
        "- {id: b, question: Why, previous: [Who], refuse: true}\n",
    )

    assert case_set.thresholds.facts == 0.5
    assert case_set.thresholds.refusals == 0
    assert case_set.cases[0].facts == ("x", ("y", "z"))
    assert case_set.cases[1].previous == ("Who",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "cases.yaml:1"),
        ("cases:\n- {id: a\n", "not valid YAML"),
        ("", "cases.yaml"),
        ("cases: []", "cases"),
        (f"cases: [{GOOD}, {GOOD}]", "'a' is used twice"),
        ("cases: [{id: a, question: Who}]", "it has none"),
        ("cases: [{id: a, question: Who, refuse: true, facts: [x]}]", "refusal"),
        ("cases: [{id: a, question: Who, fact: [x]}]", "case 'a': fact"),
        (f"cases: [{GOOD}]\nthresholds: {{facts: 2}}", "thresholds: facts"),
        ("cases: [3]", "case '0'"),
    ],
)
def test_a_broken_file_is_refused_by_file_and_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CasesError) as error:
        load(tmp_path, text)

    assert said in str(error.value)
    assert "cases.yaml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"gone\.yaml"):
        load_cases(tmp_path / "gone.yaml")


def test_the_shipped_cases_cover_what_they_are_to_cover() -> None:
    cases = load_cases(SHIPPED).cases

    assert len(cases) >= 30
    assert sum(case.refuse for case in cases) >= 8
    assert {"fact", "number", "speaker", "date", "follow-up"} <= {t for c in cases for t in c.tags}
    articles = SHIPPED.parent.parent / "corpus" / "articles"
    assert all((articles / file).is_file() for case in cases for file in case.cites)


def test_every_shipped_fact_stands_in_an_article_that_the_case_names() -> None:
    articles = SHIPPED.parent.parent / "corpus" / "articles"
    for case in load_cases(SHIPPED).cases:
        texts = [
            " ".join((articles / file).read_text(encoding="utf-8").casefold().split())
            for file in case.cites
        ]
        for fact in case.facts:
            for alternative in (fact,) if isinstance(fact, str) else fact:
                assert any(alternative.casefold() in text for text in texts), (case.id, alternative)
