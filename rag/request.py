"""What is searched for, made from a question and what is known around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.preference import Preference
from index.search import Index
from rag.changes import state_asked
from rag.followup import PastTurn, make_whole
from rag.holdings import Holdings
from rag.keywords import in_full
from rag.question import check, check_day
from rag.spelling import Spelling
from rag.understanding import Understanding, understand


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it goes to the search."""

    question: str
    """As it was asked, its white space folded."""
    whole: str
    """Put right where misspelt, and made whole from the turns before it."""
    taken: Understanding
    """What it says about time and source."""
    prefer: Preference
    """What the search is to prefer, the turns before it included."""


def prepare(
    holdings: Holdings,
    question: str,
    previous: Sequence[str | PastTurn] = (),
    as_of: date | None = None,
    spelling: Spelling | None = None,
) -> Request:
    """Return what to search for; `previous` holds the earlier turns, oldest first.

    `holdings` is what the index holds, `as_of` the day from which the reader looks back; misspelt
    words are read as `spelling` does.

    Raises SettingsError if a question is empty or too long, or the day not of the years 1000 to
    2999.
    """
    check_day(as_of)
    question, before = check(question), [_checked(turn) for turn in previous]
    spelt = spelling.corrected(question) if spelling else question
    whole = state_asked(in_full(make_whole(spelt, before, spelling)))
    taken = understand(holdings, whole, as_of)
    history = tuple(turn.question for turn in before)
    asked = spelt if whole != spelt else None
    prefer = replace(taken.preference, history=history, question=asked)
    return Request(question, whole, taken, prefer)


def prepare_for(
    index: Index,
    holdings: Holdings,
    question: str,
    previous: Sequence[str | PastTurn] = (),
    as_of: date | None = None,
) -> Request:
    """Return what to search `index` for, misspelt words read by the words that it holds."""
    spelling = Spelling(index.lexical, index.articles)
    return prepare(holdings, question, previous, as_of, spelling)


def _checked(turn: str | PastTurn) -> PastTurn:
    past = turn if isinstance(turn, PastTurn) else PastTurn(turn)
    return replace(past, question=check(past.question))
