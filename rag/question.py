"""A question as it comes in: whether it can be asked at all, and whom it leaves open."""

import re
from datetime import date

from corpus.errors import SettingsError
from index.terms import terms
from rag import spans
from rag.names import names
from rag.words import is_small

MAX_CHARACTERS = 2000

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TOLD = 2
"""A question with so many words that tell something may have an "it" that stands for nothing."""
_THING = re.compile(r"\b(?:it|they|them|this|these|those)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:which|what|whose|the|an?|this|that) (?!(?:do|does|did|is|are|was|were|has|have|had|will|"
    r"would|can|could|should|about)\b)\w",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|may|might)\s*$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bwho\b", re.IGNORECASE)
_SECOND = re.compile(
    r"\band\b|\b(?:how|why|what|when|where) (?:do|does|did|is|are|was|were|has|have|had|will|would|"
    r"can|could|should)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)


def check(question: str) -> str:
    """Return the question with its white space folded, and without characters that are no text.

    Raises SettingsError if no word is left, or more than MAX_CHARACTERS.
    """
    # Half of a surrogate pair, from a wrongly decoded shell argument, can neither be embedded nor
    # printed; nor is anything asked by what turns a line round or drives a terminal.
    question = _NO_TEXT.sub(" ", question.encode("utf-8", "replace").decode("utf-8"))
    question = " ".join(question.split())
    if not any(character.isalnum() for character in question):
        found = "has no words" if question else "is empty"
        raise SettingsError(f"the question {found}: ask something about the articles")
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
    """Return what of `question` stands for something that it does not name; None if nothing.

    The first "he" or "she", in any form, that nobody before it explains ("which singer said she");
    or an "it" or "they" in a question that says hardly anything else; or the whole question, if it
    says nothing by itself.
    """
    match = _PERSON.search(question)
    if match:
        return None if _is_explained(question[: match.start()]) else match.group()
    told = [term for term in terms(question) if not is_small(term)]
    # "…" stands for words of time and source.
    if not told and not names(question) and "…" not in question:
        return question.rstrip(" ?.!")
    match = _THING.search(question)
    if match is None or len(told) >= _TOLD or names(question):
        return None
    return None if _introduced(question[: match.start()]) else match.group()


def _is_explained(before: str) -> bool:
    """Return whether words before a "he" tell who he is: a name, "which singer", "who sang and".

    In "what car does he drive" the auxiliary makes him the subject, and the car explains nothing.
    """
    noun = _NOUN.search(before) and not _AUXILIARY.search(before)
    return bool(names(before) or noun or _introduced(before))


def _introduced(before: str) -> bool:
    """Return whether a first question tells whom a second is about.

    "Who was Glumdalclitch how did she …", "who sang … and when did he …"; but not in "who knows how
    he died", which is one question, nor in "who is he and what does he", which names nobody.
    """
    first = _FIRST.search(before)
    second = _SECOND.search(before, first.end()) if first else None
    between = before[first.end() : second.start()] if first and second else ""
    return any(not is_small(term) for term in terms(between))
