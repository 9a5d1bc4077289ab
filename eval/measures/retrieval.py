"""How well the search ranked the articles that the answer should cite."""

from collections.abc import Mapping
from functools import lru_cache

from eval.bench.scores import judged
from eval.cases import Source, Turn
from eval.measure import Answered, Measure

DEPTH = 10
"""How many files of a ranking count, at most."""


def expected_files(turn: Turn) -> frozenset[str]:
    """Return the files that the turn's `cites` name, alternatives included."""
    return frozenset(
        one.file if isinstance(one, Source) else one for group in turn.cites for one in group
    )


def recall_at_5(answered: Answered) -> float | None:
    """Return the share of the files expected that are among the first five."""
    return _scored(answered, "R@5")


def ndcg_at_5(answered: Answered) -> float | None:
    """Return the normalised discounted cumulative gain of the first five files."""
    return _scored(answered, "nDCG@5")


def mrr_at_10(answered: Answered) -> float | None:
    """Return 1 / rank of the first file expected; 0 past the tenth."""
    return _scored(answered, "RR")


def _scored(answered: Answered, name: str) -> float | None:
    relevant = expected_files(answered.turn)
    return _metrics(answered.retrieved[:DEPTH], relevant)[name] if relevant else None


@lru_cache(maxsize=64)
def _metrics(ranking: tuple[str, ...], relevant: frozenset[str]) -> Mapping[str, float]:
    qrels = dict.fromkeys(sorted(relevant), 1)
    return judged([ranking], [qrels], ("R@5", "nDCG@5", "RR"))[0]


_OVER = (
    "Over files, ranked by their best passage among the 40 that the search puts first; relevant "
    "are those that `cites` names, alternatives included. By ir-measures (trec_eval). Unscored "
    "without `cites`."
)

MEASURES = (
    Measure(
        "recall@5",
        "high",
        recall_at_5,
        f"Relevant files among the first five / relevant files. {_OVER}",
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
        f"1 / rank of the first relevant file, 0 past the tenth; the mean is the MRR. {_OVER}",
    ),
)
