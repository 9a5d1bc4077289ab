"""What kind of short answer a question asks for, and the words that it would stand beside."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.terms import terms
from rag.names import names
from rag.offices import office_asked


class Kind(StrEnum):
    """The kinds of short answers."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    THING = "thing"
    """What a noun names: "which bank", "what is the rank of"."""
    NONE = "none"
    """No short answer: a reason, an opinion, a yes or no."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The short answer that a question asks for."""

    kind: Kind
    noun: str | None
    """The stem of what is counted or named ("countri"), where the question says it."""
    known: frozenset[str]
    """The stems of the names in the question: no part of an answer."""
    anchors: frozenset[str]
    """The stems of its other words, and of others for the same: an answer stands near them."""
    things: bool = False
    """Whether the noun is of things to be counted: "how many ships", not "how many joined"."""
    place: str | None = None
    """What sort of place is asked for: "country", "state" or "city"; None if the question does not
    say."""
    is_definition: bool = False
    """Whether it is what somebody or something is: a profession, a genre."""
    telling: frozenset[str] = frozenset()
    """The stems of its words, not of names, that say what is asked of whom it names."""
    office: str | None = None
    """The office whose holder it asks for."""
    surnames: frozenset[str] = frozenset()
    """The stems of the last words of the names in the question."""

    @property
    def is_loose(self) -> bool:
        """Whether it asks no more than what or where something is: any sentence of it may say."""
        return bool(self.anchors) and not self.telling

    @property
    def is_measure(self) -> bool:
        """Whether it asks for a measure by its name: "what is the population"."""
        return self.kind is Kind.NUMBER and self.noun in _MEASURED

    def names(self, stems: Collection[str]) -> bool:
        """Return whether a name of these stems is of one whom the question names already.

        Who owned the Short House may be called Short, but Melania Trump is no answer to who is
        Donald Trump's envoy.
        """
        return self.known.issuperset(stems) or not self.surnames.isdisjoint(stems)


MEASURES = (
    "population|number|total|amount|percentage|percent|proportion|share|rate|price|cost|income|"
    "salary|value|size|height|length|width|depth|distance|weight|speed|area|toll|budget|age|"
    "temperature|magnitude|turnout|margin|capacity"
)
"""Nouns that a number is asked for by: "what is the price of", as parts of a pattern."""
_MEASURED = frozenset(terms(MEASURES.replace("|", " ")))
_BE = r"(?:is|was|are|were|[’']s)"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.NUMBER, r"\bhow (?:many|much|far|long|old|tall|fast|big|large|high|deep|heavy)\b"),
        (Kind.NUMBER, rf"\bwhat {_BE} the (?:[\w-]+ ){{0,3}}(?:{MEASURES})\b"),
        (Kind.NUMBER, rf"\bwhat (?:{MEASURES})\b"),
        (Kind.NUMBER, r"\bworth\b"),
        (Kind.DATE, r"^when\b|\bwhen (?:did|was|were|is|will|does|has)\b"),
        (Kind.DATE, r"\b(?:what|which) (?:year|date|day|month|decade|century)\b"),
        (Kind.DATE, rf"\bwhat {_BE} the (?:[\w-]+ ){{0,2}}(?:date|year|day)\b"),
        (Kind.NONE, r"\bwhere (?:do|does|did) [^?]+? stand\b"),
        (Kind.PLACE, rf"^where\b|\bwhere (?:did|{_BE}|will|does|has)\b"),
        (Kind.PLACE, r"\b(?:what|which) (?:[\w-]+ )?(?:city|country|state|town|village|county|"
                     r"region|province|continent|island|place|nation|location|capital)\b"),
        (Kind.PLACE, rf"\bwhat {_BE} the (?:location|place|capital)\b"),
        (Kind.PERSON, r"\bwho(?:m|se)?\b"),
        (Kind.THING, r"\b(?:what|which)\b"),
    )
)  # fmt: skip
_NAMED = re.compile(
    rf"\b(?:what|which) (?:{_BE} the (?:(?:name|type|kind) of (?:the )?)?)?"
    r"(?:type of |kind of )?(?:(?:political|military|main|primary|official) )?(?P<noun>[\w-]+)"
    rf"(?= (?:of|{_BE}|did|does|do|has|have|will|can)\b|[?]|$)"
    r"|\bwhat (?:is|was) [\w’' .-]+?[’']s? (?P<owned>[\w-]+)\?*$"
    rf"|\bwhich (?P<which>[\w-]+)",
    re.IGNORECASE,
)
_PLACES = tuple(
    (sort, re.compile(rf"\b(?:what|which) (?:[\w-]+ ){{0,2}}(?:{nouns})\b(?!’s|'s)", re.IGNORECASE))
    for sort, nouns in (("country", "country|nation"), ("state", "state"), ("city", "city|town"))
)
_COUNTED = re.compile(
    r"\bhow (?:many|much) (?:more |other |of (?:the |its |their )?)?(?P<noun>[\w’'-]+"
    r"(?: [\w’'-]+)?)|\b(?:number|total|amount|percentage|percent|proportion|share) of "
    rf"(?:the )?(?P<of>[\w-]+)|\b(?P<measure>{MEASURES})\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\bhow many (?:[\w’'-]+ ){0,2}?(?P<noun>[\w-]+s|people|children|women|men)\b", re.IGNORECASE
)
TAKES_PLACE = re.compile(r"\b(?:tak(?:e|es|en|ing)|took) place\b", re.IGNORECASE)
"""Which has nothing to do with taking, nor with a place."""
_HAPPENS = re.compile(rf"{TAKES_PLACE.pattern}|\b(?:held|happen(?:ed|s)?)\b", re.IGNORECASE)
HAPPENED = frozenset(terms("take took held happened"))
_DEFINES = re.compile(
    r"\bwhat (?:is|was) (?:the |[\w’'. -]+?[’']s )(?:main |primary )?"
    r"(?:profession|occupation|medium|genre)(?= of\b|\?*$)"
    r"|\bwhat do(?:es)? (?:the )?(?:terms?|words?|names?) .+ (?:mean|refer to|describe)\b",
    re.IGNORECASE,
)
_RELATES = frozenset(
    terms(
        "located situated based lies associated affiliated known belongs refer mean term word main "
        "primary political military"
    )
)
"""Stems that say no more than that the answer is of what is named."""
_WHY = re.compile(r"^(?:why|how (?!many|much|far|long|old|tall|fast|big|large|high|deep|heavy))",
                  re.IGNORECASE)  # fmt: skip
