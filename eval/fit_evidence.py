"""Choose the weights of rag/evidence.py.

    python -m eval.fit_evidence FOLDER [FOLDER …]

Prints, for each folder (see eval/benchdata.py), the weights with the best mean reciprocal rank of
the first right sentence, and what the weights in use give. Over news the passages come from the
lexical ranking alone, so that nothing but the candidate sentences must be embedded. The selector in
use has read CLAPnq, and would be given too much weight there.
"""

import itertools
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.benchdata import DataSet, load
from eval.memory import memory_index
from index.embedder import SentenceTransformerEmbedder
from rag.features import FOR_FACTS, WITH_SELECTOR, Features
from rag.selector import BUNDLED
from rag.sentences import candidates

_QUESTIONS = 150
_CANDIDATES = 30
# Values to try for each weight. The questions of these sets hardly name dates or ask who said what.
_GRID: dict[str, tuple[float, ...]] = {
    "similarity": (0.0, 0.35, 0.5, 0.7, 1.0),
    "coverage": (0.1, 0.2, 0.3, 0.4),
    "expected": (0.0, 0.1, 0.2),
    "period": (WITH_SELECTOR.period,),
    "rank": (-0.06, -0.1),
    "speech": (WITH_SELECTOR.speech,),
    "answers": (0.0, 0.03, 0.04, 0.06, 0.1),
}

Judged = list[tuple[Features, bool]]


def main(folders: Sequence[str]) -> None:
    """Print for each folder the best weights beside those in use, for short facts and else."""
    for folder in folders:
        judged = list(_judge(load(Path(folder))))
        grid = itertools.product(*(_GRID[name] for name in Features._fields))
        best = max((Features(*weights) for weights in grid), key=lambda w: _mrr(judged, w))
        print(f"{folder}: {len(judged)} questions with a right sentence among the candidates")
        for name, weights in (("else", WITH_SELECTOR), ("facts", FOR_FACTS), ("best", best)):
            first = sum(_rank(case, weights) == 1 for case in judged) / len(judged)
            print(f"  {name}: MRR {_mrr(judged, weights):.3f}, first {first:.3f}, {weights}")


def _judge(data: DataSet) -> Iterator[Judged]:
    small = len(data.articles) < 1000
    index = memory_index(data.articles, SentenceTransformerEmbedder(), dense=small)
    questions = list(data.answerable)
    random.Random(0).shuffle(questions)  # noqa: S311 -- a fixed sample, not a secret
    for question in questions[:_QUESTIONS]:
        hits = index.search(question.text)
        found = candidates(index, question.text, hits, selector=BUNDLED, most=_CANDIDATES)
        case = [(candidate.features, question.is_right(candidate.text)) for candidate in found]
        if any(right for _, right in case):
            yield case


def _mrr(judged: Sequence[Judged], weights: Features) -> float:
    return sum(1 / _rank(case, weights) for case in judged) / len(judged)


def _rank(case: Judged, weights: Features) -> int:
    ranked = sorted(case, key=lambda pair: -pair[0].score(weights))
    return 1 + next(place for place, (_, right) in enumerate(ranked) if right)


if __name__ == "__main__":
    main(sys.argv[1:])
