"""Facts, citations, speakers, disagreements and refusals that a case expects."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.article import Article
from eval.cases import Turn
from eval.measure import Answered
from eval.measures import MEASURES
from eval.problems import problems
from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    Refusal,
    Speaker,
    Statement,
    Status,
    Support,
)

TEXT = "Minister Ada Berg said that nine ferries\nwill sail. “Ten are too many,” she added."
ARTICLE = Article("a", "a.txt", TEXT)


def cite(n: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(n, "a.txt", "a", None, None, None, start, start + len(quote), quote)


ANSWER = Answer(
    question="Q?",
    standalone_question="Q?",
    status=Status.ANSWERED,
    reason=None,
    text="**nine ferries** [1]\n\nMinister Ada Berg said that nine ferries will sail. [1]\n\n"
    "“Ten are too many,” she added. — Ada Berg [2]",
    statements=(
        Statement("Minister Ada Berg said that nine ferries will sail.", (1,), Support.VERBATIM),
        Statement("“Ten are too many,” she added.", (2,), Support.VERBATIM, Speaker("Ada Berg")),
    ),
    citations=(
        cite(1, "Minister Ada Berg said that nine ferries\nwill sail."),
        cite(2, "“Ten are too many,” she added."),
    ),
    corpus=CorpusSummary(1, None, None),
    disagreements=(
        Disagreement("ferries", (DisputedValue("nine", (1,)), DisputedValue("Ten", (2,)))),
    ),
)
REFUSED = replace(
    ANSWER, status=Status.INSUFFICIENT, refusal=Refusal.NOT_SAID, reason="Nobody says so."
)


def given(answer: Answer, **expected: Any) -> Answered:  # noqa: ANN401
    turn = Turn.model_validate({"question": "Q?", **expected})
    return Answered(turn, answer, {"a": ARTICLE}, (), 12.5, None)


def scores(answer: Answer, **expected: Any) -> dict[str, float | None]:  # noqa: ANN401
    one = given(answer, **expected)
    return {measure.name: measure.score(one) for measure in MEASURES}


@pytest.mark.parametrize(
    ("name", "expected", "score"),
    [
        ("fact_hit", {"facts": ["NINE  ferries", "/(ten|eleven) ferries/"]}, 0.5),
        ("fact_hit", {"facts": [["twelve", "/nine (ferries|boats) will/"]]}, 1),
        ("fact_hit", {"facts": ["ferries 1"]}, 0),  # a marker is not of the text
        ("forbidden_absent", {"facts": ["nine"], "forbidden": ["twelve", "TEN are"]}, 0.5),
        ("cited_expected", {"cites": ["a.txt", "b.txt"]}, 0.5),
        ("cited_expected", {"cites": [["b.txt", "a.txt"]]}, 1),
        ("cited_expected", {"cites": [{"file": "a.txt", "quote": "nine ferries will"}]}, 1),
        ("cited_expected", {"cites": [{"file": "b.txt", "quote": "nine ferries will"}]}, 0),
        ("speaker_named", {"speaker": "Ada Berg"}, 1),
        ("speaker_named", {"speaker": ["Dahl", "/a.a berg/"]}, 1),
        ("speaker_named", {"speaker": "ferries"}, 0),
        ("disagreement_shown", {"disagreement": ["ten", ["9", "nine"]]}, 1),
        ("disagreement_shown", {"disagreement": ["ten", "twelve"]}, 0),
        ("answered", {"facts": ["nine"]}, 1),
        ("refusal_recall", {"refuse": True}, 0),
        ("refusal_precision", {"refuse": True}, None),
        ("words", {}, 19),
        ("latency_p95_ms", {}, 12.5),
        ("tokens", {}, None),
    ],
)
def test_an_answer_is_scored(name: str, expected: dict[str, Any], score: float | None) -> None:
    assert scores(ANSWER, **expected)[name] == score


def test_a_sentence_is_cited_only_where_the_citation_overlaps_it() -> None:
    cites = [{"file": "a.txt", "quote": "“Ten are too many,” she added."}]
    first_only = replace(ANSWER, citations=ANSWER.citations[:1])

    assert scores(ANSWER, cites=cites)["cited_expected"] == 1
    assert scores(first_only, cites=cites)["cited_expected"] == 0


def test_a_refusal_of_what_can_be_answered_holds_nothing_expected() -> None:
    found = scores(
        REFUSED,
        facts=["nine"],
        forbidden=["ten"],
        cites=["a.txt"],
        speaker="Berg",
        disagreement=["nine", "ten"],
    )

    for name in "fact_hit cited_expected speaker_named disagreement_shown answered".split():
        assert found[name] == 0, name
    assert found["forbidden_absent"] == 0  # it is shown, if only as nearest
    assert found["citation_recall"] == 1  # what is nearest is cited like any answer
    assert found["refusal_precision"] == 0
    assert found["refusal_recall"] is found["refusal_reason"] is found["words"] is None


def test_what_is_to_be_refused_is_scored_by_that_alone() -> None:
    found = scores(REFUSED, refuse="not said")

    assert found["refusal_recall"] == found["refusal_precision"] == found["refusal_reason"] == 1
    assert found["answered"] is found["fact_hit"] is found["cited_expected"] is None
    assert scores(REFUSED, refuse="unclear")["refusal_reason"] == 0
    assert scores(REFUSED, refuse=True)["refusal_reason"] is None


def test_a_turn_that_expects_nothing_tells_nothing_of_a_refusal() -> None:
    assert scores(REFUSED)["refusal_precision"] is None
    assert problems(given(REFUSED)) == ()


@pytest.mark.parametrize(
    ("answer", "expected", "said"),
    [
        (ANSWER, {"facts": ["nine", ["eleven", "twelve"]]}, ["fact missing: eleven or twelve"]),
        (ANSWER, {"facts": ["nine"], "forbidden": [["x", "ten"]]}, ["forbidden: ten"]),
        (
            ANSWER,
            {"cites": [["b.txt", {"file": "a.txt", "quote": "No."}]]},
            ["not cited: b.txt or a.txt “No.”"],
        ),
        (ANSWER, {"speaker": "Dahl"}, ["speaker not named: Dahl"]),
        (
            ANSWER,
            {"disagreement": ["nine", ["11", "eleven"]]},
            ["disagreement not shown: nine against 11 or eleven"],
        ),
        (ANSWER, {"refuse": True}, ["answered, although the corpus does not say"]),
        (REFUSED, {"refuse": "unclear"}, ["refused as “not said”, expected “unclear”"]),
        (REFUSED, {"refuse": "not said"}, []),
        (REFUSED, {"facts": ["nine"]}, ["refused: Nobody says so."]),
        (ANSWER, {"facts": ["nine"], "cites": ["a.txt"], "speaker": "Berg"}, []),
    ],
)
def test_what_is_missing_is_said(answer: Answer, expected: dict[str, Any], said: list[str]) -> None:
    assert list(problems(given(answer, **expected))) == said
