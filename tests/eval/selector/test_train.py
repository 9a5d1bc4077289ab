"""How the selector is trained: from real sentences to weights that the product reads."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.selector.examples import Example, NewsExamples
from eval.selector.export import export
from eval.selector.model import SelectorModel, encode, load_model, scores
from eval.selector.train import hits, read_on, train
from rag.selector import OnnxSelector
from tests.eval.selector.made import example


@pytest.fixture(scope="module")
def model() -> SelectorModel:
    torch.manual_seed(0)
    return SelectorModel().eval()


@pytest.mark.parametrize(
    ("right", "wrong", "learnable"), [(1, 7, True), (1, 6, False), (0, 9, False)]
)
def test_learnt_is_from_what_makes_a_list(right: int, wrong: int, learnable: bool) -> None:
    assert example(right, wrong).learnable is learnable


def test_examples_are_the_sentences_that_the_search_finds(bench_data: Path) -> None:
    examples = list(NewsExamples(bench_data / "news").quizzes())

    assert examples
    for one in examples:
        assert len(one.texts) == len(one.right) == len(one.likeness) == len(one.words)
    assert any(any(one.right) for one in examples)


def test_the_answer_counts_only_within_the_budget() -> None:
    one, score = example(1, 1), np.array([0.5, 0.6], dtype=np.float32)

    assert hits([(one, score)], budget=10, likeness=0.0) == 1.0
    assert hits([(one, score)], budget=9, likeness=0.0) == 0.0
    assert hits([(one, -score)], budget=5, likeness=0.0) == 1.0
    assert hits([(one, -score)], budget=4, likeness=0.0) == 0.0
    assert hits([(one, -score)], budget=5, likeness=9.0) == 0.0


def test_training_puts_what_is_right_first(tmp_path: Path) -> None:
    right = tuple(f"The ferry number {n} sails from the harbour of Voss." for n in range(4))
    wrong = tuple(f"The choir sang song number {n} in the old church." for n in range(9))
    one = Example("Which ferry sails?", right + wrong, (True,) * 4 + (False,) * 9, (0.0,) * 13,
                  (8,) * 13)  # fmt: skip

    trained = train([one] * 16, tmp_path / "model.pt", clozes=[one] * 16)

    found = scores(trained, one)
    assert found[:4].min() > found[4:].max()
    assert found[4:].max() < 0
    read = scores(load_model(tmp_path / "model.pt"), one)
    assert read == pytest.approx(found)


def test_what_is_read_later_counts_too(model: SelectorModel, tmp_path: Path) -> None:
    right = tuple(f"The choir sang song number {n} in the old church." for n in range(4))
    wrong = tuple(f"The ferry number {n} sails from the harbour of Voss." for n in range(9))
    one = Example("What was sung?", wrong + right, (False,) * 9 + (True,) * 4, (0.0,) * 13,
                  (8,) * 13)  # fmt: skip
    silent = replace(one, question="Who went skiing?", right=(False,) * 13)
    before = scores(model, one)

    after = read_on(
        deepcopy(model), [one, silent] * 16, [one] * 16, [one] * 8, tmp_path / "model.pt"
    )

    found = scores(after, one)
    assert found[9:].min() - found[:9].max() > before[9:].min() - before[:9].max()
    assert scores(after, silent).max() < found[9:].min()


def test_the_exported_weights_say_what_the_model_says(model: SelectorModel, tmp_path: Path) -> None:
    question, texts = "Which harbour?", ["The harbour of Voss opened.", "A choir sang all night."]

    export(model, tmp_path / "selector.onnx")
    found = OnnxSelector(tmp_path / "selector.onnx", sha256=None).log_odds(question, texts)

    with torch.no_grad():
        whole = model(**encode([question] * 2, texts)).numpy()
    assert found == pytest.approx(whole, abs=0.2)
