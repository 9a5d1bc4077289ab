"""A question as it comes in: whether it can be asked at all, and whom it leaves open."""

import re
from datetime import date

from corpus.errors import SettingsError
from rag import spans
from rag.names import names

MAX_CHARACTERS = 2000

_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)


def check(question: str) -> str:
    """Return the question with its white space folded, and halves of characters replaced.

    Raises SettingsError if nothing is left, or more than MAX_CHARACTERS.
    """
    # Half of a surrogate pair, from a wrongly decoded shell argument, can neither be embedded nor
    # printed.
    question = " ".join(question.encode("utf-8", "replace").decode("utf-8").split())
    if not any(character.isalnum() for character in question):
        raise SettingsError("the question is empty: ask something about the articles")
    if len(question) > MAX_CHARACTERS:
        raise SettingsError(
            f"the question has {len(question)} characters: ask it in at most {MAX_CHARACTERS}"
        )
    return question


def check_day(day: date | None) -> None:
    """Raise SettingsError if `day`, from which the reader looks back, is not of `spans.YEARS`."""
    if day and day.year not in spans.YEARS:
        first, last = spans.YEARS[0], spans.YEARS[-1]
        raise SettingsError(
            f"the day to look back from, {day}, is out of reach: give one of {first} to {last}"
        )


def unresolved_pronoun(question: str) -> str | None:
    """Return the first "he" or "she", in any form, that no name before it explains."""
    match = _PERSON.search(question)
    return match.group() if match and not names(question[: match.start()]) else None
