"""Whether a question asks for a figure, and whether a sentence gives one of the sort."""

import re

from index.terms import terms
from rag.asked_kinds import MEASURES, asked_for
from rag.candidates import candidates
from rag.coverage import countries_of
from rag.names import names
from rag.noun_runs import CALENDAR
from rag.telling_when import asks_how_long, tells_how_long

_FIGURE = re.compile(
    r"(?:and |but |so )?(?:how (?:many|much|far|tall|heavy)\b(?! times)"
    rf"|what (?:is|was|are|were|[’']s) the (?:[\w-]+ ){{0,3}}(?:{MEASURES})\b)",
    re.IGNORECASE,
)
"""Nothing but a number answers; "how many times" a "third" may."""
_AGE = re.compile(r"(?:and |but |so )?how old\b", re.IGNORECASE)
_OLD = re.compile(
    r"\baged?\b|\b(?:born|birthday)\b|\b(?:founded|established|built) in\b|\bis \d{1,3}\b"
    r"|(?<!\d)[,(] ?\d{1,3}[,)]|\bturn(?:s|ed|ing) \d|\d years\b"
    r"|\b(?:day|week|month|year|decade|centur)(?:s|y|ies)?[- ]old\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"[Hh]ow (?:many|much)\b(?P<noun>.*?)\b(?:did|does|do|has|have|had|will|would|is|are|was|were)"
    r"\b(?: (?:the )?(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)\b)?(?:.*\bby (?P<by>[A-Z][\w ]+))?"
)
_WHERE = re.compile(
    r"\b(?:in|near|at) (?:the )?(?P<place>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
    r"(?= (?:on|in|during|last|this)\b|[ …]*\?*$)"
)
_PRONOUN = re.compile(r"(?:he|she|it)\b", re.IGNORECASE)
_OF_ANOTHER = -0.5
"""Up to this score a number counts something else; set by hand on the shipped cases and CLAPnq."""


def asks_figure(question: str) -> bool:
    """Return whether only a number or a time can answer: "How many", "How long"."""
    asks = _FIGURE.match(question) or _AGE.match(question)
    return bool(asks) or asks_how_long(question)


def whose(question: str) -> list[str]:
    """Return the names of those whose number is asked for: "How many troops will Germany send?"."""
    match = _WHOSE.match(question)
    if match is None:
        return []
    doers = [name for name in names(match["by"] or "") if countries_of(name)]  # not "by Monday"
    return [*names(match["noun"]), *names(match["who"] or ""), *doers]


def where(question: str) -> list[str]:
    """Return the place in which something is counted: "How many were killed in Bergen?"."""
    match = _WHERE.search(question)
    return [match["place"]] if match and not CALENDAR.match(match["place"]) else []


def gives_figure(question: str, sentence: str) -> bool:
    """Return whether `sentence` holds a figure of the sort that `question` asks for."""
    if _AGE.match(question):
        named = asked_for(question).known
        meant = not named or bool(named & set(terms(sentence))) or bool(_PRONOUN.match(sentence))
        return meant and bool(_OLD.search(sentence))
    if asks_how_long(question):
        return tells_how_long(question, sentence)
    return any(found.score > _OF_ANOTHER for found in candidates(question, sentence))
