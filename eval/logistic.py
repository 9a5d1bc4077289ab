"""Logistic regression over named signals, by Newton's method."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights of the signals as they are, not scaled, and the constant."""

    weights: Floats
    constant: float

    def scores(self, x: Floats) -> Floats:
        """Return the log odds of each row of `x`."""
        return np.asarray(x @ self.weights + self.constant, dtype=np.float64)


def fit(x: Floats, so: npt.NDArray[np.bool_], groups: Sequence[str], ridge: float) -> Regression:
    """Fit `so` to the rows of `x`; each label of each group counts the same in all.

    The signals are scaled to unit variance first; `ridge` is the weight of the squared penalty,
    in rows. Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 4.4.1.
    """
    middle, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = np.hstack([(x - middle) / scale, np.ones((len(x), 1))])
    counted = _evened(so, groups)
    penalty = ridge * np.eye(scaled.shape[1])
    penalty[-1, -1] = 1e-6
    found = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (counted * (so - sure)) - penalty @ found
        bend = (scaled * (counted * sure * (1 - sure))[:, None]).T @ scaled + penalty
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-8:
            break
    weights = found[:-1] / scale
    return Regression(weights, float(found[-1] - middle @ weights))


def _evened(so: npt.NDArray[np.bool_], groups: Sequence[str]) -> Floats:
    cells = list(zip(groups, so.tolist(), strict=True))
    times = {cell: cells.count(cell) for cell in set(cells)}
    share = len(cells) / len(times)
    return np.array([share / times[cell] for cell in cells])
