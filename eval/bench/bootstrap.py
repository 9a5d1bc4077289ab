"""Intervals of means by the percentile bootstrap, drawing whole clusters."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 20250905
RESAMPLES = 10_000
_CELLS = 2_000_000  # counts held in memory at once

Values = npt.NDArray[np.float64]
"""Shape (questions, columns): a column for each thing measured of a question."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which 95% of its resamples lie."""

    mean: float
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
    means = np.mean([sample.values.mean(axis=0) for sample in samples], axis=0)
    lows, highs = np.percentile(resampled, [2.5, 97.5], axis=0)
    return [Interval(*map(float, column)) for column in zip(means, lows, highs, strict=True)]


def _resampled(sample: Sample, rng: np.random.Generator) -> Values:
    """Return the means of RESAMPLES draws, each of as many clusters as there are."""
    number: dict[Hashable, int] = {}
    of = [number.setdefault(cluster, len(number)) for cluster in sample.clusters]
    size = len(number)
    sums, sizes = np.zeros((size, sample.values.shape[1])), np.zeros((size, 1))
    np.add.at(sums, of, sample.values)
    np.add.at(sizes, of, 1)
    means = []
    block = max(1, _CELLS // size)
    for at in range(0, RESAMPLES, block):
        draws = min(block, RESAMPLES - at)
        times = rng.multinomial(size, np.full(size, 1 / size), size=draws).astype(np.float64)
        means.append((times @ sums) / (times @ sizes))
    return np.concatenate(means)
