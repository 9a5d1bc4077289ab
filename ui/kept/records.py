"""What is kept: questions with their answers, by conversation."""

from dataclasses import dataclass, field
from datetime import datetime

from eval.feedback import Rating
from index.filters import Filters
from rag.answer import Answer


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer."""

    question: str
    answer: Answer
    within: str = ""
    """What the reader's filters left to search in, in words; empty without filters."""
    filters: Filters = field(default_factory=Filters)
    history: tuple[str, ...] = ()
    """The questions before it that were answered, oldest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exchange is kept."""

    conversation: str
    turn: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """An exchange as it is found again."""

    place: Place
    exchange: Exchange
    asked: datetime
    version: str
    """Of Groundwire, when it answered."""
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An exchange that is kept, and cannot be read: damaged, or of another version."""

    place: Place
    question: str
    """As much of it as is left."""
    why: str
    """In one line, for a reader."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, its turns in the order they were answered."""

    title: str
    turns: tuple[KeptTurn | Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation, as a list shows it."""

    id: str
    title: str
    last: datetime | None
    """When it was asked in last; None if that cannot be read."""
    turns: int
