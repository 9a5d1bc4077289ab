"""A run against an earlier one: each list and each gate of the comparison."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.baseline import Baseline, Comparison, PastTurn, asked, compare, gated
from eval.bench.bootstrap import Sample, intervals
from eval.measure import Measure
from eval.outcome import Outcome
from eval.run import Run


def measure(name: str, better: str = "high", percentile: int | None = None) -> Measure:
    return Measure(name, better, lambda answered: None, "", percentile)  # type: ignore[arg-type]


MEASURES = (
    measure("fact_hit"),
    measure("forbidden", "low"),
    measure("latency_p50_ms", "low", percentile=50),
)

MakeOutcome = Callable[..., Outcome]
MakeRun = Callable[..., Run]


def baseline(*outcomes: Outcome) -> Baseline:
    return {o.id: PastTurn(o.id, asked(o), o.passed, o.case.gates, o.scores) for o in outcomes}


def test_what_broke_and_what_was_mended(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    then = [
        make_outcome("a"),
        make_outcome("b", problems=["fact missing: nine"]),
        make_outcome("c"),
        make_outcome("old"),
    ]
    now = [
        make_outcome("a", problems=["fact missing: nine"]),
        make_outcome("b"),
        make_outcome("c"),
        make_outcome("fresh"),
    ]

    found = compare(make_run(*now), baseline(*then), MEASURES)

    assert (found.broke, found.mended) == (("a",), ("b",))
    assert (found.new, found.gone, found.changed) == (("fresh",), ("old",), ())
    assert not found.failed_gates


@pytest.mark.parametrize(
    "change",
    [
        {"question": "How many boats sail to Bergen?"},
        {"facts": ["ten"]},
        {"as_of": "2025-06-05"},
        {"filters": {"after": "2025-01-01"}},
    ],
)
def test_what_is_asked_or_expected_otherwise_is_not_compared(
    make_outcome: MakeOutcome, make_run: MakeRun, change: dict[str, object]
) -> None:
    then = baseline(make_outcome("a", must=True))
    now = make_outcome("a", must=True, problems=["fact missing"], **change)

    found = compare(make_run(now), then, MEASURES)

    assert found == Comparison((), (), ("a",), (), (), (), found.failed_gates)
    assert [gate.message.split(":")[0] for gate in found.failed_gates] == [
        "no turn could be compared with the baseline"
    ]


def test_a_later_turn_changes_with_the_questions_before_it(
    make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    def turns(first: str) -> list[dict[str, object]]:
        return [
            {"question": first, "facts": ["nine"]},
            {"question": "And who said so?", "speaker": "Ada Berg"},
        ]

    then = [make_outcome("talk", number=n, turns=turns("How many ferries?")) for n in (1, 2)]
    now = [make_outcome("talk", number=n, turns=turns("How many boats?")) for n in (1, 2)]

    assert compare(make_run(*now), baseline(*then), MEASURES).changed == ("talk/1", "talk/2")
    assert compare(make_run(*then), baseline(*then), MEASURES).changed == ()


def test_notes_and_tags_may_change(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    then = baseline(make_outcome("a", note="old", tags=["x"]))
    now = make_run(make_outcome("a", note="new", tags=["y"], must=True))

    assert compare(now, then, MEASURES).changed == ()


def test_a_baseline_of_which_nothing_can_be_compared_fails(
    make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    run = make_run(make_outcome("a"))

    for past in ({}, baseline(make_outcome("other"))):
        found = compare(run, past, MEASURES)

        (gate,) = found.failed_gates
        assert gate.gate == "baseline"
        assert gate.message.startswith("no turn could be compared with the baseline")
        assert run.passed
        assert gated(run, found).failed_gates == (gate,)


@pytest.mark.parametrize(("cases", "worse"), [(1, False), (5, False), (6, True)])
def test_a_drop_takes_six_cases_to_be_significant(
    make_outcome: MakeOutcome, make_run: MakeRun, cases: int, worse: bool
) -> None:
    turns = [{"question": f"Q{n}?", "facts": ["nine"]} for n in (1, 2)]
    places = [(f"c{at}", n) for at in range(cases) for n in (1, 2)]
    then = [make_outcome(id, number=n, turns=turns) for id, n in places]
    now = [make_outcome(id, number=n, turns=turns, problems=["no"]) for id, n in places]

    found = compare(make_run(*now), baseline(*then), MEASURES)

    (fell,) = (one for one in found.differences if one.measure == "fact_hit")
    assert (fell.before, fell.after, fell.change, fell.worse) == (1.0, 0.0, -1.0, worse)
    assert (fell.low, fell.high) == ((-1.0, -1.0) if worse else (None, None))
    assert len(found.broke) == 2 * cases
    assert bool(found.failed_gates) is worse


def test_known_gaps_gate_nothing(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    kept = make_outcome("kept", scores={"fact_hit": None})
    then = baseline(make_outcome("a"), make_outcome("b", tags=["known-gap"]), kept)
    now = make_run(
        make_outcome("a", tags=["known-gap"], problems=["no"]),
        make_outcome("b", problems=["no"]),
        kept,
    )

    found = compare(now, then, MEASURES)

    assert (found.gone, found.new, found.broke) == (("a",), ("b",), ())
    assert found.failed_gates == ()
    assert [one.measure for one in found.differences] == ["latency_p50_ms"]


def test_a_significant_drop_fails_the_run(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    ids = [f"c{at}" for at in range(20)]
    then = baseline(*(make_outcome(id) for id in ids))

    def after(drops: int) -> Comparison:
        now = [make_outcome(id, problems=["no"] * (at < drops)) for at, id in enumerate(ids)]
        return compare(make_run(*now), then, MEASURES)

    few, many = after(2), after(10)

    assert not few.differences[0].worse  # as often as not such a drop is chance
    assert few.failed_gates == ()
    assert many.differences[0].worse
    (gate,) = many.failed_gates
    assert gate.message.startswith(
        "fact_hit went from the baseline's 1.000 to 0.500 (-0.500, 95% interval -0.7"
    )


def test_the_mirror_for_what_is_better_low(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    ids = [f"c{at}" for at in range(12)]
    then = [make_outcome(id, scores={"forbidden": 0.0}) for id in ids]
    now = [make_outcome(id, scores={"forbidden": 1.0}) for id in ids]

    rise = compare(make_run(*now), baseline(*then), MEASURES)
    fall = compare(make_run(*then), baseline(*now), MEASURES)

    assert [gate.message.split()[0] for gate in rise.failed_gates] == ["forbidden"]
    assert fall.failed_gates == ()


def test_time_is_reported_and_gates_nothing(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    then = [make_outcome(f"c{at}", latency_ms=10.0 + at) for at in range(9)]
    now = [make_outcome(f"c{at}", latency_ms=1000.0 + at) for at in range(9)]

    found = compare(make_run(*now), baseline(*then), MEASURES)

    (time,) = (one for one in found.differences if one.measure == "latency_p50_ms")
    assert (time.before, time.after, time.change, time.low) == (14.0, 1004.0, 990.0, None)
    assert found.failed_gates == ()


def test_the_interval_is_that_of_paired_differences_by_case(
    make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    turns = [{"question": f"Q{n}?", "facts": ["nine"]} for n in range(3)]
    places = [(case, n) for case in "abcdef" for n in (1, 2, 3)]
    rng = np.random.default_rng(3)
    before, after = rng.random((2, len(places)))

    def outcomes(scores: np.ndarray) -> list[Outcome]:
        return [
            make_outcome(case, number=n, turns=turns, scores={"fact_hit": score})
            for (case, n), score in zip(places, scores.tolist(), strict=True)
        ]

    found = compare(make_run(*outcomes(after)), baseline(*outcomes(before)), MEASURES)

    moved = np.round(after - before, 9)
    (expected,) = intervals([Sample(moved[:, None], [case for case, _ in places])])
    difference = found.differences[0]
    assert difference.turns == 18
    assert (difference.change, difference.low, difference.high) == pytest.approx(
        (expected.mean, expected.low, expected.high)
    )
    assert difference.change == pytest.approx(difference.after - difference.before)


def test_turns_unscored_in_either_run_are_left_out_of_a_measure(
    make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    then = [
        make_outcome("a", scores={"fact_hit": None}),
        make_outcome("b", scores={"fact_hit": 0.25}),
        make_outcome("c", scores={"fact_hit": 1.0}),
    ]
    now = [
        make_outcome("a", scores={"fact_hit": 1.0}),
        make_outcome("b", scores={"fact_hit": 0.75}),
        make_outcome("c", scores={"fact_hit": None}),
    ]

    found = compare(make_run(*now), baseline(*then), MEASURES)

    difference = found.differences[0]
    assert (difference.turns, difference.before, difference.after) == (1, 0.25, 0.75)
    assert "forbidden" not in [one.measure for one in found.differences]


@given(held=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_runs_swapped_swap_the_lists(
    make_outcome: MakeOutcome, make_run: MakeRun, held: list[tuple[bool, bool]]
) -> None:
    def outcomes(at: int) -> list[Outcome]:
        return [
            make_outcome(f"c{n}", problems=[] if pair[at] else ["no"])
            for n, pair in enumerate(held)
        ]

    then, now = outcomes(0), outcomes(1)
    there = compare(make_run(*now), baseline(*then), MEASURES[:1])
    back = compare(make_run(*then), baseline(*now), MEASURES[:1])

    assert (there.broke, there.mended) == (back.mended, back.broke)
    assert there.differences[0].change == pytest.approx(-back.differences[0].change)
    assert not (there.differences[0].worse and back.differences[0].worse)
