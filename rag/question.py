"""A question as it comes in: whether it can be asked at all, and whom it leaves open."""

import re

from corpus.errors import SettingsError
from rag.names import names

MAX_CHARACTERS = 2000

_PERSON = re.compile(r"\b(?:the|in|at|from|near|to) (?:[A-Z][\w’'-]*\s?)+")
"""Names that he or she is not: the United States, in Paris."""
_POSSESSIVE = frozenset({"his", "their", "its"})
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|it|his|their|its)\b", re.IGNORECASE)
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


def unresolved_pronoun(question: str) -> str | None:
    """Return the first "he" or "she", in any form, that no name before it explains."""
    match = _PERSON.search(question)
    return match.group() if match and not names(question[: match.start()]) else None
