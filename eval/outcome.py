"""What came of one turn of a case: the answer, its scores, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.cases import Case, Turn
from rag.answer import Answer


class HardGate(StrEnum):
    """What every answer must keep, whatever its case expects."""

    MARKERS = "markers"
    """Each marker resolves: text, statements and citations hold the same."""
    QUOTES = "quotes"
    """Each quote is in its article, character for character, at the offsets given; and no answer
    had to be withheld since one was not."""
    GROUNDED = "grounded"
    """Each number, date, name and speaker of a statement is in what it cites, and what is marked
    as verbatim is."""
    CRASH = "crash"
    """It was answered at all."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard gate that an answer broke, and where."""

    gate: HardGate
    message: str
    """One line."""
    statement: str = ""
    """The sentence that broke it; empty where it is the whole answer."""
    evidence: str = ""
    """What that sentence cites."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One turn, asked and scored."""

    case: Case
    turn: Turn
    number: int
    """Place of the turn in its case, from 1."""
    answer: Answer | None
    """None if the assistant crashed."""
    retrieved: tuple[str, ...]
    """Articles that the search found, best first, each once: by file, or by id where a file holds
    several."""
    latency_ms: float
    tokens: int | None
    """What a language model took and gave, in tokens; None without one."""
    scores: Mapping[str, float | None]
    """By measure; None where the measure cannot be computed for this turn (unscored)."""
    broken: tuple[Broken, ...]
    problems: tuple[str, ...]
    """What was expected and is missing, one line each."""

    @property
    def id(self) -> str:
        """The case's id, with the turn's number where there are several."""
        return f"{self.case.id}/{self.number}" if self.case.turns else self.case.id

    @property
    def passed(self) -> bool:
        """Whether it broke nothing and everything expected is there."""
        return not self.broken and not self.problems
