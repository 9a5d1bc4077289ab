"""Train the sentence selector of rag/selector.py.

    python -m eval.selector.train OUT FOLDER [FOLDER …] [--held-out FOLDER] [--epochs N]

FOLDERs are news sets (see eval/bench/datasets.py). The model is all-MiniLM-L6-v2 with one linear
layer over the mean of its tokens; its token embeddings stay as they are. Listwise: of one right
sentence and seven wrong ones of the same question, the right one is to score highest (softmax cross
entropy, as ListNet's top-1, Cao et al. 2007). Right sentences with more of the question's words are
drawn more often, since the label is weak, and so are such wrong ones, since they are hard. Writes
OUT (a folder) with model.pt, selector.onnx and the figures; with --held-out, also how often answers
of 35 and 80 words hold the answer there, by the selector's scores and likeness.
"""

import argparse
import itertools
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

from eval.selector.examples import LIST, Example, read_examples
from eval.selector.export import export
from eval.selector.model import SelectorModel, encode, scores
from rag.selector import LogOdds

_SEED = 0
_BATCH = 8
"""Lists in a step."""
_RATE, _HEAD_RATE, _DECAY, _WARM = 6e-5, 1e-3, 0.01, 60


@dataclass(frozen=True, slots=True)
class Lists:
    """One step's input: a question and `LIST` texts each, the right one first."""

    questions: tuple[str, ...]
    texts: tuple[str, ...]


def train(examples: Sequence[Example], epochs: int, file: Path) -> SelectorModel:
    """Return a model trained on `examples`; the same each time on the same machine.

    Its weights are written to `file` after each epoch.
    """
    torch.manual_seed(_SEED)
    rng, order = np.random.default_rng(_SEED), random.Random(_SEED)  # noqa: S311
    model, usable = SelectorModel(), [example for example in examples if example.learnable]
    steps = epochs * (len(usable) // _BATCH)
    optimiser = _optimiser(model)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / _WARM) * max(0.03, 1 - step / steps)
    )
    begin, step = perf_counter(), 0
    for _ in range(epochs):
        order.shuffle(usable)
        for lists in _batches(usable, rng):
            loss = _loss(model, lists)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                print(f"step {step}/{steps}: loss {loss:.3f}, {perf_counter() - begin:.0f} s",
                      flush=True)  # fmt: skip
        torch.save(model.state_dict(), file)
    return model.eval()


def _optimiser(model: SelectorModel) -> torch.optim.Optimizer:
    body = [p for p in model.body.parameters() if p.requires_grad]
    head = {"params": list(model.head.parameters()), "lr": _HEAD_RATE}
    return torch.optim.AdamW([{"params": body, "lr": _RATE}, head], weight_decay=_DECAY)


def _loss(model: SelectorModel, lists: Lists) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        found = model(**encode(lists.questions, lists.texts))
    ranked = found.float().view(-1, LIST)
    return cross_entropy(ranked, torch.zeros(len(ranked), dtype=torch.long))


def _batches(examples: Sequence[Example], rng: np.random.Generator) -> Iterator[Lists]:
    for first in range(0, len(examples) - _BATCH + 1, _BATCH):
        questions: list[str] = []
        texts: list[str] = []
        for example in examples[first : first + _BATCH]:
            drawn = draw(example, rng)
            questions += [example.question] * len(drawn)
            texts += drawn
        yield Lists(tuple(questions), tuple(texts))


def draw(example: Example, rng: np.random.Generator) -> list[str]:
    """Return the texts of one list, the right one first; hard ones are likelier than others."""
    right = np.flatnonzero(example.right)
    wrong = np.flatnonzero(np.logical_not(example.right))
    likeness = np.array(example.likeness)
    chosen = rng.choice(right, 1, p=_shares(4 * likeness[right]))
    others = rng.choice(wrong, LIST - 1, replace=False, p=_shares(2 * likeness[wrong]))
    return [example.texts[at] for at in (*chosen, *others)]


def _shares(logits: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    raised = np.exp(logits)
    return np.asarray(raised / raised.sum())


def hits(scored: Sequence[tuple[Example, LogOdds]], budget: int, likeness: float) -> float:
    """Return for how many examples the best sentences, up to `budget` words, hold the answer.

    As a share, by the model's score of each sentence and `likeness` times that.
    """
    found = 0
    for example, score in scored:
        left = budget
        for at in np.argsort(-(score + likeness * np.array(example.likeness)), kind="stable"):
            if example.words[at] > left:
                break
            left -= example.words[at]
            if example.right[at]:
                found += 1
                break
    return found / max(1, len(scored))


def main() -> None:
    """Read the folders, train, export, and measure on what was held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    examples = [example for folder in given.folders for example in read_examples(folder)]
    model = train(examples, given.epochs, given.out / "model.pt")
    digest = export(model, given.out / "selector.onnx")
    figures: dict[str, Any] = {
        "folders": [folder.name for folder in given.folders],
        "epochs": given.epochs,
        "examples": sum(example.learnable for example in examples),
        "sha256": digest,
    }
    if given.held_out:
        scored = [(each, scores(model, each)) for each in read_examples(given.held_out)]
        for budget, weight in itertools.product((35, 80), (0.0, 1.0, 3.0)):
            figures[f"hit@{budget} words, likeness x {weight}"] = hits(scored, budget, weight)
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
