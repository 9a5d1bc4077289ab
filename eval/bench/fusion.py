"""Several rankings of the same things become one."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reciprocal_rank_fusion(rankings: Sequence[Sequence[T]], k: int = 60) -> dict[T, float]:
    """Return the fused score of each thing ranked, best first: the sum of 1 / (k + rank).

    Ranks count from 1; a ranking that lacks a thing adds nothing to it. Ties keep the order of
    first appearance. Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion Outperforms Condorcet
    and Individual Rank Learning Methods", SIGIR 2009, whose k is 60.
    """
    scores: dict[T, float] = {}
    for ranking in rankings:
        for rank, thing in enumerate(ranking, start=1):
            scores[thing] = scores.get(thing, 0.0) + 1.0 / (k + rank)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))
