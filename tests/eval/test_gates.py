"""Thresholds: which hold, what they say where they do not, and which there cannot be."""

from typing import Any

import pytest

from corpus.errors import CasesError
from eval.cases import Case, CaseSet, Thresholds
from eval.gates import failed_hard_gates, failed_thresholds, figure, require_known
from eval.measures import MEASURES
from eval.outcome import Broken, HardGate, Outcome
from eval.run import FailedGate
from eval.summary import summarise, summarise_tags


def outcome(
    id: str,
    fact_hit: float | None = None,
    tags: tuple[str, ...] = (),
    **more: Any,  # noqa: ANN401
) -> Outcome:
    case = Case.model_validate({"id": id, "question": "Q?", "facts": ["x"], "tags": tags})
    scores = {"fact_hit": fact_hit, "latency_p95_ms": more.get("latency")}
    return Outcome(case, case.asked[0], 1, None, (), 0.0, None, scores, more.get("broken", ()), ())


TURNS = [
    outcome("a", 1.0, ("number",), latency=90.0),
    outcome("b", 0.5, ("number",), latency=20.0),
    outcome("c", 0.0, ("date",), latency=30.0),
    outcome("d", 1.0, latency=10.0),
    outcome("gap", 0.0, ("known-gap", "date"), latency=10.0),
]


def failed(turns: list[Outcome] = TURNS, **thresholds: Any) -> list[FailedGate]:  # noqa: ANN401
    limits = Thresholds.model_validate(thresholds)
    measures = summarise([one for one in turns if one.case.gates], MEASURES)
    return list(failed_thresholds(turns, measures, summarise_tags(turns, MEASURES), limits))


@pytest.mark.parametrize(
    "limits",
    [
        {"fact_hit": 0.625},
        {"fact_hit": {"limit": 0.1, "on": "interval"}},
        {"latency_p95_ms": 90},
        {"latency_p95_ms": {"limit": 90, "on": "interval"}},
    ],
)
def test_a_limit_that_is_just_reached_holds(limits: dict[str, Any]) -> None:
    assert failed(all=limits) == []


def test_a_mean_below_its_limit_names_figures_and_the_worst_turns() -> None:
    (gate,) = failed(all={"fact_hit": 0.63})

    assert gate.gate == "fact_hit"
    assert gate.tag is None
    assert gate.message.startswith("fact_hit 0.625 [0.")
    assert gate.message.endswith("]: its mean is below 0.630 (4 turns): c, b, a, d")


def test_the_worse_end_of_the_interval_can_be_held_too() -> None:
    (low,) = failed(all={"fact_hit": {"limit": 0.5, "on": "interval"}})
    (high,) = failed(all={"latency_p95_ms": {"limit": 80, "on": "interval"}})

    assert "its lower end is below 0.500" in low.message
    assert high.message == (
        "latency_p95_ms 90.0 [20.0, 90.0]: its upper end is above 80.0 (4 turns): a, c, b, d"
    )


def test_a_tag_has_limits_of_its_own_which_known_gaps_do_not_touch() -> None:
    found = failed(tags={"number": {"fact_hit": 0.8}, "date": {"fact_hit": 0.0}})

    assert [(gate.gate, gate.tag) for gate in found] == [("fact_hit", "number")]
    assert "fact_hit of number 0.750" in found[0].message
    assert found[0].message.endswith(": b, a")


def test_a_gate_that_looks_at_nothing_fails() -> None:
    (gate,) = failed(all={"tokens": 1000})

    assert gate.message == "tokens could not be scored in any of 4 turns, but has a threshold"


def test_hard_gates_hold_for_known_gaps_too_and_show_the_first() -> None:
    twice = (Broken(HardGate.QUOTES, "one"), Broken(HardGate.QUOTES, "two"))
    turns = [
        outcome("a", broken=twice),
        outcome("b", broken=(Broken(HardGate.GROUNDED, "three"),)),
        outcome("gap", tags=("known-gap",), broken=(Broken(HardGate.QUOTES, "four"),)),
    ]

    assert list(failed_hard_gates(turns)) == [
        FailedGate("quotes", "quotes is broken 3 times in 2 answers: a, gap; first: one"),
        FailedGate("grounded", "grounded is broken once in 1 answer: b; first: three"),
    ]
    assert list(failed_hard_gates(TURNS)) == []


def test_many_turns_are_not_all_listed() -> None:
    (gate,) = failed([outcome(str(n), 0.0) for n in range(8)], all={"fact_hit": 1})

    assert gate.message.endswith(": 0, 1, 2, 3, 4 and 3 more")


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        ({"all": {"fact_hits": 1}}, "no measure 'fact_hits': did you mean 'fact_hit'?"),
        ({"all": {"zzz": 1}}, "no measure 'zzz': there are fact_hit, "),
        ({"tags": {"number": {"recall@6": 1}}}, "did you mean 'recall@5'?"),
        ({"tags": {"numbers": {"words": 1}}}, "tag 'numbers': did you mean 'number'?"),
        ({"tags": {"unread": {"words": 1}}}, "no case has the tag 'unread'"),
        ({"tags": {"known-gap": {"words": 1}}}, "gate nothing"),
    ],
)
def test_a_threshold_on_nothing_is_refused(thresholds: dict[str, Any], said: str) -> None:
    draft = {"id": "d", "question": "Q?", "facts": ["x"], "tags": ["unread"], "draft": True}
    case = {"id": "a", "question": "Q?", "facts": ["x"], "tags": ["number", "known-gap"]}
    case_set = CaseSet.model_validate({"thresholds": thresholds, "cases": [case, draft]})

    with pytest.raises(CasesError) as error:
        require_known(case_set)

    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_figures_have_as_many_digits_as_they_need() -> None:
    assert [figure(value) for value in (0.62549, 9.5, 213.456)] == ["0.625", "9.500", "213.5"]
