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
    r"^(?:and|but|so|or|also|then)?[\s,]*(?:what about|how about|what of|and)?[\s,]*", re.IGNORECASE
)
_PRONOUNS = {
    "he": "{}", "she": "{}", "they": "{}", "him": "{}", "them": "{}", "it": "{}",
    "his": "{}'s", "her": "{}'s", "their": "{}'s", "its": "{}'s",
}  # fmt: skip
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_PRONOUNS)})\b", re.IGNORECASE)


def check(question: str) -> str:
    """Return the question without surrounding white space.

    Raises SettingsError if nothing is left, or more than MAX_CHARACTERS.
    """
    question = " ".join(question.split())
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


def _join(before: str, question: str) -> str:
    fragment = _fragment(question)
    if fragment is not None:
        return _substitute(before, fragment)
    pronoun = _PRONOUN.search(question)
    antecedents = names(before)
    if pronoun and antecedents and not names(question[: pronoun.start()]):
        form = _PRONOUNS[pronoun.group().lower()]
        name = form.format(antecedents[0])
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
