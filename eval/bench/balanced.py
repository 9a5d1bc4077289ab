"""Balanced accuracy, thresholds for it, and intervals that draw whole clusters."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.bench.bootstrap import RESAMPLES, SEED, Interval

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_CELLS = 2_000_000  # counts held in memory at once


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of the claims of one set, and what is so."""

    said: Bools
    so: Bools
    clusters: Sequence[Hashable]
    """Claims on one text belong together."""


def balanced_accuracy(said: Bools, so: Bools) -> float:
    """Return the mean of the recall of both labels; a label that is not there counts .5."""
    recalls = [
        float((said[so == label] == label).mean()) for label in (True, False) if (so == label).any()
    ]
    return sum(recalls) / 2 + 0.25 * (2 - len(recalls))


def best_threshold(sets: Sequence[tuple[Floats, Bools]]) -> float:
    """Return the score from which on to say yes, best in the mean over `sets` of (scores, so)."""
    pooled = np.concatenate([scores for scores, _ in sets])
    tried = np.unique(np.quantile(pooled, np.linspace(0.01, 0.99, 197)))
    means = [np.mean([balanced_accuracy(s >= at, so) for s, so in sets]) for at in tried]
    return float(tried[int(np.argmax(means))])


def balanced_intervals(sets: Sequence[Judged]) -> tuple[list[Interval], Interval]:
    """Return each set's balanced accuracy and their mean, with 95% intervals.

    Percentile bootstrap over clusters, as in eval/bench/bootstrap.py; each set is drawn by itself.
    """
    rng = np.random.default_rng(SEED)
    drawn = [_resampled(one, rng) for one in sets]
    means = [balanced_accuracy(one.said, one.so) for one in sets]
    each = [_interval(mean, draws) for mean, draws in zip(means, drawn, strict=True)]
    return each, _interval(float(np.mean(means)), np.mean(drawn, axis=0))


def _interval(mean: float, draws: Floats) -> Interval:
    low, high = np.percentile(draws, [2.5, 97.5])
    return Interval(mean, float(low), float(high))


def _resampled(one: Judged, rng: np.random.Generator) -> Floats:
    number: dict[Hashable, int] = {}
    of = [number.setdefault(cluster, len(number)) for cluster in one.clusters]
    size = len(number)
    counts = np.zeros((size, 4))
    right = one.said == one.so
    cells = [one.so & right, one.so, ~one.so & right, ~one.so]
    np.add.at(counts, of, np.stack(cells, axis=1).astype(np.float64))
    block = max(1, _CELLS // size)
    draws = []
    for at in range(0, RESAMPLES, block):
        times = rng.multinomial(size, np.full(size, 1 / size), size=min(block, RESAMPLES - at))
        sums = times.astype(np.float64) @ counts
        draws.append((_share(sums[:, 0], sums[:, 1]) + _share(sums[:, 2], sums[:, 3])) / 2)
    return np.concatenate(draws)


def _share(part: Floats, whole: Floats) -> Floats:
    """Return part / whole; .5 where a draw has none of the label."""
    shares: Floats = np.divide(part, whole, out=np.full(len(part), 0.5), where=whole > 0)
    return shares
