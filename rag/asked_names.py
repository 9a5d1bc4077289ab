"""Whether a question asks for several by name, "which 26 countries", and a sentence names them."""

import re

from index.terms import terms
from rag.name_runs import is_person_name
from rag.names import names
from rag.numerals import numerals

_WHICH = re.compile(
    r"(?:and |but |so )?(?:(?:which|what)|(?:name|list)(?: all)?) (?:the |these |those )?"
    r"(?P<many>[\w-]+) (?!hundred|thousand|million|billion)(?:[a-z-]+ ){0,2}?"
    r"(?P<noun>countries|nations|states|governments|leaders|presidents|ministers|politicians|"
    r"people|men|women)\b",
    re.IGNORECASE,
)
_PLACES = frozenset("countries nations states governments".split())
_NAME = r"(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
_LISTED = re.compile(rf"{_NAME}(?:, {_NAME})+,?(?: (?:and|or|as well as) {_NAME})?")
_PARTS = re.compile(r",? (?:and|or|as well as) |, ")
_ENOUGH = 3
"""So many of those asked for are a beginning, however many there are; two may be told apart."""


def asks_names(question: str) -> bool:
    """Return whether a number of countries or persons, three or more, are to be named."""
    match = _WHICH.match(question)
    number = next(iter(numerals(match["many"])), None) if match else None
    return number is not None and number.low >= _ENOUGH


def gives_names(question: str, sentence: str) -> bool:
    """Return whether `sentence` names three of those that `question` asks for.

    They must be listed, "Norway, Sweden and Denmark", since most news names three countries;
    persons may also stand apart, with first and last name.
    """
    known = {term for name in names(question) for term in terms(name)}
    lists = (match.group() for match in _LISTED.finditer(sentence))
    found = {part for listed in lists for part in _PARTS.split(listed)}
    match = _WHICH.match(question)
    if match and match["noun"].lower() not in _PLACES:
        found |= {name for name in names(sentence) if is_person_name(name)}
    return sum(known.isdisjoint(terms(name)) for name in found) >= _ENOUGH
