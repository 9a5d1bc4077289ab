"""Measure the weights of index/ranking.py, and each of them at other values.

    python -m eval.fit_ranking FOLDER INDEX

FOLDER holds data sets of the benchmark (see `groundwire bench search --help`), INDEX is the folder
where their indexes stand or are to be written. News are searched with the day that each question
was asked and without it, and scored by silver MRR@10; conversations with their history, by R@5 and
nDCG@5. One weight is changed at a time, so the best of a line is a direction, not an optimum. For
conversations, a grid is then cross-validated in 5 folds of whole conversations.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench.datasets import ConversationSet, DataSet, NewsQuestion, NewsSet, Turn, load_sets
from eval.bench.scores import DEPTH, first_rank, holds, judged, silver
from index.embedder import SentenceTransformerEmbedder
from index.lexical import Scores
from index.preference import Preference
from index.ranking import IN_TALK, RankingWeights, Signals, rank, weights_for
from index.search import Index
from index.vectors import Mask
from index.writer import update_index
from rag.holdings import Holdings
from rag.request import prepare

_FACTORS = (0.0, 0.5, 0.75, 1.25, 1.5, 2.0)
_GRID = ((1.0, 1.75, 2.5), (0.0, 0.25, 0.4), (0.05,), (0.0, 0.03, 0.06))
"""Values of each weight, in the order of RankingWeights."""
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A question's candidates, and for each of them what it is judged by."""

    signals: Signals
    prefer: Preference
    judged: Sequence[Any]
    """Whether it holds the answer (news), or the id of its article (conversations)."""


def main(folder: Path, place: Path) -> None:
    """Print the measure of each set with the weights in use, and with each changed."""
    talks: list[tuple[ConversationSet, list[Case]]] = []
    embedder = SentenceTransformerEmbedder()
    for data in load_sets(folder, ()):
        update_index(place / data.name, [data.corpus], embedder)
        index = Index.open(place / data.name, embedder)
        holdings = Holdings(index.articles)
        for asked in (False, True) if isinstance(data, NewsSet) else (False,):
            cases = [_case(index, holdings, question, asked) for question in data.questions]
            print(f"{data.name}{', asked' if asked else ''}: {_scores(data, cases).mean():.4f}")
            for weights in {weights_for(case.prefer): None for case in cases}:
                _vary(data, cases, weights)
            if isinstance(data, ConversationSet):
                talks.append((data, cases))
        index.close()
    if talks:
        _cross_validate(talks)


def _vary(data: DataSet, cases: Sequence[Case], in_use: RankingWeights) -> None:
    for field in fields(RankingWeights):
        value = getattr(in_use, field.name) or 0.25
        changed = {factor: replace(in_use, **{field.name: value * factor}) for factor in _FACTORS}
        tried = (
            f"{value * factor:g} {_scores(data, cases, {in_use: weights}).mean():.4f}"
            for factor, weights in changed.items()
        )
        print(f"  {in_use} {field.name}:", *tried, sep="  ")


def _cross_validate(talks: Sequence[tuple[ConversationSet, Sequence[Case]]]) -> None:
    grid = [RankingWeights(*one) for one in product(*_GRID)]
    of_set = np.concatenate([[n] * len(cases) for n, (_, cases) in enumerate(talks)])
    clusters = [turn.cluster for data, _ in talks for turn in data.questions]
    order = np.random.default_rng(0).permutation(sorted(set(clusters))).tolist()
    folds = np.array([order.index(cluster) % _FOLDS for cluster in clusters])
    tried = [
        np.concatenate([_scores(data, cases, {IN_TALK: weights}) for data, cases in talks])
        for weights in grid
    ]

    def mean(scores: Scores, chosen: Mask) -> Scores:
        sets = [scores[chosen & (of_set == n)].mean(axis=0) for n in range(len(talks))]
        return np.asarray(np.mean(sets, axis=0))

    held_out = np.empty_like(tried[0])
    for fold in range(_FOLDS):
        best = max(range(len(grid)), key=lambda at: mean(tried[at], folds != fold).sum())
        held_out[folds == fold] = tried[best][folds == fold]
        print(f"  fold {fold}: {grid[best]}")
    recall, ndcg = mean(held_out, folds >= 0)
    print(f"cross-validated, mean of {len(talks)} sets: R@5 {recall:.4f}, nDCG@5 {ndcg:.4f}")


def _case(index: Index, holdings: Holdings, question: NewsQuestion | Turn, asked: bool) -> Case:
    as_of = question.asked if asked and isinstance(question, NewsQuestion) else None
    request = prepare(holdings, question.question, question.history, as_of)
    found, signals = index.candidates(request.whole, prefer=request.prefer, weights=IN_TALK)
    passages = [index.passages[row] for row in found.rows]
    if isinstance(question, Turn):
        return Case(signals, request.prefer, [passage.article_id for passage in passages])
    texts = [index.articles[p.article_id].text[p.start : p.end] for p in passages]
    return Case(signals, request.prefer, [holds(text, question.answer) for text in texts])


def _scores(
    data: DataSet,
    cases: Sequence[Case],
    instead: Mapping[RankingWeights, RankingWeights] | None = None,
) -> Scores:
    """Return the measures of each question; `instead` gives weights to use in place of others."""
    rankings = []
    for case in cases:
        weights = weights_for(case.prefer)
        scores = rank(case.signals, case.prefer, (instead or {}).get(weights, weights))
        rankings.append([case.judged[at] for at in np.argsort(-scores, kind="stable")])
    if isinstance(data, NewsSet):
        return np.array([[silver(first_rank(r[:DEPTH]))["MRR@10"]] for r in rankings])
    qrels = [data.qrels[turn.id] for turn in data.questions]
    per_turn = judged([list(dict.fromkeys(ranking)) for ranking in rankings], qrels)
    return np.array([[metrics["R@5"], metrics["nDCG@5"]] for metrics in per_turn])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
