"""The people an article names: in full, with their roles, and where it speaks of them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.article import Article
from index.terms import fold
from rag.name_runs import Named, named, surname
from rag.quoted import MASK, masked
from rag.roles import describes
from rag.speech_verbs import FINITE, INVERTS

_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_UNINTRODUCED = 3
"""So many times by one word before it comes with two, it is not a person's name; by hand."""
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
        groups = _grouped([*named(article.title or ""), *places])
        owners = {id(place): key for key, group in groups.items() for place in group}
        outside = (p for p in places if bare[p.start] != MASK and id(p) in owners)
        found = [(place, owners[id(place)]) for place in outside]
        sexes = _sexes(bare, found)
        speaking = {key for place, key in found if _speaks(bare, place)}
        people = {
            key: _person(group, sexes.get(key), speaks=key in speaking)
            for key, group in groups.items()
        }
        self.mentions: tuple[Mention, ...] = tuple(
            Mention(place.start, place.end, people[key]) for place, key in found
        )
        self._starts = [mention.start for mention in self.mentions]
        self._called: dict[str, list[Person]] = {}
        for (first, last), person in sorted(people.items(), key=lambda item: " " in item[0][1]):
            for word in {first, last.partition(" ")[0]}:  # "Jr." after his father
                self._called.setdefault(word, []).append(person)

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin from `start` to `end`, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def called(self, words: str) -> Person | None:
        """Return the person whose name `words` is: whole, or last or first name alone."""
        asked = _folded(words)
        if not asked:
            return None
        known = self._called.get(fold(surname(tuple(words.split()))), [])
        whole = [p for p in known if _folded(p.name) == asked]
        if len(asked) > 1 or whole:
            begin = [p for p in known if _folded(p.name)[0] == asked[0]]
            return next(iter([*whole, *begin]), None)
        by_last = [p for p in known if _folded(p.name)[0] != asked[0]]
        return next(iter([*by_last, *known]), None)

    def described(self, words: str, before: int) -> Person | None:
        """Return whose role `words` describe: the last so named before `before`, or the next."""
        everybody = {mention.person for mention in self.mentions}
        meant = {p for p in everybody if any(describes(words, role) for role in p.roles)}
        fitting = [m for m in self.mentions if m.person in meant] if meant else []
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
    # Two capitals in a row are a person's name only if something says so: a title, a role, or that
    # it is cut to its last word later on. "Twitter" all along, then "Fake Twitter", is no cut name.
    order = {id(place): n for n, place in enumerate(places)}
    alone: dict[str, list[int]] = {}
    for place in single:
        alone.setdefault(fold(place.words[0]), []).append(order[id(place)])
    groups = {
        key: group
        for key, group in groups.items()
        if any(place.titled or place.role for place in group)
        or _is_cut(alone.get(key[1].partition(" ")[0], ()), order[id(group[0])])
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


def _is_cut(alone: Sequence[int], introduced: int) -> bool:
    """Return whether a word that stands `alone` at these places is the name `introduced` there."""
    return bool(alone) and sum(place < introduced for place in alone) < _UNINTRODUCED


def _key(place: Named) -> tuple[str, str]:
    last = fold(place.words[-1]).rstrip(".")
    suffix = f" {last}" if place.words[-1] != surname(place.words) else ""
    return fold(place.words[0]).rstrip("."), fold(surname(place.words)) + suffix


def _person(places: Sequence[Named], male: bool | None, *, speaks: bool) -> Person:
    """Return whom the places name; `male` is what pronouns tell, where no title does."""
    name = max((place.words for place in places), key=len)
    roles = tuple(dict.fromkeys(place.role for place in places if place.role))
    told = next((place.male for place in places if place.male is not None), male)
    return Person(" ".join(name), roles, told, speaks)


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


@lru_cache(maxsize=8192)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(fold(word).rstrip(".") for word in name.split())
