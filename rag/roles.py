"""What people are called by beside their names: titles, offices, trades, and nations."""

import re
from functools import lru_cache

from index.terms import fold
from rag.countries import country

HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady prof professor".split())
"""They go before a name and say nothing of its bearer's role."""
MALE = frozenset(
    """
    mr sir king prince lord pope spokesman chairman congressman businessman frontman anchorman
    father son brother husband uncle grandfather nephew boyfriend widower actor duke
    """.split()
)
FEMALE = frozenset(
    """
    mrs ms miss queen princess lady dame spokeswoman chairwoman congresswoman businesswoman
    actress mother daughter sister wife aunt grandmother niece girlfriend widow duchess
    """.split()
)
_TITLES = frozenset(
    """
    president premier chancellor minister secretary senator sen representative rep congressman
    congresswoman governor gov mayor king queen prince princess duke duchess pope cardinal
    archbishop bishop rabbi imam ayatollah reverend rev general gen colonel col major maj captain
    capt lieutenant lt sergeant sgt admiral adm commander marshal justice judge chief director
    chairman chairwoman chairperson chair ceo cfo coo cto founder co-founder cofounder spokesman
    spokeswoman spokesperson spox coach manager ambassador envoy speaker leader officer
    commissioner attorney prosecutor sheriff inspector detective superintendent constable pm mp
    mep msp councillor councilman councilwoman deputy delegate diplomat negotiator adviser advisor
    aide agent
    """.split()
)
_TRADES = frozenset(
    """
    official officials head boss executive analyst economist strategist scientist researcher
    professor expert lecturer historian author writer novelist poet journalist reporter
    correspondent editor columnist broadcaster presenter host anchor critic commentator pundit
    actor actress singer rapper musician songwriter guitarist drummer frontman artist painter
    director producer filmmaker screenwriter comedian model designer architect engineer developer
    player striker goalkeeper midfielder defender quarterback captain skipper coach trainer
    champion swimmer runner sprinter cyclist boxer golfer driver jockey referee umpire lawyer
    solicitor barrister counsel prosecutor judge juror magistrate police policeman policewoman
    detective investigator firefighter soldier veteran pilot astronaut sailor doctor physician
    surgeon nurse epidemiologist virologist biologist physicist chemist meteorologist seismologist
    forecaster psychologist psychiatrist pharmacist paramedic teacher principal student pupil
    farmer fisherman trader broker investor banker financier billionaire millionaire entrepreneur
    businessman businesswoman tycoon owner shareholder founder co-founder partner chairman member
    lawmaker legislator politician candidate nominee dancer skater gymnast chef pollster activist
    campaigner advocate organiser organizer volunteer worker employee unionist resident neighbour
    neighbor villager witness survivor victim relative father mother son daughter brother sister
    husband wife widow uncle aunt friend colleague fan customer passenger tourist driver priest
    pastor monk nun spokesman spokeswoman spokesperson spokespeople congressman congresswoman
    lawyer whistleblower influencer youtuber streamer inventor philosopher royal monarch successor
    predecessor rival opponent ally insider source observer visitor regulator watchdog
    representative secretary-general undersecretary treasurer registrar curator man woman boy girl
    teenager parent child person people
    """.split()
)
_MODIFIERS = frozenset(
    """
    former ex then acting interim deputy vice assistant associate senior junior chief top prime
    foreign defence defense finance interior health home justice education energy economy trade
    transport culture sports climate environment agriculture security state national local
    regional federal government ministry department party opposition council police army military
    navy air force intelligence presidential royal special general managing executive
    communications press political legal medical veteran retired late longtime first second third
    lady house white senate parliamentary congressional european international world global
    central bank company club team union group campaign election human rights research science
    right-wing left-wing far-right far-left conservative liberal socialist democratic republican
    labour green independent billionaire film pop rock hip-hop football soccer basketball tennis
    supervisory star chess news television tv radio ferry railway shipping oil tech technology
    """.split()
)
_SAME = {
    "head of government": "premier", "head of state": "president", "prime minister": "premier",
    "pm": "premier", "vice president": "vicepresident",
    "chief executive officer": "ceo", "chief executive": "ceo", "spokesperson": "spokesman",
    "secretary general": "secretarygeneral", "secretary-general": "secretarygeneral",
    "spokeswoman": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman",
    "congresswoman": "congressman", "sen": "senator", "gov": "governor", "rep": "representative",
    "advisor": "adviser", "actress": "actor", "queen": "monarch", "king": "monarch",
    "co-founder": "founder", "boss": "head", "chief": "head", "skipper": "captain",
}  # fmt: skip
_SAME_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_SAME, key=len, reverse=True))})\b")
_LEADERS = frozenset("premier president chancellor monarch head chairman dictator".split())
_STATESMEN = frozenset({"politician", "statesman"})
_TRADE_ENDS = re.compile(
    r"[a-z]{3,}(?:woman|women|sman|smen|person|ologist|ographer|maker|keeper|owner|writer|holder|"
    r"manager|member|orist|alist|nist|tist|cist|pist|arian)s?|Assembly(?:wo)?man|\w*Council(?:wo)?man"
)
_WORD = re.compile(r"[\w.’'-]*\w")
_IDLE = frozenset("the a an his her their its that this and of for s in at".split())


