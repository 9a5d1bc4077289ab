"""Questions that are none: a few words put in as into a search box."""

import re

from index.terms import terms
from rag.words import is_small

_MOST = 4
"""So many words at most; by hand."""
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|be|do|does|did|will|would|"
    r"can|could|should|has|have|had|may|might|tell|list|give|show|name|explain|describe|compare)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"what (?:(?:has|had) )?(?:happened|happens|is happening|was happening|went on) "
    r"(?:in|at|near|around|during) (?P<where>[^?]+)",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"(?P<who>[^,;:?]+?)(?:[’']s?)? (?P<what>position|stance|reaction|response)"
    r"(?P<on> (?:on|to|about) [^,;:?]+)?"
)
_SIZE = re.compile(r"(?:the )?(?:(?P<before>[^,;:?]+?) size|size of (?:the )?(?P<after>[^,;:?]+))")


def is_keywords(question: str) -> bool:
    """Return whether `question` is but a few words, without a verb that asks."""
    words = question.strip(" ?.!")
    return len(words.split()) <= _MOST and not _ASKS.search(words)


def in_full(question: str) -> str:
    """Return the question that keywords stand for ("italy position"), else `question` itself."""
    words = question.strip(" ?.!")
    if _ASKS.search(words):
        return question
    if match := _POSITION.fullmatch(words):
        return f"What is {_named(match['who'])}’s {match['what']}{match['on'] or ''}?"
    if is_keywords(question) and (match := _SIZE.fullmatch(words)):
        return f"How big is the {match['before'] or match['after']}?"
    return question


def are_held(question: str, text: str) -> bool:
    """Return whether `question` is keywords, all of which stand in `text`.

    "What happened in Bergen?" asks for no more than they do.
    """
    happened = _HAPPENED.match(question.strip())
    words = happened["where"] if happened else question
    asked = {term for term in terms(words) if not is_small(term)}
    return is_keywords(words) and bool(asked) and asked <= set(terms(text))


def _named(who: str) -> str:
    return who if who != who.lower() or len(who.split()) > 1 else who.capitalize()
