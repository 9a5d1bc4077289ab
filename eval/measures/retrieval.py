"""How well the search ranked the articles that the answer should cite."""

from collections.abc import Mapping
from functools import lru_cache

from eval.bench.scores import judged
from eval.measure import Answered, Measure

DEPTH = 10
"""How many articles of a ranking count, at most."""


def recall_at_5(answered: Answered) -> float | None:
    """Return the share of the articles expected that are among the first five."""
    return _scored(answered, "R@5")


def ndcg_at_5(answered: Answered) -> float | None:
    """Return the normalised discounted cumulative gain of the first five articles."""
    return _scored(answered, "nDCG@5")


def mrr_at_10(answered: Answered) -> float | None:
    """Return 1 / rank of the first article expected; 0 past the tenth."""
    return _scored(answered, "RR")


def _scored(answered: Answered, name: str) -> float | None:
    if not answered.relevant:
        return None
    return _metrics(answered.retrieved[:DEPTH], answered.relevant)[name]


@lru_cache(maxsize=64)
def _metrics(ranking: tuple[str, ...], relevant: frozenset[str]) -> Mapping[str, float]:
    qrels = dict.fromkeys(sorted(relevant), 1)
    return judged([ranking], [qrels], ("R@5", "nDCG@5", "RR"))[0]


_OVER = (
    "Over articles, ranked by their best passage among the 40 that the search puts first; relevant "
    "are those that `cites` names, alternatives included. By ir-measures (trec_eval). Unscored "
    "without `cites`."
)

MEASURES = (
    Measure(
        "recall@5",
        "high",
        recall_at_5,
        f"Relevant articles among the first five / relevant articles. {_OVER}",
    ),
    Measure(
        "ndcg@5",
        "high",
        ndcg_at_5,
        "DCG@5 / ideal DCG@5, DCG@5 = Σ rel(i) / log₂(i + 1) (Järvelin and Kekäläinen 2002). "
        f"{_OVER}",
    ),
    Measure(
        "mrr@10",
        "high",
        mrr_at_10,
        f"1 / rank of the first relevant article, 0 past the tenth; the mean is the MRR. {_OVER}",
    ),
)
