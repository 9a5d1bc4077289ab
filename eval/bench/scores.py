"""What is measured of a ranking: silver measures of news, recall and nDCG of conversations."""

import re
from collections.abc import Iterable, Mapping, Sequence

Metrics = dict[str, float]

DEPTH = 10
"""How many passages of a ranking are looked at for a silver measure."""


def plain(text: str) -> str:
    """Return the words of `text` in lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", text.lower()))


def holds(text: str, answer: str) -> bool:
    """Return whether `answer` stands in `text` as whole words, without regard to punctuation."""
    return f" {plain(answer)} " in f" {plain(text)} "


def first_rank(relevant: Iterable[bool]) -> int | None:
    """Return the rank of the first relevant one, counted from 1; None if there is none."""
    return next((rank for rank, is_ in enumerate(relevant, start=1) if is_), None)


def silver(rank: int | None) -> Metrics:
    """Return hit@1, hit@5, hit@10 and the reciprocal rank, 0 past rank 10."""
    hits = {f"hit@{k}": float(rank is not None and rank <= k) for k in (1, 5, DEPTH)}
    return hits | {f"MRR@{DEPTH}": 1 / rank if rank and rank <= DEPTH else 0.0}


def judged(
    rankings: Sequence[Sequence[str]],
    qrels: Sequence[Mapping[str, int]],
    measures: Sequence[str] = ("R@5", "nDCG@5"),
) -> list[Metrics]:
    """Return trec_eval's `measures`, as ir-measures names them, of each ranking of document ids.

    `qrels` holds for each ranking the relevance of documents, at least one of them.
    """
    import ir_measures

    # trec_eval orders by score, not by place.
    run = {
        str(n): {doc: -float(at) for at, doc in enumerate(docs)} for n, docs in enumerate(rankings)
    }
    relevant = {str(n): dict(one) for n, one in enumerate(qrels)}
    found: list[Metrics] = [{} for _ in rankings]
    wanted = [ir_measures.parse_measure(name) for name in measures]
    for value in ir_measures.iter_calc(wanted, relevant, run):
        found[int(value.query_id)][str(value.measure)] = float(value.value)
    return found
