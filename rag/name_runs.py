"""Runs of capitalised words in an article, taken apart into a person's name and role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.terms import STOP_WORDS
from rag.names import is_territory
from rag.noun_runs import CALENDAR, CAPITAL, OPENERS, WORD, is_capital, tokens
from rag.roles import FEMALE, HONORIFICS, MALE, is_modifier, is_role, is_title
from rag.speech_verbs import FINITE
from rag.words import DETERMINERS, PREPOSITIONS, is_small

_RUN = re.compile(
    rf"(?<![\w.’'])(?={CAPITAL})(?:{WORD.pattern})(?:[ \u00a0](?:(?:&|of the|of|de|del|della"
    r"|van|von|der|den|di|da|dos|bin|ibn|al|el|la|le) )"
    rf"{{0,2}}(?={CAPITAL})(?:{WORD.pattern}))*"
)
_NO_PERSON = frozenset(
    """
    house street union league sea court council bank ministry department university college party
    committee commission association institute group corp corporation inc ltd company times post
    news journal press guardian police office center centre hospital school church act bill cup
    games river lake mountain island islands city county state states kingdom republic park square
    airport palace summit force forces army navy team club united fc foundation fund organization
    organisation service services board authority network forum conference festival awards day week
    road avenue bridge east west north south america africa europe asia war parliament congress
    senate democrats republicans democrat republican championship open final finals prix olympics
    series stadium arena theatre theater museum gallery library tower valley coast bay strip gulf
    ocean province region district agency bureau administration government motors electric airlines
    airways mail telegraph bbc cnn ap afp reuters new european african american british french
    german russian chinese national international federal royal supreme world central northern
    southern eastern western democratic republic social black red white affairs defence defense
    security intelligence health justice treasury exchange index treaty agreement accord plan pact
    deal law code award prize medal show magazine tribune herald gazette media group holdings
    partners capital energy oil gas airlines railway line canal channel station hall castle abbey
    cathedral mosque temple christmas easter ramadan ukrainians russians americans academy society
    """.split()
)
_ACRONYM = re.compile(r"[A-Z]{2,}s?|(?:[A-Z]\.){2,}")
_SMALL = STOP_WORDS | OPENERS | DETERMINERS | PREPOSITIONS
_OWN, _OWNS = re.compile(r"[’']s?$"), ("’s", "'s", "’", "'")
_CLOSES, _WORDS = re.compile(r"\s*[,.;:)]"), re.compile(r"\w+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_BESIDE = re.compile(
    r"(?:, (?:aged )?\d{1,3})?, "
    r"(?P<role>[^,.;:()~“”\"\n]{3,130}(?:\.[A-Z]\.[^,.;:()~“”\"\n]{0,60})?)(?=[,.;:()~]|$)"
)
_AHEAD = re.compile(r"(?P<role>[^,.;:~“”\"\n]{3,70}), $")
_BEGINS = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[A-Z][\w.]*[’']s?) ")
_MORE = re.compile(r"\s(?:who|whose|which|where|and (?:the|an?|his|her|its|their|also|former))\b.*")
_VERB_INSIDE = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|said|says|that|told|but|when|while|as|not)\b"
    r"|\b(?!acting|managing|founding|leading|incoming|outgoing|governing|ruling|marketing|nursing|"
    r"engineering|banking|racing|boxing|living|housing|broadcasting)\w{3,}ing\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One place where an article names somebody: offsets of the name alone, without titles."""

    start: int
    end: int
    words: tuple[str, ...]
    role: str | None
    male: bool | None
    """None if title and role do not tell."""
    titled: bool
    """Whether a title or an honorific stands before it, so that it is a person's name."""


def named(text: str) -> Iterator[Named]:
    """Yield, in order, what may be the names of people in `text`."""
    for match in _RUN.finditer(text):
        yield from _parts(text, match.start(), match.end())


def _parts(text: str, start: int, end: int) -> Iterator[Named]:
    """Yield the names of a run; "Trump’s special envoy Steve Witkoff" holds two."""
    words = [(start + m.start(), start + m.end(), m.group()) for m in tokens(text[start:end])]
    while words and not _begins_name(words[0][2]):
        words.pop(0)
    while words:
        owner = next((n for n, word in enumerate(words) if word[2].endswith(_OWNS)), None)
        group, words = (words, []) if owner is None else (words[: owner + 1], words[owner + 1 :])
        if one := _one(text, group):
            yield one


@lru_cache(maxsize=16384)
def _begins_name(word: str) -> bool:
    small = word.casefold() in _SMALL
    return is_capital(word) and (word.isupper() or not small)  # "US" is a country


