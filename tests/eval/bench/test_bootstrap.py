import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import bootstrap

from eval.bench.bootstrap import RESAMPLES, Interval, Sample, intervals

UNIT = st.floats(0, 1)


def column(values: list[float], clusters: list[object] | None = None) -> Sample:
    return Sample(np.array(values)[:, None], clusters or list(range(len(values))))


def test_single_questions_give_what_scipy_gives() -> None:
    values = np.random.default_rng(1).random(80) ** 3
    (ours,) = intervals([column(list(values))])
    theirs = bootstrap(
        (values,), np.mean, method="percentile", n_resamples=RESAMPLES, rng=np.random.default_rng(2)
    ).confidence_interval

    assert ours.mean == pytest.approx(values.mean())
    assert ours.low == pytest.approx(theirs.low, abs=0.004)
    assert ours.high == pytest.approx(theirs.high, abs=0.004)


def test_clusters_are_drawn_whole() -> None:
    # Three conversations of four equal turns: the mean of a draw of clusters, and the interval is
    # as wide as over three single values, not over twelve.
    values = [0.0] * 4 + [0.5] * 4 + [1.0] * 4
    clusters = list("aaaabbbbcccc")

    assert intervals([column(values, clusters)]) == intervals([column([0.0, 0.5, 1.0])])
    assert intervals([column(values)])[0].low > intervals([column(values, clusters)])[0].low


def test_a_long_conversation_weighs_by_its_turns() -> None:
    (one,) = intervals([column([1.0, 0.0, 0.0, 0.0], list("abbb"))])

    assert one.mean == 0.25
    assert (one.low, one.high) == (0.0, 1.0)


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 3)), elements=UNIT))
def test_a_mean_lies_between_its_bounds_and_they_between_the_extremes(
    values: np.ndarray,
) -> None:
    found = intervals([Sample(values, list(range(len(values))))])

    for at, one in enumerate(found):
        assert one.mean == pytest.approx(values[:, at].mean())
        assert values[:, at].min() - 1e-9 <= one.low <= one.high <= values[:, at].max() + 1e-9
        assert one.low - 1e-9 <= one.mean <= one.high + 1e-9


def test_what_is_the_same_has_no_width_and_runs_are_the_same() -> None:
    sample = column([0.5] * 9)

    assert intervals([sample]) == [Interval(0.5, 0.5, 0.5)]
    assert intervals([column([0, 1, 1])]) == intervals([column([0, 1, 1])])


def test_a_difference_as_a_column_is_paired() -> None:
    a = np.random.default_rng(3).random(50)
    sample = Sample(np.stack([a, a - 0.1, a - (a - 0.1)], axis=1), list(range(50)))

    first, second, difference = intervals([sample])

    assert first.high - first.low > 0.1
    assert difference.high - difference.low < 1e-9
    assert difference.mean == pytest.approx(first.mean - second.mean)


def test_of_several_samples_the_mean_of_means_is_taken() -> None:
    (one,) = intervals([column([1.0] * 3), column([0.0] * 9)])

    assert one == Interval(0.5, 0.5, 0.5)


def test_what_was_not_measured_is_left_out_of_its_column_alone() -> None:
    values = np.array([[1.0, 0.25], [0.0, np.nan], [0.5, 0.75]])

    whole, part = intervals([Sample(values, list("abc"))])

    assert whole == intervals([column([1.0, 0.0, 0.5])])[0]
    assert part.mean == 0.5
    assert (part.low, part.high) == (0.25, 0.75)


def test_a_percentile_is_numpys_of_the_inverted_distribution() -> None:
    values = list(np.random.default_rng(4).random(37))

    for percent in (1, 50, 95, 100):
        (found,) = intervals([column(values)], {0: percent})
        assert found.mean == np.percentile(values, percent, method="inverted_cdf")
        assert found.low <= found.mean <= found.high


def test_the_interval_of_a_percentile_is_that_of_scipy() -> None:
    values = np.arange(60.0)  # neighbours are one apart: the bounds may differ by a rank

    (ours,) = intervals([column(list(values))], {0: 50})
    theirs = bootstrap(
        (values,),
        lambda sample, axis: np.percentile(sample, 50, axis=axis, method="inverted_cdf"),
        method="percentile",
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(2),
    ).confidence_interval

    assert ours.low == pytest.approx(theirs.low, abs=1)
    assert ours.high == pytest.approx(theirs.high, abs=1)


def test_a_percentile_of_few_scored_clusters_is_theirs() -> None:
    values = [np.nan] * 9 + [3.0, 4.0]

    (found,) = intervals([column(values, list("abcdefghixx"))], {0: 95})

    assert found == Interval(4.0, 4.0, 4.0)
