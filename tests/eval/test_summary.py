"""Means, percentiles and their intervals over turns, some of them unscored."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.cases import Case
from eval.measure import Measure
from eval.outcome import Outcome
from eval.run import Summary
from eval.summary import summarise, summarise_tags

MEAN = Measure("mean", "high", lambda _: None, "")
OTHER = Measure("other", "high", lambda _: None, "")
P50 = Measure("p50", "low", lambda _: None, "", percentile=50)
P95 = Measure("p95", "low", lambda _: None, "", percentile=95)


def outcome(id: str, tags: tuple[str, ...] = (), **scores: float | None) -> Outcome:
    case = Case.model_validate({"id": id, "question": "Q?", "facts": ["x"], "tags": tags})
    return Outcome(case, case.asked[0], 1, None, (), 0.0, None, scores, (), ())


def test_unscored_turns_are_counted_and_left_out_of_that_measure_alone() -> None:
    turns = [
        outcome("a", mean=1.0, other=None),
        outcome("b", mean=0.0, other=0.25),
        outcome("c", mean=0.5, other=None),
    ]

    found = summarise(turns, (MEAN, OTHER))

    assert found["mean"].value == 0.5
    assert (found["mean"].scored, found["mean"].unscored) == (3, 0)
    assert found["other"] == Summary(0.25, None, None, 1, 2)


def test_what_nothing_could_be_scored_in_has_no_value() -> None:
    assert summarise([outcome("a", mean=None)], (MEAN,)) == {
        "mean": Summary(None, None, None, 0, 1)
    }
    assert summarise([], (MEAN, P95))["p95"] == Summary(None, None, None, 0, 0)


def test_the_turns_of_a_conversation_are_drawn_together() -> None:
    apart = [outcome(str(n), mean=float(n % 2)) for n in range(12)]
    together = [outcome(str(n % 6), mean=float(n % 2)) for n in range(12)]

    wide, narrow = summarise(together, (MEAN,))["mean"], summarise(apart, (MEAN,))["mean"]

    assert wide.value == narrow.value == 0.5
    assert wide.low is not None and narrow.low is not None
    assert 0 <= wide.low < narrow.low


def test_an_interval_takes_six_cases_with_a_score() -> None:
    six = [outcome(str(n), mean=float(n % 2), other=None if n else 1.0) for n in range(6)]
    again = [outcome("0", mean=1.0), *six[:5]]

    assert summarise(six, (MEAN,))["mean"].low is not None
    assert summarise(six, (OTHER,))["other"] == Summary(1.0, None, None, 1, 5)
    assert summarise(again, (MEAN,))["mean"].low is None  # six turns of five cases


def test_percentiles_are_of_the_nearest_rank() -> None:
    turns = [outcome(str(n), p50=float(n), p95=float(n)) for n in range(1, 21)]

    found = summarise(turns, (P50, P95))

    assert (found["p50"].value, found["p95"].value) == (10, 19)
    assert found["p95"].low is not None and found["p95"].high == 20
    assert found["p95"].low < 19


@settings(max_examples=25)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=8))
def test_values_lie_in_their_intervals_and_order_does_not_matter(
    scores: list[float | None],
) -> None:
    turns = [outcome(str(at), mean=score, p50=score) for at, score in enumerate(scores)]

    found = summarise(turns, (MEAN, P50))
    turned = summarise(turns[::-1], (MEAN, P50))

    for name, one in found.items():
        assert one.scored + one.unscored == len(scores)
        assert turned[name].value == pytest.approx(one.value)
        if one.value is not None and one.low is not None and one.high is not None:
            assert 0 <= one.low <= one.value + 1e-9
            assert one.value <= one.high + 1e-9 <= 1 + 2e-9


def test_tags_have_their_own_and_known_gaps_count_for_theirs_alone() -> None:
    turns = [
        outcome("a", ("number",), mean=1.0),
        outcome("b", ("number", "known-gap"), mean=0.0),
        outcome("c", ("date",), mean=0.5),
    ]

    found = summarise_tags(turns, (MEAN,))

    assert list(found) == ["date", "known-gap", "number"]
    assert found["number"]["mean"].value == 1.0
    assert found["known-gap"]["mean"].value == 0.0


def test_two_runs_give_the_same() -> None:
    turns = [outcome(str(n), mean=n / 7, p95=float(n)) for n in range(7)]

    assert summarise(turns, (MEAN, P95)) == summarise(turns, (MEAN, P95))
