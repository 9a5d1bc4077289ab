"""The JSON of a run, and what a baseline reads from it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CasesError
from eval.baseline import Comparison, asked, compare
from eval.judge import Judgements
from eval.measure import Measure
from eval.outcome import Outcome
from eval.report.json_report import load_baseline, results_of, to_dict, to_json
from eval.run import FailedGate, Run, Summary

CONDITIONS = {"model": "small", "date": "2025-06-03"}


def test_everything_is_in_it(full_run: Run, comparison: Comparison, judgements: Judgements) -> None:
    data = json.loads(to_json(full_run, CONDITIONS, comparison, judgements))

    assert data["conditions"] == CONDITIONS
    assert (data["passed"], data["drafts"], data["closed_gaps"]) == (False, 2, ["closed"])
    assert data["measures"]["fact_hit"] == {
        "value": 0.6, "low": 0.5, "high": 0.7, "scored": 5, "unscored": 1,
    }  # fmt: skip
    assert data["by_tag"]["numbers"]["fact_hit"]["value"] == 1.0
    assert [gate["gate"] for gate in data["failed_gates"]][:2] == ["grounded", "crash"]
    assert data["baseline"]["broke"] == ["missing"]
    assert data["baseline"]["differences"]["fact_hit"]["low"] == -0.5
    assert data["judge"]["agreement"] == {"answers": 2, "share": 0.5, "kappa": 0.0}
    turns = {turn["id"]: turn for turn in data["turns"]}
    assert list(turns) == [outcome.id for outcome in full_run.outcomes]
    ungrounded = turns["ungrounded"]
    assert ungrounded["broken"] == [
        {
            "gate": "grounded",
            "message": "27 is in none of what it cites",
            "statement": "27 ferries sail.",
            "evidence": "Nine ferries sail",
        }
    ]
    assert ungrounded["answer"]["citations"][0]["published"] == "2025-06-03"
    assert turns["talk/2"]["asked"]["previous"] == ["How many ferries sail?"]
    assert turns["talk/2"]["asked"]["expected"] == {"speaker": ["Ada Berg"]}
    assert (turns["missing"]["must"], turns["gap"]["known_gap"]) == (True, True)
    assert turns["crashed"]["answer"] is None
    assert turns["crashed"]["scores"] == {"fact_hit": None}


def slower(run: Run) -> Run:
    """Return the same run on a slow machine."""
    outcomes = []
    for outcome in run.outcomes:
        answer = outcome.answer and replace(outcome.answer, timings_ms={"search": 99.0})
        scores = {**outcome.scores, "latency_p50_ms": 999.0}
        outcomes.append(replace(outcome, latency_ms=999.0, answer=answer, scores=scores))
    late = Summary(999.0, 990.0, 1000.0, 8, 0)
    gate = FailedGate("latency_p50_ms", "999 is above 100")
    return replace(
        run,
        outcomes=tuple(outcomes),
        measures={**run.measures, "latency_p50_ms": late},
        by_tag={tag: {**of, "latency_p50_ms": late} for tag, of in run.by_tag.items()},
        failed_gates=(*run.failed_gates, gate),
    )


def test_two_runs_differ_only_in_timings_and_conditions(
    full_run: Run, comparison: Comparison
) -> None:
    faster, time = comparison.differences[0], comparison.differences[1]
    later = replace(comparison, differences=(faster, replace(time, after=999.0, change=979.0)))

    one = to_dict(full_run, CONDITIONS, comparison)
    two = to_dict(slower(full_run), {"date": "2025-06-04"}, later)

    assert one["timings"] != two["timings"]
    assert len(two["timings"]["failed_gates"]) == 1
    for data in (one, two):
        del data["timings"], data["conditions"]
    assert json.dumps(one) == json.dumps(two)


def test_a_run_that_passes_is_turned_by_a_limit_on_time_and_nothing_else_is(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    run = make_run(make_outcome("a"), make_outcome("b"))

    one, two = to_dict(run, CONDITIONS), to_dict(slower(run), CONDITIONS)

    assert one["timings"] != two["timings"]
    assert (one.pop("passed"), two.pop("passed")) == (True, False)
    for data in (one, two):
        del data["timings"]
    assert json.dumps(one) == json.dumps(two)
    again = slower(run)
    quick = to_dict(replace(again, failed_gates=()), CONDITIONS)
    del quick["timings"]
    assert quick.pop("passed")
    assert json.dumps(quick) == json.dumps(one)


def test_a_conversation_is_a_closed_gap_once_all_its_turns_hold(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    turns = [{"question": "Q1?", "facts": ["nine"]}, {"question": "Q2?", "facts": ["ten"]}]

    def talk(id: str, *second: str) -> list[Outcome]:
        gap = {"turns": turns, "tags": ["known-gap"]}
        last = make_outcome(id, number=2, problems=second, **gap)
        return [make_outcome(id, number=1, **gap), last]

    run = make_run(*talk("half", "no"), *talk("whole"), make_outcome("fine"))

    assert to_dict(run, {})["closed_gaps"] == ["whole"]


def test_a_run_read_back_is_a_baseline_that_nothing_differs_from(full_run: Run) -> None:
    names = ("fact_hit", "latency_p50_ms")
    measures = [Measure(name, "high", lambda answered: None, "") for name in names]

    past = results_of(json.loads(to_json(full_run, CONDITIONS)), "r.json")
    found = compare(full_run, past, measures)

    for outcome in full_run.outcomes:
        then = past[outcome.id]
        assert (then.asked, then.passed) == (asked(outcome), outcome.passed)
        assert (then.gates, then.scores) == (outcome.case.gates, outcome.scores)
    assert (found.broke, found.mended, found.changed, found.new, found.gone) == ((),) * 5
    assert [difference.change for difference in found.differences] == [0.0, 0.0]


@pytest.mark.parametrize("odd", [{"question": "Wie viele?"}, {"as_of": "2025-06-05"}])
def test_what_was_asked_survives_the_way_through_json(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run], odd: dict[str, Any]
) -> None:
    one = make_outcome(
        "a", cites=[["x.md", {"file": "y.md", "quote": "Nine"}]], tags=["t"],
        filters={"after": "2025-01-01", "outlets": ["Fjord Weekly"]}, **odd,
    )  # fmt: skip
    refused = make_outcome("b", facts=[], refuse="not said")
    run = make_run(one, refused)

    past = results_of(json.loads(to_json(run, {})), "r.json")

    assert compare(run, past, []).changed == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "r.json is no result of groundwire eval: write one with --json"),
        ({"cases": []}, "r.json is no result of groundwire eval: write one with --json"),
        ({"format": "groundwire-eval", "version": 7}, "r.json has version 7 of the format"),
        ({"format": "groundwire-eval", "version": 1}, "r.json is damaged at turns"),
    ],
)
def test_what_is_no_result_is_refused_in_a_line(data: object, message: str) -> None:
    with pytest.raises(CasesError) as caught:
        results_of(data, "r.json")

    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_damaged_turn_is_named(full_run: Run) -> None:
    data = to_dict(full_run, {})
    data["turns"][3]["passed"] = "perhaps"

    with pytest.raises(CasesError, match=r"damaged at turns\.3\.passed"):
        results_of(data, "r.json")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 100_000, b""])
def test_a_file_that_is_no_json(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(content)

    with pytest.raises(CasesError, match=r"r\.json is no result of groundwire eval"):
        load_baseline(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"none\.json cannot be read: No such file"):
        load_baseline(tmp_path / "none.json")


def test_odd_text_survives(odd_run: Run, odd: str) -> None:
    data = json.loads(to_json(odd_run, {}))

    assert data["turns"][0]["question"] == odd
    assert data["turns"][0]["answer"]["citations"][0]["title"] == odd
