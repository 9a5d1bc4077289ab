"""Train the sentence selector of rag/selector.py.

    python -m eval.selector.train OUT FOLDER [FOLDER …] [--held-out FOLDER] [--epochs N]

FOLDERs are news sets (see eval/bench/datasets.py). The model is all-MiniLM-L6-v2 with one linear
layer over the mean of its tokens; its token embeddings stay as they are. Listwise: of one right
sentence and seven wrong ones of the same question, the right one is to score highest (softmax cross
entropy, as ListNet's top-1, Cao et al. 2007). What is known anyway, the share of the question's
words and the rank, is added with weights learned beside it, so that the model learns what they do
not say. Right sentences with more of the question's words are drawn more often, since the label is
weak, and so are such wrong ones, since they are hard. Writes OUT (a folder) with model.pt,
selector.onnx and the figures; with --held-out, also how often answers of 35 and 80 words hold the
answer there.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from eval.selector.examples import Example, read_examples
from eval.selector.export import export
from eval.selector.model import SelectorModel, encode, scores
from rag.selector import Scores

_SEED = 0
_LIST = 8
"""Sentences in a list: one right, the others wrong."""
_BATCH = 8
"""Lists in a step."""
_RATE, _HEAD_RATE, _DECAY, _WARM = 6e-5, 1e-3, 0.01, 60


@dataclass(frozen=True, slots=True)
class Lists:
    """One step's input: a question and `_LIST` texts each, the right one first."""

    questions: tuple[str, ...]
    texts: tuple[str, ...]
    known: torch.Tensor
    """Shape (texts, 2): coverage and rank."""


class Beside(torch.nn.Module):
    """What coverage and rank say, in the selector's unit."""

    def __init__(self) -> None:
        """Start from weights near those that features alone would get."""
        super().__init__()
        self.weights = torch.nn.Parameter(torch.tensor([3.0, -0.1]))

    def forward(self, known: torch.Tensor) -> torch.Tensor:
        """Return the sum for each row of `known`, shape (texts,)."""
        return known @ self.weights


def train(examples: Sequence[Example], epochs: int) -> tuple[SelectorModel, Beside]:
    """Return a model trained on `examples`; the same each time on the same machine."""
    torch.manual_seed(_SEED)
    rng, order = np.random.default_rng(_SEED), random.Random(_SEED)  # noqa: S311
    model, beside, usable = (
        SelectorModel(),
        Beside(),
        [example for example in examples if example.learnable],
    )
    steps = epochs * (len(usable) // _BATCH)
    optimiser = _optimiser(model, beside)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / _WARM) * max(0.03, 1 - step / steps)
    )
    begin, step = perf_counter(), 0
    for _ in range(epochs):
        order.shuffle(usable)
        for lists in _batches(usable, rng):
            loss = _loss(model, beside, lists)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                print(f"step {step}/{steps}: loss {loss:.3f}, {perf_counter() - begin:.0f} s",
                      flush=True)  # fmt: skip
    return model.eval(), beside


def _optimiser(model: SelectorModel, beside: Beside) -> torch.optim.Optimizer:
    body = [p for p in model.body.parameters() if p.requires_grad]
    head = {"params": [*model.head.parameters(), *beside.parameters()], "lr": _HEAD_RATE}
    return torch.optim.AdamW([{"params": body, "lr": _RATE}, head], weight_decay=_DECAY)


def _loss(model: SelectorModel, beside: Beside, lists: Lists) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        found = model(**encode(lists.questions, lists.texts))
    ranked = (found.float() + beside(lists.known)).view(-1, _LIST)
    return cross_entropy(ranked, torch.zeros(len(ranked), dtype=torch.long))


def _batches(examples: Sequence[Example], rng: np.random.Generator) -> Iterator[Lists]:
    for first in range(0, len(examples) - _BATCH + 1, _BATCH):
        questions: list[str] = []
        texts: list[str] = []
        known: list[tuple[float, float]] = []
        for example in examples[first : first + _BATCH]:
            drawn = _draw(example, rng)
            questions += [example.question] * len(drawn)
            texts += [example.texts[at] for at in drawn]
            known += [example.known[at] for at in drawn]
        yield Lists(tuple(questions), tuple(texts), torch.tensor(known))


def _draw(example: Example, rng: np.random.Generator) -> list[int]:
    right = np.flatnonzero(example.right)
    wrong = np.flatnonzero(np.logical_not(example.right))
    coverage = np.array(example.known)[:, 0]
    chosen = rng.choice(right, 1, p=_shares(4 * coverage[right]))
    scarce = len(wrong) < _LIST - 1
    others = rng.choice(wrong, _LIST - 1, replace=scarce, p=_shares(2 * coverage[wrong]))
    return [int(at) for at in (*chosen, *others)]


def _shares(logits: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    raised = np.exp(logits)
    return np.asarray(raised / raised.sum())


def hits(examples: Sequence[Example], scored: Sequence[Scores], budget: int) -> float:
    """Return how often in `examples` the best sentences, up to `budget` words, hold the answer."""
    found = 0
    for example, score in zip(examples, scored, strict=True):
        left, held = budget, False
        for at in np.argsort(-score, kind="stable"):
            if example.words[at] <= left:
                left -= example.words[at]
                held = held or example.right[at]
        found += held
    return found / max(1, len(examples))


def main() -> None:
    """Read the folders, train, export, and measure on what was held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    examples = [example for folder in given.folders for example in read_examples(folder)]
    model, beside = train(examples, given.epochs)
    torch.save(model.state_dict(), given.out / "model.pt")
    digest = export(model, given.out / "selector.onnx")
    figures: dict[str, Any] = {
        "folders": [folder.name for folder in given.folders],
        "epochs": given.epochs,
        "examples": sum(example.learnable for example in examples),
        "beside": beside.weights.tolist(),
        "sha256": digest,
    }
    if given.held_out:
        held = read_examples(given.held_out)
        model_says = [scores(model, example) for example in held]
        known = [np.array(example.known) @ beside.weights.detach().numpy() for example in held]
        for share in (0.0, 0.5, 1.0, 1.5):
            both = [share * m + k for m, k in zip(model_says, known, strict=True)]
            for budget in (35, 80):
                figures[f"hit@{budget} words, selector x {share}"] = hits(held, both, budget)
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
