"""Whether a question asks for several by name, "which 26 countries", and a sentence names them."""

import re

from rag.coverage import countries_of
from rag.names import is_territory, names
from rag.numerals import numerals

_WHICH = re.compile(
    r"(?:and |but |so )?(?:(?:which|what)|(?:name|list)(?: all)?) (?:the |of the |these |those )?"
    r"(?P<many>[\w-]+) (?:[a-z-]+ ){0,2}?(?:(?P<countries>countries|nations|states|governments)"
    r"|leaders|presidents|ministers|politicians|people|men|women)\b",
    re.IGNORECASE,
)
_NAME = r"(?:the )?(?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*)*"
_LISTED = re.compile(rf"{_NAME}(?:, {_NAME})+,?(?: (?:and|or|as well as) {_NAME})?")
_ENOUGH = 3
"""So many of those asked for are a beginning, however many there are; two may be told apart."""


def asks_names(question: str) -> bool:
    """Return whether a number of countries or persons, three or more, are to be named."""
    match = _WHICH.match(question)
    number = next(iter(numerals(match["many"])), None) if match else None
    return number is not None and number.low >= _ENOUGH


def gives_names(question: str, sentence: str) -> bool:
    """Return whether `sentence` names three of those that `question` asks for.

    Countries must be listed, "Norway, Sweden and Denmark": most news names three of them.
    """
    match = _WHICH.match(question)
    if match and match["countries"]:
        known = set(countries_of(question).values())
        lists = " ".join(match.group() for match in _LISTED.finditer(sentence))
        found = set(countries_of(lists).values())
    else:
        known = set(names(question))
        found = {name for name in names(sentence) if not is_territory(name)}
    return len(found - known) >= _ENOUGH
