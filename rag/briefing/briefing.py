"""The briefing contract: what the command line, the page and every file format show."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rag.answer import Citation, CorpusSummary, Disagreement, Speaker, Support, plain_data


class Length(StrEnum):
    """How much a briefing tells."""

    SHORT = "short"
    """One or two pages, with the sources."""
    FULL = "full"
    """About twice that."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a briefing, without markers, and the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    support: Support = Support.VERBATIM
    speaker: Speaker | None = None
    """Whose words it is, where it does not say so itself."""
    day: date | None = None
    """In the bottom line: when it was said, else published, as far as known."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, told once however many outlets tell it."""

    first: date | None
    last: date | None
    """The days it happened on, both included, resolved from the words of the source and its date
    of publication; None where that cannot be told."""
    words: str
    """How the source words the time ("Thursday"); empty if it gives none."""
    line: Line


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that somebody said."""

    day: date | None
    """When it was said, else when the article was published, as far as known."""
    line: Line


@dataclass(frozen=True, slots=True)
class Remarks:
    """What one person said, newest first."""

    speaker: Speaker
    """Under the name and the role that the sources give most fully."""
    said: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as a source gives it."""

    about: str
    """What is counted or measured, in words of the source: "countries"."""
    value: str
    """With its hedge and unit, in words of the source: "nearly 30"."""
    as_of: date | None
    line: Line


@dataclass(frozen=True, slots=True)
class Stand:
    """What an actor held at one time."""

    day: date | None
    line: Line


@dataclass(frozen=True, slots=True)
class Position:
    """How the position of one actor moved, oldest first."""

    actor: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question a reader would ask that the corpus does not answer."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the corpus holds on a topic.

    The numbers in lines and disagreements are those of `citations`: 1, 2, … in order of first use.
    A section with nothing to tell is empty.
    """

    topic: str
    made: date
    """The day from which it looks back."""
    corpus: CorpusSummary
    """What was searched, the filters applied."""
    reason: str | None
    """Why there is nothing but gaps to show; None where there is something."""
    bottom_line: tuple[Line, ...]
    """Three to five sentences, newest state first."""
    timeline: tuple[Event, ...]
    """Oldest first; what has no day stands last."""
    remarks: tuple[Remarks, ...]
    figures: tuple[Figure, ...]
    disagreements: tuple[Disagreement, ...]
    positions: tuple[Position, ...]
    gaps: tuple[Gap, ...]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
    """What a reader is to know of how it was made: a line each."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready data: dates as ISO strings, unknown values as None."""
        data: dict[str, Any] = plain_data(asdict(self))
        return data
