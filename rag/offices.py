"""Who holds an office that a question asks for: "Who is the Chancellor of Germany?"."""

import re
from functools import lru_cache

from rag.countries import country
from rag.name_runs import named
from rag.noun_runs import tokens
from rag.roles import is_modifier, is_role, is_title, nations, role_words

_WHO_IS = re.compile(
    r"(?:and |but |so )?who(?:[’']s| is| was| are| were) (?P<office>[^?,;:]+?)"
    r"(?: (?:now|today|currently|at present|at the moment|then|at the time))?[\s?.!]*",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:current|new|incumbent|sitting|present|serving) ", re.IGNORECASE)
_SMALL = frozenset("the a an of for".split())
_OFFICES = frozenset(
    "premier president chancellor minister secretary secretarygeneral governor mayor monarch pope "
    "chairman ceo speaker ambassador envoy spokesman commissioner vicepresident".split()
)
"""Titles that one holds for a country or a body, in the forms of `role_words`."""
_VAGUE = frozenset("leader head".split())
"""What others are called by whom an article gives another title."""
_LEADERS = frozenset("premier president chancellor monarch head leader chairman".split())
_OTHERS = frozenset(
    "former ex late then incoming outgoing designate elect deputy vice assistant acting interim "
    "candidate nominee wife husband son daughter".split()
)
"""Somebody called by one of these does not hold the office itself."""
_LONG = (
    (re.compile(r"\bUnited States(?: of America)?\b"), "US"),
    (re.compile(r"\bUnited Kingdom\b"), "UK"),
    (re.compile(r"\bCzech Republic\b"), "Czechia"),
    (re.compile(r"[’']s?(?= )"), ""),
)
_MOST = 8
"""A longer description tells more than an office."""


@lru_cache(maxsize=256)
def office_asked(question: str) -> str | None:
    """Return the office of a country or body whose holder `question` asks for; or None.

    "Who is the current French president?" asks for "the French president"; "Who is the president?"
    says not of what, and "President Berg" is a person.
    """
    match = _WHO_IS.fullmatch(question.lower() if question.isupper() else question.strip())
    if match is None or len(match["office"].split()) > _MOST:
        return None
    office = _plain(_NOW.sub("", match["office"]))
    words = [word.group() for word in tokens(office)]
    plain = (word for word in words if word.islower())
    if not nations(office) or any(
        not (w in _SMALL or is_role(w) or is_title(w) or is_modifier(w)) for w in plain
    ):
        return None
    if any(each.titled and (len(each.words) > 1 or "of" not in words) for each in named(office)):
        return None
    return office if role_words(office) & (_OFFICES | _VAGUE) else None


def is_firm(office: str) -> bool:
    """Return whether whoever holds `office` is called by its title: not so with a "head"."""
    return bool(role_words(office) & _OFFICES)


@lru_cache(maxsize=4096)
def holders(office: str, sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the names in `sentence` of those whom it gives that office.

    Who held it before, stands in or works for the holder has it only if the question says so too:
    "the former president", "the president's spokesman".
    """
    return tuple((each.start, each.end) for each in named(sentence) if _holds(office, each.role))


def _holds(office: str, role: str | None) -> bool:
    if role is None or nations(role := _plain(role)) != nations(office):
        return False
    asked, called = role_words(office), role_words(role)
    if "leader" in asked and called & _LEADERS:
        asked = asked - {"leader"} | (called & _LEADERS)
    more = called - asked
    return asked <= called and not any(w in _OTHERS or is_role(w) or is_title(w) for w in more)


def _plain(words: str) -> str:
    """Return `words` with countries in short and without possessive endings; "german" as German."""
    for long, short in _LONG:
        words = long.sub(short, words)
    return " ".join(w.capitalize() if w.islower() and country(w) else w for w in words.split())
