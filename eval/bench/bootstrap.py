"""Intervals of means and percentiles by the percentile bootstrap, drawing whole clusters."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 20250905
RESAMPLES = 10_000
FEWEST = 6
"""Clusters from which on an interval means anything: of fewer, not even a change of all of them in
one direction is significant at .05 (sign test, two-sided: 2 / 2^5 > .05). One has no width."""
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


def intervals(
    samples: Sequence[Sample], percents: Mapping[int, float] | None = None
) -> list[Interval]:
    """Return for each column the mean over the samples of its means, with its 95% interval.

    `percents` says of which columns a percentile is to stand in the place of the mean: the least
    value that at least so many percent of the questions do not exceed (nearest rank).

    Clusters are drawn with replacement, each with all its questions, since the questions of one
    conversation are not independent of each other; each sample is drawn by itself. All columns
    see the same draws: give the difference of two systems as a column to compare them in pairs.
    Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13 (percentiles);
    Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8 (clusters).
    """
    rng = np.random.default_rng(SEED)
    tables = [_Table(sample, percents or {}) for sample in samples]
    resampled = np.mean([table.resampled(rng) for table in tables], axis=0)
    found = np.mean([table.observed() for table in tables], axis=0)
    # A draw in which nothing of a column was measured tells nothing of it.
    quantile = np.nanpercentile if np.isnan(resampled).any() else np.percentile
    lows, highs = quantile(resampled, [2.5, 97.5], axis=0)
    return [Interval(*map(float, column)) for column in zip(found, lows, highs, strict=True)]


class _Table:
    """A sample, summed up by cluster."""

    def __init__(self, sample: Sample, percents: Mapping[int, float]) -> None:
        self._values, self._percents = sample.values, percents
        number: dict[Hashable, int] = {}
        of = np.array([number.setdefault(cluster, len(number)) for cluster in sample.clusters])
        self._size = len(number)
        measured = ~np.isnan(sample.values)
        self._sums, self._sizes = (np.zeros((self._size, measured.shape[1])) for _ in range(2))
        np.add.at(self._sums, of, np.where(measured, sample.values, 0.0))
        np.add.at(self._sizes, of, measured)
        self._sorted = {at: _sorted(sample.values[:, at], of) for at in percents}

    def observed(self) -> Values:
        """Return what the questions themselves give, for each column."""
        found: Values = np.nanmean(self._values, axis=0)
        for at, percent in self._percents.items():
            values, _ = self._sorted[at]
            found[at] = _nearest_rank(values, np.ones((1, len(values))), percent)[0]
        return found

    def resampled(self, rng: np.random.Generator) -> Values:
        """Return what RESAMPLES draws give, each of as many clusters as there are."""
        even = np.full(self._size, 1 / self._size)
        block = max(1, _CELLS // len(self._values))
        draws = [min(block, RESAMPLES - at) for at in range(0, RESAMPLES, block)]
        return np.concatenate(
            [self._of(rng.multinomial(self._size, even, n).astype(np.float64)) for n in draws]
        )

    def _of(self, times: Values) -> Values:
        """Return for each row of `times`, how often each cluster was drawn, what that gives."""
        counts = times @ self._sizes
        nothing = np.full_like(counts, np.nan)
        found = np.divide(times @ self._sums, counts, out=nothing, where=counts > 0)
        for at, percent in self._percents.items():
            values, clusters = self._sorted[at]
            found[:, at] = _nearest_rank(values, times[:, clusters], percent)
        return found


def _sorted(values: Values, of: npt.NDArray[np.int64]) -> tuple[Values, npt.NDArray[np.int64]]:
    """Return the values that were measured, from the least up, and the clusters they are of."""
    order = np.argsort(values, kind="stable")[: np.count_nonzero(~np.isnan(values))]
    return values[order], of[order]


def _nearest_rank(values: Values, times: Values, percent: float) -> Values:
    """Return for each row of `times` the percentile of `values`, sorted, each so many times."""
    reached = times.cumsum(axis=1)
    total = reached[:, -1:]
    # Counts are whole numbers: a little slack keeps rounding from moving the rank.
    first = (reached * 100 >= percent * total - 1e-6).argmax(axis=1)
    return np.where(total[:, 0] > 0, values[first], np.nan)
