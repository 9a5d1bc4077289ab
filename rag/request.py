"""What is searched for, made from a question and what is known around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.preference import Preference
from rag.question import check, make_whole


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it goes to the search."""

    question: str
    """As it was asked, its white space folded."""
    whole: str
    """Made whole from the questions before it."""
    prefer: Preference


def understand(question: str, previous: Sequence[str] = (), as_of: date | None = None) -> Request:
    """Return what to search for; `previous` holds the earlier questions, oldest first.

    `as_of` is the day from which the reader looks back. Raises SettingsError if a question is
    empty or too long.
    """
    question, before = check(question), tuple(check(turn) for turn in previous)
    prefer = Preference(as_of=as_of, history=before)
    return Request(question, make_whole(question, before), prefer)