@lru_cache(maxsize=16384)
def is_title(word: str) -> bool:
    """Return whether `word`, before a name, is no part of it: "President", "Mr."."""
    bare = word.casefold().rstrip(".")
    return bare in _TITLES or bare in HONORIFICS or bare.removeprefix("then-") in _TITLES


@lru_cache(maxsize=16384)
def is_role(word: str) -> bool:
    """Return whether `word` says what somebody is: "minister", "economists", "spokeswoman"."""
    bare = word.casefold().rstrip(".").removeprefix("ex-").removeprefix("then-")
    known = any(one in _TITLES or one in _TRADES for one in (bare, bare.removesuffix("s")))
    return known or _TRADE_ENDS.fullmatch(word) is not None


@lru_cache(maxsize=16384)
def is_modifier(word: str) -> bool:
    """Return whether `word` may stand before a role in a title: "former", "foreign"."""
    return word.casefold().removeprefix("ex-") in _MODIFIERS


def nation(word: str) -> str:
    """Return what a country's name, adjective and seat, or a place's, have in common."""
    bare = re.sub(r"['’]s?$", "", fold(word).rstrip("."))
    return country(bare) or (bare[:4] if len(bare) > 3 else bare)  # "Texas", "Texan"


@lru_cache(maxsize=4096)
def describes(description: str, role: str) -> bool:
    """Return whether `description` ("the Italian leader") can mean somebody with this `role`.

    What it names with a capital must stand in the role, if only as the country of an adjective;
    its other words too. "Leader" goes with every head of a state or a government.
    """
    asked, known = _words(description), _words(role)
    places = {nation(word) for word in _capitals(role)}
    if not asked or not {nation(word) for word in _capitals(description)} <= places | known:
        return False
    if "leader" in asked and known & _LEADERS and "vice" not in known:
        asked -= {"leader"}
    if asked <= _STATESMEN:
        return bool(known & (_LEADERS | {"minister", "senator", "governor", "mayor"}))
    return asked <= known


def role_words(text: str) -> frozenset[str]:
    """Return the words of a role in lower case, those for the same as one: "PM" is "premier".

    Without names and small words.
    """
    return frozenset(_words(text))


def nations(text: str) -> frozenset[str]:
    """Return what the words with a capital have in common with those for the same country."""
    return frozenset(nation(word) for word in _capitals(text))


def _capitals(text: str) -> list[str]:
    """Return the words with a capital that are no titles: countries, parties, offices."""
    words: list[str] = _WORD.findall(text)
    return [w for w in words if w[0].isupper() and not _is_plain(w)]


def _words(text: str) -> set[str]:
    folded = _SAME_WORDS.sub(lambda match: _SAME[match.group()], fold(text))
    proper = {fold(word) for word in _capitals(text)}
    return {re.sub(r"['’]s?$", "", w) for w in _WORD.findall(folded)} - _IDLE - proper


def _is_plain(word: str) -> bool:
    return is_role(word) or is_modifier(word) or word.casefold() in _IDLE
