"""A whole run of a case set: its outcomes, the measures over them, and the gates that failed."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.cases import CaseSet
from eval.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """One measure over some turns, with the bounds of its 95% interval."""

    value: float | None
    """None if no turn could be scored."""
    low: float | None
    high: float | None
    """None, both, if the turns scored are of fewer than six cases."""
    scored: int
    unscored: int


@dataclass(frozen=True, slots=True)
class FailedGate:
    """A gate that does not hold."""

    gate: str
    """The hard gate, the measure, "must" or "baseline"."""
    message: str
    """One line, with figures and what to look at."""
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a case set."""

    case_set: CaseSet
    outcomes: tuple[Outcome, ...]
    """In the order of the file; drafts are not asked."""
    drafts: int
    """How many cases were skipped as drafts."""
    measures: Mapping[str, Summary]
    """Over the turns of the cases that gate, by measure, in the order of the registry."""
    by_tag: Mapping[str, Mapping[str, Summary]]
    failed_gates: tuple[FailedGate, ...]

    @property
    def passed(self) -> bool:
        """Whether every gate holds."""
        return not self.failed_gates
