"""Runs made by hand, for what reports and compares them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from eval.cases import Case, CaseSet
from eval.outcome import Broken, Outcome
from eval.run import FailedGate, Run, Summary
from rag.answer import Answer, Citation, CorpusSummary, Statement, Status, Support

QUOTE = "Nine ferries will sail to Bergen, Minister Ada Berg said on Monday."


def answer(question: str, text: str = QUOTE, **changed: object) -> Answer:
    """Return an answer of one statement that is its source's own words."""
    citation = Citation(
        1, "fjord.md", "a1", changed.pop("title", "Ferries"), "Fjord Weekly", date(2025, 6, 3),
        0, len(text), text,
    )  # fmt: skip
    fields: dict[str, Any] = {
        "question": question,
        "standalone_question": question,
        "status": Status.ANSWERED,
        "reason": None,
        "text": f"{text} [1]",
        "statements": (Statement(text, (1,), Support.VERBATIM),),
        "citations": (citation,),
        "corpus": CorpusSummary(2, None, None),
        "timings_ms": {"search": 3.5},
    }
    return Answer(**fields | changed)


def outcome(
    id: str = "ferries",
    *,
    number: int = 1,
    broken: Sequence[Broken] = (),
    problems: Sequence[str] = (),
    scores: Mapping[str, float | None] | None = None,
    answered: Answer | str | None = QUOTE,
    latency_ms: float = 12.0,
    **case: object,
) -> Outcome:
    """Return a turn of a case; `case` is as in case files, and `answered` text or an answer."""
    shown: dict[str, object] = {"id": id}
    if "turns" not in case:
        shown["question"] = case.pop("question", "How many ferries sail to Bergen?")
        case = {"question": "Which?", "facts": ["nine"], **case}
    # Reports must stand what a case file would refuse: ids and questions are not looked at.
    of = Case.model_validate({"id": "?", **case}).model_copy(update=shown)
    turn = of.asked[number - 1]
    if isinstance(answered, str):
        answered = answer(turn.question, answered)
    found = {"fact_hit": float(not problems), **(scores or {}), "latency_p50_ms": latency_ms}
    return Outcome(
        of, turn, number, answered, ("fjord.md", "choir.md"), latency_ms, None, found,
        tuple(broken), tuple(problems),
    )  # fmt: skip


def run(
    *outcomes: Outcome,
    thresholds: Mapping[str, Any] | None = None,
    failed_gates: Sequence[FailedGate] = (),
    drafts: int = 0,
) -> Run:
    """Return a run of `outcomes`, with intervals that reach .1 to both sides."""
    cases = list({one.case.id: one.case for one in outcomes}.values())
    gating = [one for one in outcomes if one.case.gates]
    tags = sorted({tag for one in gating for tag in one.case.tags})
    by_tag = {tag: summaries([o for o in gating if tag in o.case.tags]) for tag in tags}
    return Run(
        CaseSet.model_validate({"thresholds": thresholds or {}, "cases": cases}),
        outcomes, drafts, summaries(gating), by_tag, tuple(failed_gates),
    )  # fmt: skip


def summaries(outcomes: Sequence[Outcome]) -> dict[str, Summary]:
    found = {}
    for name in {name: None for one in outcomes for name in one.scores}:
        scores = [s for one in outcomes if (s := one.scores.get(name)) is not None]
        mean = sum(scores) / len(scores) if scores else None
        low, high = (None, None) if mean is None else (max(0, mean - 0.1), min(1, mean + 0.1))
        found[name] = Summary(mean, low, high, len(scores), len(outcomes) - len(scores))
    return found


@pytest.fixture
def make_answer() -> Callable[..., Answer]:
    return answer


@pytest.fixture
def make_outcome() -> Callable[..., Outcome]:
    return outcome


@pytest.fixture
def make_run() -> Callable[..., Run]:
    return run
