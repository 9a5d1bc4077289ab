"""The regression finds the weights that labels were drawn from, and evens out labels and groups."""

import numpy as np
import pytest

from eval.logistic import fit


def test_the_weights_that_made_the_labels_are_found() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(4000, 3)) * [1.0, 5.0, 1.0]
    so = rng.random(4000) < 1 / (1 + np.exp(-(2 * x[:, 0] - 0.4 * x[:, 1])))

    found = fit(x, so, ["all"] * 4000, ridge=0.1)

    assert found.weights == pytest.approx([2, -0.4, 0], abs=0.2)
    assert ((found.scores(x) > 0) == so).mean() > 0.8


def test_a_rare_label_counts_as_much_as_the_other() -> None:
    rng = np.random.default_rng(2)
    so = rng.random(2000) < 0.05
    x = (so + rng.normal(size=2000))[:, None]

    found = fit(x, so, ["all"] * 2000, ridge=0.1)

    assert -found.constant / found.weights[0] == pytest.approx(0.5, abs=0.15)


def test_a_signal_that_never_varies_is_no_trouble() -> None:
    x = np.column_stack([np.linspace(-1, 1, 50), np.ones(50)])

    found = fit(x, x[:, 0] > 0, ["all"] * 50, ridge=1.0)

    assert np.isfinite(found.scores(x)).all()