def _one(text: str, words: list[tuple[int, int, str]]) -> Named | None:
    title = max((n for n, word in enumerate(words[:-1]) if _is_title(words, n)), default=-1)
    name = words[title + 1 :]
    if title >= 0 and name and name[0][2] == "of":  # "Secretary of State Ann Lee": the last two
        name = name[1:] if len(name) < 3 else name[-1:] if len(name) == 3 else name[-2:]
    link = next((n for n, word in enumerate(name) if word[2] == "of"), len(name))
    name = name[:link]
    while name and not is_capital(name[-1][2]):
        name.pop()
    if not name or not _may_be_person(tuple(word[2] for word in name), titled=title >= 0):
        return None
    bare = tuple(_bare(word[2]) for word in name)
    start, end = name[0][0], name[-1][0] + len(bare[-1])
    role, titles = _role(text, words[0][0] if title >= 0 else start, start, end)
    titles |= {word[2].casefold().rstrip(".") for word in words[: title + 1]}
    male = True if titles & MALE else False if titles & FEMALE else None
    return Named(start, end, bare, role, male, title >= 0)


def _bare(word: str) -> str:
    """Return `word` without a possessive ending."""
    return _OWN.sub("", word) if word.endswith(_OWNS) else word


def _is_title(words: list[tuple[int, int, str]], n: int) -> bool:
    """Tell whether the nth word is no part of the name: unlike "King" in "Luther King Jr"."""
    word, following = words[n][2], words[n + 1][2].casefold().rstrip(".")
    trade = n == 0 and is_role(word) and len(words) > 2
    return (is_title(word) or trade) and following not in _SUFFIXES


@lru_cache(maxsize=16384)
def _may_be_person(words: tuple[str, ...], *, titled: bool) -> bool:
    bare = [_bare(word) for word in words]
    folded = [word.casefold() for word in bare]
    name = " ".join(folded)
    if _ACRONYM.fullmatch(bare[-1]) or (bare[0].isupper() and len(bare[0]) > 2):
        return False  # but "JD Vance" is a name
    if set(folded) & _NO_PERSON or len(words) > 5 or is_territory(name):
        return False
    compound = any(re.search(r"-[a-z]{4,}$", word) for word in bare)  # "American-style"
    return titled or not (compound or is_territory(folded[0]))


def is_person_name(name: str) -> bool:
    """Return whether `name` may be somebody's first and last name."""
    words = tuple(match.group() for match in tokens(name))
    return len(words) > 1 and all(map(_begins_name, words)) and _may_be_person(words, titled=False)


def surname(words: tuple[str, ...]) -> str:
    """Return the word that a name is cut to later on: "Kennedy" of "Robert F. Kennedy Jr."."""
    bare = [word for word in words if word.casefold().rstrip(".") not in _SUFFIXES]
    return (bare or list(words))[-1]


def _role(text: str, run: int, start: int, end: int) -> tuple[str | None, set[str]]:
    """Return what stands beside the name as its bearer's role, and the words that tell sex."""
    before = _role_before(text, run, titled=run < start)
    if before == start:
        role = _apposition(text, start, end)
        return role or None, set(_WORDS.findall(role.casefold()))
    words = [m.group() for m in tokens(text[before:start])]
    kept = [word for word in words if word.casefold().rstrip(".") not in HONORIFICS]
    role = text[before:start].strip() if kept and len(kept) == len(words) else " ".join(kept)
    if not role:
        role = _apposition(text, start, end)
    return role or None, set(_WORDS.findall(role.casefold()))


def _role_before(text: str, start: int, *, titled: bool) -> int:
    """Return where the role begins that reaches to `start`: "former ferry minister Ada Berg"."""
    begin, at, last, first = start, start, -1, not titled
    if text[start - 1 : start] != " " or (
        first and not is_role(text[max(0, start - 40) : start].split()[-1])
    ):
        return start
    for match in reversed(tokens(text[max(0, start - 80) : start])):
        word, stop = match.group(), max(0, start - 80) + match.end()
        if text[stop:at] != " " or (first and not is_role(word)):
            break
        # "business owner": whatever stands before the role itself, if it is no verb or the like
        kind = not first and begin == last and word.islower() and not is_small(word)
        if not (is_role(word) or is_modifier(word) or _begins_name(word) or kind):
            break
        begin = at = max(0, start - 80) + match.start()
        last = begin if first else last
        first = False
    return begin


def _apposition(text: str, start: int, end: int) -> str:
    """Return the role between commas behind the name, or before it: "the Czech premier"."""
    beside = _BESIDE.match(text, end)
    if beside and _is_role(role := _MORE.sub("", f" {beside['role']}")):
        return role.strip()
    if text[start - 2 : start] != ", " or not _CLOSES.match(text, end):
        return ""
    # The shortest that holds a role: not "the ground by Berg’s envoy", but "Berg’s envoy".
    begins = [m.start() for m in _BEGINS.finditer(text, max(0, start - 90), start)]
    found = (_AHEAD.match(text, at, start) for at in reversed(begins))
    return next((m["role"].strip() for m in found if m and _is_role(m["role"])), "")


def _is_role(phrase: str) -> bool:
    words = [match.group() for match in tokens(phrase)]
    roles = [n for n, word in enumerate(words) if is_role(word)]
    if not roles or len(words) > 16 or CALENDAR.match(phrase):
        return False
    if _VERB_INSIDE.search(phrase) or FINITE.search(phrase):
        return False
    # Behind a title another's name would follow: a list of people, not a role.
    following = words[roles[-1] + 1 : roles[-1] + 2]
    return not (following and is_capital(following[0]))
