"""What the check of a statement takes and returns."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.answer import Speaker


class CheckKind(StrEnum):
    """Which check a statement failed."""

    QUOTATION = "quotation"
    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"
    HEDGE = "hedge"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    SUPPORT = "support"
    MODEL = "model"
    """A checking model of the user's own."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a statement says and what it cites does not."""

    check: CheckKind
    words: str
    """The words that failed, as the statement has them; the source's, if they were dropped."""
    message: str
    """One line for a reader."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A stretch of an article that a statement cites."""

    text: str
    """The quote: what the statement must follow from."""
    context: str = ""
    """The sentences around it: they say who "he" is, but carry no statement."""
    speaker: Speaker | None = None
    """Who says it, where the article tells that outside the quote; None if nobody or unknown."""
    published: date | None = None
    """The day of the article, which "on Thursday" counts from."""