_SAME = tuple(
    frozenset(stem for word in group.split() for stem in terms(word))
    for group in (
        "build built construct constructed erect erected complete completed construction",
        "establish established found founded form formed create created creator begin began start "
        "started open opened inaugurated set",
        "die died dead death killed passed", "born birth",
        "creator wrote written",
        "release released publish published issued", "launch launched",
        "summit meeting meet met talks conference gathering",
        "live lives inhabitants residents population people persons",
        "country nation state", "kill killed dead died deaths killing",
        "injure injured wounded hurt injuring wounding",
        "attend attended represented gathered came come participated participate travelled "
        "traveled",
        "artist singer band album recorded song rapper musician", "director directed film",
        "located situated lies location based", "profession occupation career",
        "people persons person civilian victims", "arrest arrested detained",
    )
)  # fmt: skip
_PEOPLE = terms("people")[0]
_TO_PEOPLE = frozenset(terms("died killed dead injured wounded hurt survived attended came fled"))
"""After "how many" these speak of people."""
_ASKING_WORDS = frozenset(terms("many much name year date day month type kind number total"))


def alike(stem: str) -> frozenset[str]:
    """Return the stems that are used for the same as `stem`, and itself."""
    return frozenset({stem}).union(*(group for group in _SAME if stem in group))


@lru_cache(maxsize=64)
def asked_for(question: str) -> AskedFor:
    """Return what kind of short answer `question` asks for."""
    kind = Kind.NONE
    if not _WHY.search(question):
        kind = next((kind for kind, asks in _KINDS if asks.search(question)), Kind.NONE)
    named = [stems for name in _named(question) if (stems := terms(name))]
    known = frozenset(stem for stems in named for stem in stems)
    told = _HAPPENS.sub("met", question)
    words = [stem for stem in terms(told) if stem not in known | _ASKING_WORDS]
    anchors = frozenset(words).union(*(alike(stem) for stem in words))
    if _HAPPENS.search(question):
        anchors |= HAPPENED
    place = next((sort for sort, asks in _PLACES if asks.search(question)), None)
    noun = _noun(question, kind)
    things = noun in {stem for match in _THINGS.finditer(question) for stem in terms(match["noun"])}
    is_definition = bool(_DEFINES.search(question))
    telling = frozenset(terms(question)) - known - _RELATES
    if kind in {Kind.THING, Kind.PLACE}:
        telling = frozenset() if is_definition else telling - {noun}
    return AskedFor(
        kind=kind, noun=noun, known=known, anchors=anchors, things=things, place=place,
        is_definition=is_definition, telling=telling, office=office_asked(question),
        surnames=frozenset(stems[-1] for stems in named),
    )  # fmt: skip


def _named(question: str) -> list[str]:
    return [*names(question), *re.findall(r'[“"]([^”"]+)[”"]', question)]


def _noun(question: str, kind: Kind) -> str | None:
    match = (_COUNTED if kind is Kind.NUMBER else _NAMED).search(question)
    if match is None:
        return None
    found = match.groupdict()
    words = terms(found.get("noun") or found.get("of") or found.get("owned")
                  or found.get("measure") or found.get("which") or "")  # fmt: skip
    if kind is Kind.NUMBER and words and words[0] in _TO_PEOPLE:
        return _PEOPLE
    if kind is Kind.NUMBER and found.get("noun") and len(words) > 1:
        plural = [w for w in (found["noun"] or "").split() if w.endswith("s")]
        return terms(plural[0])[-1] if plural and terms(plural[0]) else words[0]
    return words[-1] if words else None
