"""Train the sentence selector of rag/selector.py.

    python -m eval.selector.train OUT FOLDER [FOLDER …] [--held-out FOLDER]

FOLDERs are news sets (see eval/bench/datasets.py). The model is all-MiniLM-L6-v2 with one linear
layer over the mean of its tokens; its token embeddings stay as they are. It reads questions made of
the sets' sentences (clozes.py, sayings.py) twice, then the sets' own questions four times, with
some of those after what somebody said; and these four times again, beginning at the full rate. Each
time some words of the questions are put otherwise (synonyms.py).

Listwise: of one right sentence and seven wrong ones of the same question, the right one is to score
highest (softmax cross entropy, as ListNet's top-1, Cao et al. 2007), and above 0; of some lists the
right one is taken away, and none is to score above 0. Right sentences with more of the question's
words are drawn more often, since the label is weak, and so are such wrong ones, since they are
hard. Writes OUT (a folder) with model.pt, selector.onnx and the figures; with --held-out, also how
often answers of 35 and 80 words hold the answer there, by the selector's scores and likeness.
"""

import argparse
import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from eval.selector.examples import LIST, Example, NewsExamples
from eval.selector.export import export
from eval.selector.lists import BATCH, Lists, batches
from eval.selector.model import SelectorModel, encode, scores
from eval.selector.synonyms import Synonyms
from rag.selector import LogOdds

_SEED = 0
_PARTS = 4
"""Neighbours in length are computed together, so that little is spent on padding."""
_RATE, _HEAD_RATE, _DECAY = 6e-5, 1e-3, 0.01
_PER_ARTICLE = 2  # questions made of one
_CLOZES, _SAYINGS = 2000, 500  # of a set
_MADE = 2, 0.6  # times that questions made are read, and share of their words put otherwise
_SYNONYMS = Synonyms()
_REAL = 4, 0.2  # the same of real ones
_AGAIN = 4, 0.1  # and of these again
_WARM = 60, 30  # steps until the full rate, at first and again


def train(
    quizzes: Sequence[Example],
    file: Path,
    clozes: Sequence[Example] = (),
    sayings: Sequence[Example] = (),
) -> SelectorModel:
    """Return a model that has read `clozes` and `sayings`, then `quizzes`.

    The same each time on the same machine. Its weights are written to `file` after each round.
    """
    usable = [example for example in quizzes if example.learnable]
    torch.manual_seed(_SEED)  # its last layer begins at random
    model = SelectorModel()
    first = [([*clozes, *sayings], _MADE[1])] * _MADE[0] + _rounds(usable, sayings, 1, *_REAL)
    for seed, plan in enumerate((first, _rounds(usable, sayings, 2, *_AGAIN))):
        torch.manual_seed(seed)
        order = random.Random(seed)  # noqa: S311
        rounds = [_reworded(of, share, order) for of, share in plan if of]
        _read(model, rounds, _WARM[seed], np.random.default_rng(seed), file)
    return model.eval()


def _rounds(
    quizzes: list[Example], sayings: Sequence[Example], parts: int, times: int, share: float
) -> list[tuple[list[Example], float]]:
    """Return what is read in each round: all quizzes, and in each other sayings."""
    every = parts * times
    return [([*quizzes, *sayings[at::every]], share) for at in range(times)]


def _read(
    model: SelectorModel,
    rounds: Sequence[Sequence[Example]],
    warm: int,
    rng: np.random.Generator,
    file: Path,
) -> None:
    """Train `model` on the rounds, at a rate that rises for `warm` steps and falls to the end."""
    steps = sum(len(each) // BATCH for each in rounds)
    optimiser = _optimiser(model)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.03, 1 - step / steps)
    )
    begin, step = perf_counter(), 0
    for each in rounds:
        for lists in batches(each, rng):
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


def _reworded(examples: list[Example], share: float, rng: random.Random) -> list[Example]:
    """Return the examples in random order, with some words of their questions put otherwise."""
    mixed = rng.sample(examples, len(examples))
    return [replace(e, question=_SYNONYMS.reworded(e.question, share, rng)) for e in mixed]


def _optimiser(model: SelectorModel) -> torch.optim.Optimizer:
    body = [p for p in model.body.parameters() if p.requires_grad]
    head = {"params": list(model.head.parameters()), "lr": _HEAD_RATE}
    return torch.optim.AdamW([{"params": body, "lr": _RATE}, head], weight_decay=_DECAY)


def _loss(model: SelectorModel, lists: Lists) -> torch.Tensor:
    by_length = np.argsort([len(text) for text in lists.texts], kind="stable")
    found = []
    for rows in np.array_split(by_length, _PARTS):
        pairs = encode([lists.questions[at] for at in rows], [lists.texts[at] for at in rows])
        with torch.autocast("cpu", torch.bfloat16):
            found.append(model(**pairs))
    ranked = torch.cat(found).float()[np.argsort(by_length)].view(-1, LIST)
    with_none = torch.cat([ranked, torch.zeros(len(ranked), 1)], dim=1)
    return cross_entropy(with_none, torch.tensor([0 if one else LIST for one in lists.answered]))


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
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    examples: list[Example] = []
    clozes: list[Example] = []
    sayings: list[Example] = []
    for folder in given.folders:
        news = NewsExamples(folder)
        examples += news.quizzes()
        rng = random.Random(_SEED)  # noqa: S311
        clozes += itertools.islice(news.clozes(_PER_ARTICLE, rng), _CLOZES)
        rng = random.Random(_SEED)  # noqa: S311
        sayings += itertools.islice(news.sayings(rng), _SAYINGS)
    model = train(examples, given.out / "model.pt", clozes, sayings)
    digest = export(model, given.out / "selector.onnx")
    figures: dict[str, Any] = {
        "folders": [folder.name for folder in given.folders],
        "examples": sum(example.learnable for example in examples),
        "clozes": len(clozes),
        "sayings": len(sayings),
        "sha256": digest,
    }
    if given.held_out:
        scored = [(each, scores(model, each)) for each in NewsExamples(given.held_out).quizzes()]
        for budget, weight in itertools.product((35, 80), (0.0, 1.0, 3.0)):
            figures[f"hit@{budget} words, likeness x {weight}"] = hits(scored, budget, weight)
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
