"""The people an article names: in full, with their roles, and where it speaks of them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.article import Article
from index.terms import fold
from rag.name_runs import Named, named, surname
from rag.noun_runs import tokens
from rag.quoted import masked
from rag.roles import describes
from rag.speech_verbs import FINITE, INVERTS

_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_NEAR = 200
"""So many characters behind a name a pronoun tells its bearer's sex, if no other name is nearer."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an article names."""

    name: str
    """The fullest form of the name in the article, without titles."""
    roles: tuple[str, ...]
    """What the article calls them beside the name, in its order: "French President"."""
    male: bool | None
    speaks: bool = False
    """Whether a verb of saying stands beside the name somewhere."""

    @property
    def is_sure(self) -> bool:
        """Whether something says that it is a person: not just two words with capitals."""
        return bool(self.roles) or self.male is not None or self.speaks


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an article names a person, outside quotations."""

    start: int
    end: int
    person: Person


class People:
    """Who is named in one article. Never changes."""

    def __init__(self, article: Article) -> None:
        """Read the article's text and its title."""
        bare = masked(article.text)
        places = list(named(article.text))
        titles = [*named(article.title or "")]
        self._groups = _grouped([*places, *titles])
        known = {key: _person(group) for key, group in self._groups.items()}
        outside = [place for place in places if bare[place.start] == article.text[place.start]]
        self._keys = {id(place): key for key, group in self._groups.items() for place in group}
        found = [(p, self._keys[id(p)]) for p in outside if id(p) in self._keys]
        sexes = _sexes(bare, found)
        speaking = {key for place, key in found if _speaks(bare, place)}
        self._people = {
            key: replace(
                person,
                male=sexes.get(key) if person.male is None else person.male,
                speaks=key in speaking,
            )
            for key, person in known.items()
        }
        self.mentions: tuple[Mention, ...] = tuple(
            Mention(place.start, place.end, self._people[key]) for place, key in found
        )

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin from `start` to `end`, in order."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        return self.mentions[first:last]

    def called(self, words: str) -> Person | None:
        """Return the person whose name `words` is: whole, or first or last name alone."""
        asked = tuple(fold(match.group()).rstrip(".") for match in tokens(words))
        last_asked = fold(surname(tuple(words.split()))) if asked else ""
        whole = [p for p in self._people.values() if _folded(p.name) == asked]
        if whole or not asked:
            return whole[0] if whole else None
        last = [
            p for p in self._people.values() if fold(surname(tuple(p.name.split()))) == last_asked
        ]
        last.sort(key=lambda p: surname(tuple(p.name.split())) != p.name.split()[-1])
        fitting = [p for p in last if last_asked == asked[0] or _folded(p.name)[0] == asked[0]]
        first = [
            p for p in self._people.values() if len(asked) == 1 and _folded(p.name)[0] == asked[0]
        ]
        return next(iter(fitting or first), None)

    def described(self, words: str, before: int) -> Person | None:
        """Return whose role `words` describe: the last so named before `before`, or the next."""
        fitting = [m for m in self.mentions if any(describes(words, r) for r in m.person.roles)]
        earlier = [mention for mention in fitting if mention.start < before]
        return earlier[-1].person if earlier else fitting[0].person if fitting else None


@lru_cache(maxsize=512)
def people(article: Article) -> People:
    """Return the people whom `article` names."""
    return People(article)


def _grouped(places: Sequence[Named]) -> dict[tuple[str, str], list[Named]]:
    """Return the places by person: full names by first and last word, single words by those."""
    groups: dict[tuple[str, str], list[Named]] = {}
    full = [place for place in places if len(place.words) > 1]
    single = [place for place in places if len(place.words) == 1]
    for place in full:
        groups.setdefault(_key(place), []).append(place)
    # Two capitals in a row are a person's name only if something says so.
    alone = Counter(fold(place.words[0]) for place in single)
    groups = {
        key: group
        for key, group in groups.items()
        if alone[key[1].partition(" ")[0]] or any(place.titled or place.role for place in group)
    }
    lasts: dict[str, tuple[str, str]] = {}
    for key in sorted(groups, key=lambda key: " " in key[1]):  # "Jr." after his father
        lasts.setdefault(key[1].partition(" ")[0], key)
    firsts = {key[0]: key for key in reversed(groups)}
    for place in single:
        word = fold(place.words[0])
        if place.titled and word not in lasts and word not in firsts:
            lasts[word] = ("", word)
        if owner := lasts.get(word) or firsts.get(word):
            groups.setdefault(owner, []).append(place)
    return groups


def _key(place: Named) -> tuple[str, str]:
    last = fold(place.words[-1]).rstrip(".")
    suffix = f" {last}" if place.words[-1] != surname(place.words) else ""
    return fold(place.words[0]).rstrip("."), fold(surname(place.words)) + suffix


def _person(places: Sequence[Named]) -> Person:
    name = max((place.words for place in places), key=len)
    roles = tuple(dict.fromkeys(place.role for place in places if place.role))
    told = [place.male for place in places if place.male is not None]
    return Person(" ".join(name), roles, told[0] if told else None)


def _sexes(
    bare: str, found: Sequence[tuple[Named, tuple[str, str]]]
) -> dict[tuple[str, str], bool]:
    """Return what the pronouns behind the names tell, by majority."""
    votes: Counter[tuple[str, str]] = Counter()
    ends = [*(place.start for place, _ in found[1:]), len(bare)]
    for (place, key), end in zip(found, ends, strict=False):
        stop = min(end, place.end + _NEAR)
        paragraph = bare.find("\n", place.end, stop)
        match = _PRONOUN.search(bare, place.end, paragraph if paragraph >= 0 else stop)
        if match:
            votes[key] += 1 if match.group(1) else -1
    return {key: count > 0 for key, count in votes.items() if count}


def _speaks(bare: str, place: Named) -> bool:
    after = bare[place.end : place.end + 30].removeprefix(" also").lstrip()
    before = bare[max(0, place.start - 12) : place.start].split()[-1:]
    return bool(FINITE.match(after) or (before and INVERTS.fullmatch(before[0])))


def _folded(name: str) -> tuple[str, ...]:
    return tuple(fold(word).rstrip(".") for word in name.split())
