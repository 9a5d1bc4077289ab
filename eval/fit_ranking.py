"""Measure the weights of index/ranking.py, and each of them at other values.

    python -m eval.fit_ranking FOLDER INDEX

FOLDER holds a data set of the benchmark (see `groundwire bench search --help`), INDEX is where its
index stands or is to be written. News are searched with the day that each question was asked and
without it, and scored by silver MRR@10; conversations with their history, by the mean of R@5 and
nDCG@5. One weight is changed at a time, so the best of a line is a direction, not an optimum.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench.datasets import DataSet, NewsQuestion, NewsSet, Turn, load_sets
from eval.bench.scores import DEPTH, first_rank, holds, judged, silver
from index.embedder import SentenceTransformerEmbedder
from index.preference import Preference
from index.ranking import RankingWeights, Signals, rank, weights_for
from index.search import Index
from index.writer import update_index
from rag.holdings import Holdings
from rag.request import prepare

_FACTORS = (0.0, 0.5, 0.75, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Case:
    """A question's candidates, and for each of them what it is judged by."""

    signals: Signals
    prefer: Preference
    judged: Sequence[Any]
    """Whether it holds the answer (news), or the id of its article (conversations)."""


def main(folder: Path, place: Path) -> None:
    """Print the measure with the weights in use, and with each changed."""
    (data,) = load_sets(folder, ())
    embedder = SentenceTransformerEmbedder()
    update_index(place, [data.corpus], embedder)
    index = Index.open(place, embedder)
    holdings = Holdings(index.articles)
    for asked in (False, True) if isinstance(data, NewsSet) else (False,):
        cases = [_case(index, holdings, question, asked) for question in data.questions]
        print(f"{data.name}{', asked' if asked else ''}: {_score(data, cases, {}):.4f}")
        for weights in {weights_for(case.prefer): None for case in cases}:
            _vary(data, cases, weights)


def _vary(data: DataSet, cases: Sequence[Case], in_use: RankingWeights) -> None:
    for field in fields(RankingWeights):
        value = getattr(in_use, field.name) or 0.25
        changed = {factor: replace(in_use, **{field.name: value * factor}) for factor in _FACTORS}
        tried = (
            f"{value * factor:g} {_score(data, cases, {in_use: weights}):.4f}"
            for factor, weights in changed.items()
        )
        print(f"  {in_use} {field.name}:", *tried, sep="  ")


def _case(index: Index, holdings: Holdings, question: NewsQuestion | Turn, asked: bool) -> Case:
    as_of = question.asked if asked and isinstance(question, NewsQuestion) else None
    request = prepare(holdings, question.question, question.history, as_of)
    found, signals = index.candidates(request.whole, prefer=request.prefer)
    passages = [index.passages[row] for row in found.rows]
    if isinstance(question, Turn):
        return Case(signals, request.prefer, [passage.article_id for passage in passages])
    texts = [index.articles[p.article_id].text[p.start : p.end] for p in passages]
    return Case(signals, request.prefer, [holds(text, question.answer) for text in texts])


def _score(
    data: DataSet,
    cases: Sequence[Case],
    instead: Mapping[RankingWeights, RankingWeights],
) -> float:
    """Return the measure; `instead` gives weights to use in the place of others."""
    rankings = []
    for case in cases:
        weights = weights_for(case.prefer)
        scores = rank(case.signals, case.prefer, instead.get(weights, weights))
        rankings.append([case.judged[at] for at in np.argsort(-scores, kind="stable")])
    if isinstance(data, NewsSet):
        return float(np.mean([silver(first_rank(r[:DEPTH]))["MRR@10"] for r in rankings]))
    qrels = [data.qrels[turn.id] for turn in data.questions]
    per_turn = judged([list(dict.fromkeys(ranking)) for ranking in rankings], qrels)
    return float(np.mean([(m["R@5"] + m["nDCG@5"]) / 2 for m in per_turn]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
