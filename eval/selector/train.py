"""Train the sentence selector of rag/selector.py.

    python -m eval.selector.train OUT FOLDER [FOLDER …] [--from FILE] [--open FOLDER …]
        [--left-out 0|1] [--held-out FOLDER]

FOLDERs are news sets (see eval/bench/datasets.py). The model is all-MiniLM-L6-v2 with one linear
layer over the mean of its tokens; its token embeddings stay as they are. It reads questions made of
the sets' sentences (clozes.py, sayings.py) twice, then the sets' own questions four times, with
some of those after what somebody said; and these four times again, beginning at the full rate. Each
time some words of the questions are put otherwise (synonyms.py). Of --open it then reads questions
that are not of news (open_questions.py), mixed with those of news; --left-out leaves out a half of
CLAPnq's, to measure on, and --from begins with the news.pt of a training before.

Listwise: of one right sentence and seven wrong ones of the same question, the right one is to score
highest (softmax cross entropy, as ListNet's top-1, Cao et al. 2007), and above 0; of some lists the
right one is taken away, and none is to score above 0. Right sentences with more of the question's
words are drawn more often, since the label is weak, and so are such wrong ones, since they are
hard. Writes OUT (a folder) with news.pt, open.pt, selector.onnx and the figures; with --held-out,
also how often answers of 35 and 80 words hold the answer there, by the selector's scores and
likeness.
"""

import argparse
import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from eval.selector.examples import Example, NewsExamples
from eval.selector.export import export
from eval.selector.model import SelectorModel, load_model, scores
from eval.selector.open_questions import open_questions
from eval.selector.steps import read
from eval.selector.synonyms import Synonyms
from rag.selector import LogOdds

_SEED = 0
_PER_ARTICLE = 2  # questions made of one
_CLOZES, _SAYINGS = 2000, 500  # of a set
_MADE = 2, 0.6  # times that questions made are read, and share of their words put otherwise
_SYNONYMS = Synonyms()
_REAL = 4, 0.2  # the same of real ones
_AGAIN = 4, 0.1  # and of these again
_RATES = 6e-5, 1e-3
_WARM = 60, 30  # steps until the full rate, at first and again
_OPEN, _OPEN_RATES, _OPEN_WARM, _OPEN_SEED = 4, (3e-5, 3e-5), 20, 2  # rounds of open questions


def train(
    usable: Sequence[Example],
    file: Path,
    clozes: Sequence[Example] = (),
    sayings: Sequence[Example] = (),
) -> SelectorModel:
    """Return a model that has read `clozes` and `sayings`, then the `usable` quizzes.

    The same each time on the same machine. Its weights are written to `file` after each round.
    """
    torch.manual_seed(_SEED)  # its last layer begins at random
    model = SelectorModel()
    first = [([*clozes, *sayings], _MADE[1])] * _MADE[0] + _rounds(usable, sayings, 1, *_REAL)
    for seed, plan in enumerate((first, _rounds(usable, sayings, 2, *_AGAIN))):
        torch.manual_seed(seed)
        order = random.Random(seed)  # noqa: S311
        rounds = [_reworded(of, share, order) for of, share in plan if of]
        read(model, rounds, _RATES, _WARM[seed], np.random.default_rng(seed), file)
    return model.eval()


def read_on(
    model: SelectorModel,
    asked: Sequence[Example],
    quizzes: Sequence[Example],
    sayings: Sequence[Example],
    file: Path,
) -> SelectorModel:
    """Train a `model` that has read news on the open questions `asked`, mixed with those of news.

    As many quizzes and a quarter as many sayings are drawn for each round, so that it forgets
    nothing. Its weights are written to `file` after each round.
    """
    order = random.Random(_OPEN_SEED)  # noqa: S311
    rounds = []
    for _ in range(_OPEN):
        news = order.sample(list(quizzes), min(len(quizzes), len(asked)))
        said = order.sample(list(sayings), min(len(sayings), len(asked) // 4))
        mixed = [*asked, *news, *said]
        rounds.append(order.sample(mixed, len(mixed)))
    torch.manual_seed(_OPEN_SEED)
    rng = np.random.default_rng(_OPEN_SEED)
    read(model.train(), rounds, _OPEN_RATES, _OPEN_WARM, rng, file)
    return model.eval()


def _rounds(
    quizzes: Sequence[Example], sayings: Sequence[Example], parts: int, times: int, share: float
) -> list[tuple[list[Example], float]]:
    """Return what is read in each round: all quizzes, and in each other sayings."""
    every = parts * times
    return [([*quizzes, *sayings[at::every]], share) for at in range(times)]


def _reworded(examples: list[Example], share: float, rng: random.Random) -> list[Example]:
    """Return the examples in random order, with some words of their questions put otherwise."""
    mixed = rng.sample(examples, len(examples))
    return [replace(e, question=_SYNONYMS.reworded(e.question, share, rng)) for e in mixed]


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
    parser.add_argument("--open", type=Path, nargs="*", default=[])
    parser.add_argument("--left-out", type=int, choices=(0, 1))
    parser.add_argument("--from", type=Path, dest="begun")
    given = parser.parse_args()
    if given.left_out is not None and not given.open:
        parser.error("--left-out is of CLAPnq: name its folder after --open")
    given.out.mkdir(parents=True, exist_ok=True)
    examples: list[Example] = []
    clozes: list[Example] = []
    sayings: list[Example] = []
    for folder in given.folders:
        news = NewsExamples(folder)
        examples += news.quizzes()
        rng = random.Random(_SEED)  # noqa: S311
        if not given.begun:
            clozes += itertools.islice(news.clozes(_PER_ARTICLE, rng), _CLOZES)
        rng = random.Random(_SEED)  # noqa: S311
        sayings += itertools.islice(news.sayings(rng), _SAYINGS)
    usable = [example for example in examples if example.learnable]
    news_file = given.out / "news.pt"
    model = load_model(given.begun) if given.begun else train(usable, news_file, clozes, sayings)
    asked = open_questions(given.open, given.left_out)
    if asked:
        model = read_on(model, asked, usable, sayings, given.out / "open.pt")
    digest = export(model, given.out / "selector.onnx")
    figures: dict[str, Any] = {
        "folders": [folder.name for folder in given.folders],
        "examples": len(usable),
        "clozes": len(clozes),
        "sayings": len(sayings),
        "from": given.begun and str(given.begun),
        "open questions": len(asked),
        "left out": given.left_out,
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
