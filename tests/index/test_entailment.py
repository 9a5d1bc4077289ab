"""One contract, held by the fake and by real CrossEncoders with one label or several."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.entailment import CrossEncoderEntailment, Entailment, OverlapEntailment
from index.weights import bundled_weights

PAIRS = [
    ("Cod prices rose in Bergen.", "Cod prices rose."),
    ("A choir sang.", "Cod prices rose."),
    ("The ferry is late.", "The ferry is late."),
]


@pytest.fixture(params=["overlap", "one score", "two labels"])
def model(request: pytest.FixtureRequest, cross_encoder: Path, two_labels: Path) -> Entailment:
    if request.param == "overlap":
        return OverlapEntailment()
    folder = cross_encoder if request.param == "one score" else two_labels
    return CrossEncoderEntailment(str(folder))


def test_each_pair_has_a_probability_of_its_own(model: Entailment) -> None:
    found = model.probabilities(PAIRS)

    assert found.shape == (3,)
    assert ((found >= 0) & (found <= 1)).all()
    assert len(set(found.tolist())) > 1
    alone = [model.probabilities([pair])[0] for pair in PAIRS]
    assert np.allclose(found, alone, atol=1e-4)
    assert model.probabilities([]).shape == (0,)


def named(folder: Path, *labels: str) -> CrossEncoderEntailment:
    config = json.loads((folder / "config.json").read_text())
    config["id2label"] = dict(enumerate(labels))
    config["label2id"] = {label: at for at, label in enumerate(labels)}
    (folder / "config.json").write_text(json.dumps(config))
    return CrossEncoderEntailment(str(folder))


def test_the_label_that_means_supported_is_found_by_its_name(two_labels: Path) -> None:
    first = named(two_labels, "ENTAILMENT", "not_entailment").probabilities(PAIRS)
    second = named(two_labels, "contradiction", "entailment").probabilities(PAIRS)

    assert np.allclose(first + second, 1)


def test_a_model_that_was_not_trained_for_it_is_refused() -> None:
    with pytest.raises(ModelError, match="not trained to score pairs"):
        CrossEncoderEntailment(str(bundled_weights())).probabilities(PAIRS)


def test_a_folder_that_holds_none_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-folder") as refused:
        CrossEncoderEntailment(str(tmp_path / "no-such-folder")).probabilities(PAIRS)

    assert "\n" not in str(refused.value)
