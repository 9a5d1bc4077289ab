"""What kind of answer a question asks for, and whether a sentence holds one."""

import re
from collections.abc import Callable

from index.terms import terms
from rag.asked_kinds import asked_for
from rag.names import names
from rag.offices import holders
from rag.period import NAMED_DATE

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    "millions?|billions?"
)
_NUMBER = re.compile(rf"[$€£]?\b\d[\d.,]*\b|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:\d{4}|january|february|march|april|may \d|june|july|august|september|october|november|"
    r"december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow)",
    re.IGNORECASE,
)
_QUOTE = re.compile('[“"][^”"]{3,}[”"]|\\b(?:said|says|told|stated|called|added)\\b')
_COUNTED = re.compile(r"\bhow (?:many|much) ([\w’'-]+(?: [\w’'-]+)?)", re.IGNORECASE)

_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, str], float]], ...] = (
    (re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE), lambda q, s: _counts(q, s)),
    (
        re.compile(r"^when\b|\b(?:what|which|on what) (?:day|date|month|year)\b", re.IGNORECASE),
        lambda q, s: float(bool(_DATE.search(s))),
    ),
    (
        re.compile(r"\bwhat did .+ (?:say|tell|call|add|announce)\b|\bwho said\b", re.IGNORECASE),
        lambda q, s: float(bool(_QUOTE.search(s))),
    ),
    (re.compile(r"\bwho\b", re.IGNORECASE), lambda q, s: float(bool(_new_names(q, s)))),
)


def holds_expected(question: str, sentence: str) -> float:
    """Return how well `sentence` holds the kind of thing `question` asks for, from 0 to 1.

    1 for a number where a number of that thing is asked for, .5 for any number, 1 for a date, a
    quotation, a new name or the holder of an office where such is asked for; 0 where the question
    asks for nothing special.
    """
    if office := asked_for(question).office:
        return float(bool(holders(office, sentence)))
    for asks, holds in _KINDS:
        if asks.search(question):
            return holds(question, sentence)
    return 0.0


def _counts(question: str, sentence: str) -> float:
    match = _COUNTED.search(question)
    things = set(terms(match.group(1))) if match else set()
    sentence = NAMED_DATE.sub(" ", sentence)  # the day and the year count nothing
    best = 0.0
    for number in _NUMBER.finditer(sentence):
        following = terms(sentence[number.end() : number.end() + 40])[:3]
        best = max(best, 1.0 if things & set(following) else 0.5)
    return best


def _new_names(question: str, sentence: str) -> set[str]:
    asked = {term for name in names(question) for term in terms(name)}
    return {term for name in names(sentence) for term in terms(name)} - asked
