"""Thresholds: which hold, what they say where they do not, and which there cannot be."""

from typing import Any

import pytest

from eval.cases import Case, Thresholds
from eval.gates import failed_hard_gates, failed_must, failed_thresholds
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
    given = {"id": id, "question": "Q?", "facts": ["x"], "tags": tags, "must": more.get("must")}
    case = Case.model_validate({name: value for name, value in given.items() if value})
    scores = {"fact_hit": fact_hit, "latency_p95_ms": more.get("latency")}
    return Outcome(
        case,
        case.asked[0],
        1,
        None,
        (),
        0.0,
        None,
        scores,
        more.get("broken", ()),
        more.get("problems", ()),
    )


TURNS = [
    outcome("a", 1.0, ("number",), latency=90.0),
    outcome("b", 0.5, ("number",), latency=20.0),
    outcome("c", 0.0, ("date",), latency=30.0),
    outcome("d", 1.0, latency=10.0),
    outcome("gap", 0.0, ("known-gap", "date"), latency=10.0),
]
MANY = [*TURNS, outcome("e", 1.0, latency=10.0), outcome("f", 1.0, latency=10.0)]
"""Six cases that gate: enough for an interval."""


def failed(turns: list[Outcome] = TURNS, **thresholds: Any) -> list[FailedGate]:  # noqa: ANN401
    limits = Thresholds.model_validate(thresholds)
    measures = summarise([one for one in turns if one.case.gates], MEASURES)
    return list(failed_thresholds(turns, measures, summarise_tags(turns, MEASURES), limits))


@pytest.mark.parametrize(
    "limits",
    [
        {"fact_hit": 0.75},
        {"fact_hit": {"limit": 0.1, "on": "interval"}},
        {"latency_p95_ms": 90},
        {"latency_p95_ms": {"limit": 90, "on": "interval"}},
    ],
)
def test_a_limit_that_is_just_reached_holds(limits: dict[str, Any]) -> None:
    assert failed(MANY, all=limits) == []


def test_a_mean_below_its_limit_names_figures_and_the_worst_turns() -> None:
    (gate,) = failed(all={"fact_hit": 0.63})

    assert gate.gate == "fact_hit"
    assert gate.tag is None
    assert gate.message.startswith("fact_hit 0.625: ")  # four cases: no interval
    assert gate.message.endswith(": its mean is below 0.630 (4 turns): c, b, a, d")


def test_the_worse_end_of_the_interval_can_be_held_too() -> None:
    (low,) = failed(MANY, all={"fact_hit": {"limit": 0.5, "on": "interval"}})
    (high,) = failed(MANY, all={"latency_p95_ms": {"limit": 80, "on": "interval"}})

    assert low.message.startswith("fact_hit 0.750 [0.")
    assert "its lower end is below 0.500" in low.message
    assert high.message.startswith("latency_p95_ms 90 [20 to 90]: its upper end is above 80 (6 ")
    assert high.message.endswith(" turns): a, c, b, d, e and 1 more")


def test_an_interval_takes_six_cases() -> None:
    limit = {"fact_hit": {"limit": 0.1, "on": "interval"}}

    (gate,) = failed([outcome("a", 1.0)], all=limit)

    assert gate.message == (
        "fact_hit 1.000 has no interval, which its threshold is on: that takes 6 cases, and it was "
        "scored in 1 turn: a"
    )
    assert failed([outcome("a", 1.0)], all={"fact_hit": 0.1}) == []
    assert failed([outcome(str(n), 1.0) for n in range(6)], all=limit) == []


def test_a_case_that_must_hold_and_does_not_fails() -> None:
    turns = [
        outcome("a", must=True, problems=("fact missing: x",)),
        outcome("b", problems=("fact missing: y",)),
        outcome("c", must=True, broken=(Broken(HardGate.CRASH, "KeyError"),)),
        outcome("d", must=True),
    ]

    assert list(failed_must(turns)) == [
        FailedGate("must", "2 turns that must hold do not: a, c; first: fact missing: x")
    ]
    assert [gate.message for gate in failed_must(turns[2:])] == [
        "1 turn that must hold does not: c; first: KeyError"
    ]
    assert list(failed_must([turns[1], turns[3]])) == []


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
