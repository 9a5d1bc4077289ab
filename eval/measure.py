"""What a measure is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.article import Article
from eval.cases import Turn
from rag.answer import Answer, Status


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a turn, and what is needed to score it."""

    turn: Turn
    answer: Answer
    articles: Mapping[str, Article]
    """Those indexed, by id."""
    retrieved: tuple[str, ...]
    """Articles that the search found, best first, each once, by the names of eval/names.py."""
    latency_ms: float
    tokens: int | None
    relevant: frozenset[str] = frozenset()
    """Those that the turn's `cites` name, by the same names."""

    @property
    def refused(self) -> bool:
        """Whether the answer is that the corpus does not say."""
        return self.answer.status is Status.INSUFFICIENT


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured of each turn, and how the turns are summed up."""

    name: str
    """As in case files, JSON and tables: `citation_recall`."""
    better: Literal["high", "low"]
    score: Callable[[Answered], float | None]
    """None where it cannot be computed for the turn: it is counted as unscored."""
    definition: str
    """One or two sentences with formula and source; docs/evals.md is made of these."""
    percentile: int | None = None
    """The percentile to report in place of the mean."""


def share(held: Iterable[bool]) -> float | None:
    """Return the share of those that hold; None if there are none."""
    values = list(held)
    return sum(values) / len(values) if values else None
