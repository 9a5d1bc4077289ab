"""Understanding a question: made whole from the turns before it, without any LLM."""

import re
from collections.abc import Sequence

from corpus.errors import SettingsError
from rag.names import names
from rag.period import MONTHS

MAX_CHARACTERS = 2000

_DATE = re.compile(
    rf"\b(?:(?:in|on|during|since|by|at|of)\s+)?(?:late\s+|early\s+|mid-)?"
    rf"(?:\d{{1,2}}\s+)?(?:{MONTHS})\b(?:\s+\d{{1,2}}\b)?(?:,?\s+\d{{4}})?"
)
_LEAD = re.compile(
    r"^(?:(?:and|but|so|or|also|then)\b)?[\s,]*(?:(?:what about|how about|what of)\b)?[\s,]*",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(r"\b(?:the|in|at|from|near|to) (?:[A-Z][\w’'-]*\s?)+")
"""Names that he or she is not: the United States, in Paris."""
_POSSESSIVE = frozenset({"his", "their", "its"})
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|it|his|their|its)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_OWNED = re.compile(
    r"\s+(?!(?:in|on|at|to|by|for|with|from|about|as|and|or|of|into|over|after|before|when)\b)\w"
)


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


def make_whole(question: str, previous: Sequence[str]) -> str:
    """Return `question` so that it can be understood without the questions before it.

    A fragment ("And in September?", "What about Starmer?") takes the place of its like in the
    last question; a pronoun is replaced by the name it most likely stands for. A question that
    is whole already comes back as it is. `previous` holds the earlier questions, oldest first.
    """
    whole = ""
    for turn in (*previous, question):
        whole = _join(whole, turn) if whole else turn
    return whole


def unresolved_pronoun(question: str) -> str | None:
    """Return the first "he" or "she", in any form, that no name before it explains."""
    match = _PERSON.search(question)
    return match.group() if match and not names(question[: match.start()]) else None


def _join(before: str, question: str) -> str:
    fragment = _fragment(question)
    if fragment is not None:
        return _substitute(before, fragment)
    pronoun = _PRONOUN.search(question)
    antecedents = names(_NO_PERSON.sub(" ", before) if _PERSON.search(question) else before)
    if pronoun and antecedents and not names(question[: pronoun.start()]):
        name = _stands_for(pronoun, question, antecedents[0])
        return question[: pronoun.start()] + name + question[pronoun.end() :]
    return question


def _fragment(question: str) -> str | None:
    """Return the bare fragment if `question` is one: no verb of its own, so no question word."""
    lead = _LEAD.match(question)
    rest = question[lead.end() :] if lead else question
    rest = rest.rstrip(" ?.!")
    first = rest.split(" ", 1)[0].lower()
    asks = re.match(
        r"(?:what|who|whom|whose|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|"
        r"can|could|will|would|should|may|might|tell|name|list|give|show|explain|describe)$",
        first,
    )
    led = bool(lead and lead.group().strip())
    return rest if rest and not asks and (led or len(rest.split()) <= 3) else None


def _stands_for(pronoun: re.Match[str], question: str, name: str) -> str:
    """Return `name` in the pronoun's form: "her talks" is Meloni's, "met her" is Meloni."""
    word = pronoun.group().lower()
    owns = word in _POSSESSIVE
    if word == "her":  # the one form that serves for both
        owns = bool(_OWNED.match(question, pronoun.end()))
    return f"{name}'s" if owns else name


def _substitute(before: str, fragment: str) -> str:
    """Put `fragment` into the question `before`: a date for a date, a name for a name."""
    stem = before.rstrip(" ?.!")
    date, old_date = _DATE.search(fragment), _DATE.search(stem)
    if date and old_date:
        return f"{stem[: old_date.start()]}{date.group()}{stem[old_date.end() :]}?"
    new, old = names(fragment), names(stem)
    if new and old and not date:
        return stem.replace(old[0], new[0], 1) + "?"
    return f"{stem} {fragment}?"
