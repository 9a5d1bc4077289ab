"""What readers said of answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from index.filters import Filters
from rag.answer import Answer


class Verdict(StrEnum):
    """Thumbs up or down."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """What is wrong with an answer."""

    SOURCE = "wrong source"
    FIGURE = "wrong figure"
    SPEAKER = "speaker missing"
    SHOULD_REFUSE = "should have refused"
    SHOULD_ANSWER = "should have answered"
    OUT_OF_DATE = "out of date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rating:
    """What a reader says of an answer."""

    verdict: Verdict
    reason: Reason | None = None
    words: str = ""
    """In the reader's own words."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A rating, with what was asked and answered."""

    rating: Rating
    answer: Answer
    history: tuple[str, ...]
    """The questions before it in the conversation that were answered, oldest first."""
    filters: Filters
    asked: datetime
    given: datetime
    version: str
    """Of Groundwire, when it answered."""
