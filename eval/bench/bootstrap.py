"""Intervals of means and percentiles by the percentile bootstrap, drawing whole clusters."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 20250905
RESAMPLES = 10_000
_CELLS = 2_000_000  # counts held in memory at once

Values = npt.NDArray[np.float64]
"""Shape (questions, columns): a column for each thing measured of a question. Where it could not be
it is NaN, and the question is left out of that column alone."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean, or a percentile, and the bounds between which 95% of its resamples lie."""

    mean: float
    """The percentile, where it is one."""
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured of some questions, and the cluster that each belongs to."""

    values: Values
    clusters: Sequence[Hashable]


def intervals(samples: Sequence[Sample]) -> list[Interval]:
    """Return for each column the mean over the samples of its means, with its 95% interval.

    Clusters are drawn with replacement, each with all its questions, since the questions of one
    conversation are not independent of each other; each sample is drawn by itself. All columns
    see the same draws: give the difference of two systems as a column to compare them in pairs.
    Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13 (percentiles);
    Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8 (clusters).
    """
    rng = np.random.default_rng(SEED)
    resampled = np.mean([_resampled(sample, rng) for sample in samples], axis=0)
    means = np.mean([np.nanmean(sample.values, axis=0) for sample in samples], axis=0)
    lows, highs = _bounds(resampled)
    return [Interval(*map(float, column)) for column in zip(means, lows, highs, strict=True)]


def percentile_interval(sample: Sample, percent: float) -> Interval:
    """Return a percentile of the one column of `sample` with its 95% interval, by the same draws.

    It is the least value that at least `percent` of the questions do not exceed (nearest rank).
    """
    kept = ~np.isnan(sample.values[:, 0])
    of, size = _numbered(sample.clusters)
    order = np.argsort(sample.values[kept, 0], kind="stable")
    values, clusters = sample.values[kept, 0][order], np.array(of)[kept][order]
    drawn = [
        _nearest_rank(values, times[:, clusters], percent)
        for times in _draws(size, len(values), np.random.default_rng(SEED))
    ]
    low, high = _bounds(np.concatenate(drawn))
    (value,) = _nearest_rank(values, np.ones((1, len(values))), percent)
    return Interval(float(value), float(low), float(high))


def _bounds(resampled: Values) -> Values:
    """Return the bounds of 95%; a draw in which nothing was measured tells nothing."""
    quantile = np.nanpercentile if np.isnan(resampled).any() else np.percentile
    bounds: Values = quantile(resampled, [2.5, 97.5], axis=0)
    return bounds


def _nearest_rank(values: Values, times: Values, percent: float) -> Values:
    """Return for each row of `times` the percentile of `values`, sorted, each so many times."""
    reached = times.cumsum(axis=1)
    total = reached[:, -1:]
    # Counts are whole numbers: half a count of slack keeps rounding from moving the rank.
    first = (reached * 100 >= percent * total - 1e-6).argmax(axis=1)
    return np.where(total[:, 0] > 0, values[first], np.nan)


def _resampled(sample: Sample, rng: np.random.Generator) -> Values:
    """Return the means of RESAMPLES draws, each of as many clusters as there are."""
    of, size = _numbered(sample.clusters)
    measured = ~np.isnan(sample.values)
    sums, sizes = (np.zeros((size, sample.values.shape[1])) for _ in range(2))
    np.add.at(sums, of, np.where(measured, sample.values, 0.0))
    np.add.at(sizes, of, measured)
    means = []
    for times in _draws(size, size, rng):
        counts = times @ sizes
        means.append(
            np.divide(times @ sums, counts, out=np.full_like(counts, np.nan), where=counts > 0)
        )
    return np.concatenate(means)


def _numbered(clusters: Sequence[Hashable]) -> tuple[list[int], int]:
    """Return the number of the cluster of each question, and how many clusters there are."""
    number: dict[Hashable, int] = {}
    return [number.setdefault(cluster, len(number)) for cluster in clusters], len(number)


def _draws(size: int, width: int, rng: np.random.Generator) -> Iterator[Values]:
    """Yield how often each of `size` clusters is drawn, in blocks of RESAMPLES draws in all.

    `width` is how many numbers the caller makes of each draw.
    """
    block = max(1, _CELLS // max(size, width))
    for at in range(0, RESAMPLES, block):
        draws = min(block, RESAMPLES - at)
        yield rng.multinomial(size, np.full(size, 1 / size), size=draws).astype(np.float64)
