"""How a question leans on what was said before it: a fragment, a pronoun, a topic left out."""

import re
from collections.abc import Callable

from index.terms import terms
from rag.phrases import phrases
from rag.words import is_small

_LEAD = re.compile(
    r"^(?:(?:and|but|so|or|also|then)\b)?[\s,]*(?:(?:what about|how about|what of)\b)?[\s,]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:what|who|whom|whose|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|"
    r"can|could|will|would|should|may|might|must|tell|name|list|give|show|explain|describe|if|"
    r"i|i'\w+|he|she|it|they|we|you|this|that|these|those|there|let|please)$"
)
_BARE = re.compile(
    r"(?:why|how|when|where|who|whom|what|which|really)(?: (?:not|so|come|exactly|else))?"
    r"|(?:why|how) (?:is|was|did) (?:that|this|it)(?: possible| happen| so)?"
    r"|since when|until when|(?:by|with|for) whom|go on|(?:tell me |say )?more"
    r"|(?:an |any |some )?examples?|explain|elaborate",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:he|she|they|him|her|them|it|his|their|its)\b", re.IGNORECASE)
_HE_OR_SHE = frozenset({"he", "she", "him", "her", "his"})
_POINTING = re.compile(
    r"(?:\b(?:is|was|are|were|does|did|do|can|could|will|would|has|had|should|of|about|for|with|"
    r"in|like|after|by|than|to|on|from|and|but|so|why|how|when)\s+)"
    r"(?P<word>this|that|these|those)\b(?!['’])(?:\s+(?P<next>[\w'’-]+))?",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\bit(?:['’]s)?\s+"
    r"(?:(?:is|was|be|been|still|also|not|ever|always|really|even|more|better|\w+ly)\s+)*"
    r"\w+\s+(?:to|that|if|for|when|whether)\b"
    r"|\bit\s+(?:will\s+|would\s+|is\s+|was\s+)?"
    r"(?:rain|snow|hail|seem|appear|take|took|turn|matter|make)\w*"
    r"|\b(?:does|did|will|would|worth|be|make)\s+it(?:\s+(?:take|make)\b|\s*$|\s*[.?!…])"
    r"|\bwhat (?:time|day|date) is it\b",
    re.IGNORECASE,
)
_ANAPHORIC = re.compile(
    r"\b(?:which|other|another|first|second|third|last|next|former|latter|that|this|each|any|best)"
    r" ones?\b|\bthe (?:former|latter|two|both|same|others?|rest)\b|\bdid so\b"
    r"|\b(?:who|what|where|anything|anyone|anybody) else\b"
    r"|\b(?:other|another) (?!than\b|words\b|hand\b)\w+"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|did|happened|died)\b|^(?:who|what|which \w+|how many \w+) \w+ed\b"
    r"|^(?:is|are) there (?:a|an|any) \w+\W*$",
    re.IGNORECASE,
)
"""A thing past, or one that exists: not asked of the world at large."""
_COMPLEMENT = re.compile(
    r"\s+(?:of|in|for|to|that|when|who|on|at|with|between|from|behind|if|by|which)\b", re.IGNORECASE
)
_KNOWN_TO_ALL = frozenset(
    terms(
        "world government internet weather sun moon sky sea news public media people economy market"
        " police army president pope king queen past future moment time day year country state"
    )
)
_SAYS = re.compile(
    r"(?P<led>(?:and|but|so)[\s,]+)?"
    r"(?P<asks>(?:what|how) (?:do|does|did|has|have|had|would|will) (?:[^\s?]+ ){1,5}?"
    r"(?:say|said|think|thought|answer(?:ed)?|repl(?:y|ied)|respon(?:d|ded)|react(?:ed)?|comment|want|"
    r"propose|suggest|argue))"
    r"(?P<of> (?:about|on|of|to) (?:it|that|this|them|these|those))?",
    re.IGNORECASE,
)
_LED, _ALONE = 7, 3
"""How many words a fragment has at most, led by "and" or "what about", or without."""
_FEW = 4
"""A question with at most so many content terms may have left its topic out."""


def is_bare(question: str) -> bool:
    """Return whether `question` is a question word and hardly more ("why?", "who else?")."""
    return bool(_BARE.fullmatch(_without_lead(question)))


def fragment(question: str) -> str | None:
    """Return the bare fragment if `question` is one: no verb of its own, so no question word."""
    rest = _without_lead(question)
    led = len(rest) < len(question.rstrip(" ?.!…"))
    first = rest.split(" ", 1)[0].casefold().replace("’", "'")
    short = len(rest.split()) <= (_LED if led else _ALONE)
    return rest if rest and short and not _ASKS.match(first) else None


def leaning_pronoun(question: str) -> re.Match[str] | None:
    """Return the first pronoun, unless something before it in the question explains it.

    An "it" that stands for nothing ("is it true that") is passed over.
    """
    idle = [match.span() for match in _EXPLETIVE.finditer(question)]
    for match in _PERSONAL.finditer(question):
        if not any(start <= match.start() < end for start, end in idle):
            return None if _explained(question, match) else match
    return None


def left_open(question: str) -> str | None:
    """Return "what did Starmer say" where `question` goes on from another: "And what did …?".

    Or "What did Starmer say about that?". None if it says itself of what, or whose word it asks for
    is open too ("her rival").
    """
    match = _SAYS.fullmatch(question.rstrip(" ?.!…"))
    if not match or not (match["led"] or match["of"]) or _PERSONAL.search(match["asks"]):
        return None
    return match["asks"]


def pointer(question: str) -> tuple[int, int] | None:
    """Return the offsets of a "this" or "that" that stands for a thing alone ("is that all?")."""
    for match in _POINTING.finditer(question):
        following = match["next"]
        alone = not following or is_small(following) or following.endswith("ed")
        if alone and not _explained(question, match):
            return match.span("word")
    return None


def points_back(question: str) -> bool:
    """Return whether `question` says itself that it goes on: "that strike", "who else", "there"."""
    pointed = any(phrase.before in {"that", "those", "these"} for phrase in phrases(question))
    return pointed or bool(_ANAPHORIC.search(question.rstrip(" ?.!")))


def lacks_its_topic(question: str, is_common: Callable[[str], bool]) -> bool:
    """Return whether a short question without names speaks of things it does not introduce.

    "Is there a limit on the file size?", "How many people died?": which file, and where? But what
    the corpus is about, as `is_common` tells, needs no introduction ("the summit").
    """
    found = phrases(question)
    if any(phrase.is_definite and is_common(phrase.text) for phrase in found):
        return False
    if any(phrase.is_name for phrase in found) or len(set(terms(question))) > _FEW:
        return False
    if not found:
        return not _EXPLETIVE.search(question)
    unknown = (
        phrase.is_definite
        and len(phrase.text.split()) < 3
        and not set(terms(phrase.text)) & _KNOWN_TO_ALL
        and not _COMPLEMENT.match(question, phrase.end)
        for phrase in found
    )
    return any(unknown) or bool(_HAPPENED.search(question))


def _without_lead(question: str) -> str:
    lead = _LEAD.match(question)
    return question[lead.end() if lead else 0 :].rstrip(" ?.!…")


def _explained(question: str, pronoun: re.Match[str]) -> bool:
    """Return whether a name or noun phrase before `pronoun` can be what it stands for."""
    found = list(phrases(question[: pronoun.start()]))
    if pronoun.group().casefold() in _HE_OR_SHE:
        found = [p for p in found if p.is_name or not p.is_after_preposition]
    return any(not phrase.is_asked for phrase in found)
