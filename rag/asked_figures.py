"""Whether a question asks for a figure, and whether a sentence gives one of the sort."""

import re

from index.terms import terms
from rag.asked_kinds import MEASURES, asked_for
from rag.candidates import candidates

_FIGURE = re.compile(
    r"(?:and |but |so )?(?:how (?:many|much|far|tall|heavy)\b(?! times)"
    rf"|what (?:is|was|are|were|[’']s) the (?:[\w-]+ ){{0,3}}(?:{MEASURES})\b)",
    re.IGNORECASE,
)
"""Nothing but a number answers; "how many times" a "third" may."""
_TIME = re.compile(r"(?:and |but |so )?how (?:long|old)\b(?! ago)", re.IGNORECASE)
_AGE = re.compile(r"(?:and |but |so )?how old\b", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b|\bsince\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\baged?\b|\b(?:born|birthday|founded|established|built)\b|[,(] ?\d{1,2}[,)]"
    r"|\b(?:day|week|month|year|decade|centur)(?:s|y|ies)?[- ]old\b|\bturn(?:s|ed|ing) \w+",
    re.IGNORECASE,
)
_OF_ANOTHER = -0.5
"""Up to this score a number counts something else; set by hand on the shipped cases and CLAPnq."""


def asks_figure(question: str) -> bool:
    """Return whether only a number or a time can answer: "How many", "How long"."""
    return bool(_FIGURE.match(question) or _TIME.match(question))


def gives_figure(question: str, sentence: str) -> bool:
    """Return whether `sentence` holds a figure of the sort that `question` asks for."""
    if _AGE.match(question):
        named = asked_for(question).known
        return bool(_OLD.search(sentence)) and (not named or bool(named & set(terms(sentence))))
    if _TIME.match(question):
        return bool(_DURATION.search(sentence))
    return any(found.score > _OF_ANOTHER for found in candidates(question, sentence))
