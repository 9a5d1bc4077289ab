"""One person under one name, however the articles spell and shorten it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from index.terms import fold, terms
from rag.answer import Speaker
from rag.briefing.piece import Piece
from rag.countries import country
from rag.name_runs import is_person_name
from rag.noun_runs import is_capital, tokens
from rag.roles import describes, is_role

_SPELT = 0.8
"""Surnames so much alike are one, behind the same first name: "Zelensky", "Zelenskyy"; by hand."""
_POSSESSIVE = re.compile(r"\b(?:its|his|her|their)\b")
_ROLE_WORDS = 8
"""A longer description is none to stand beside a name; by hand."""


@dataclass(frozen=True, eq=False)
class Voice:
    """Somebody, and what they say."""

    speaker: Speaker
    """Under the name and the role given most fully."""
    pieces: tuple[Piece, ...]
    is_named: bool
    """Whether it is a name, not a description: "officials"."""


def voices(said: Iterable[tuple[Speaker, Piece]]) -> list[Voice]:
    """Return who speaks, with the pieces in which they do; those who say most first."""
    groups: list[list[tuple[Speaker, Piece]]] = []
    for speaker, piece in sorted(said, key=lambda pair: _plainness(pair[0])):
        same = (g for g in groups if any(is_one(speaker, other) for other, _ in g))
        group = next(same, None)
        if group is None:
            groups.append(group := [])
        group.append((speaker, piece))
    found = [_voice(group) for group in groups]
    return sorted(found, key=lambda voice: (not voice.is_named, -len(voice.pieces)))


def _plainness(speaker: Speaker) -> tuple[bool, bool, int]:
    """Return what puts whole names with their roles first: descriptions are held against these."""
    return not is_person_name(speaker.name), not speaker.role, -len(speaker.name.split())


def is_one(mine: Speaker, theirs: Speaker) -> bool:
    """Return whether both are one person or country: "Zelensky" and "Volodymyr Zelenskyy"."""
    if terms(mine.name) and terms(mine.name) == terms(theirs.name):
        return True
    if (own := country(mine.name)) and own == country(theirs.name):
        return True
    first, second = (_capitals(speaker.name) for speaker in (mine, theirs))
    if not first or not second:
        return _described(mine, theirs) or _described(theirs, mine)
    if len(first) > 1 and len(second) > 1:
        return first[0] == second[0] and _alike(first[-1], second[-1])
    # "Zelensky" alone is whoever is called so in full, if a person is.
    whole, short = (mine, second) if len(first) > 1 else (theirs, first)
    return is_person_name(whole.name) and _alike(_capitals(whole.name)[-1], short[0])


def _described(unnamed: Speaker, named: Speaker) -> bool:
    """Return whether a description ("the Ukrainian president") can only mean who has the role."""
    definite = unnamed.name.casefold().startswith("the ") and len(unnamed.name.split()) > 2
    return bool(definite and named.role and describes(unnamed.name, named.role))


def _capitals(name: str) -> list[str]:
    words = [match.group() for match in tokens(name)]
    return [fold(word) for word in words] if words and all(map(is_capital, words)) else []


def _alike(one: str, other: str) -> bool:
    if terms(one) == terms(other):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _SPELT


def _voice(group: Sequence[tuple[Speaker, Piece]]) -> Voice:
    named = Counter(speaker.name for speaker, _ in group)
    name = max(named, key=lambda text: (len(_capitals(text)), named[text]))
    speaker = Speaker(name, _role(group))
    is_named = bool(_capitals(name)) and not all(map(is_role, name.split()))  # "Experts"
    return Voice(speaker, tuple(piece for _, piece in group), is_named)


def _role(group: Sequence[tuple[Speaker, Piece]]) -> str | None:
    """Return the role that the newest articles give most fully."""
    known: dict[str, tuple[date, int]] = {}
    for speaker, piece in group:
        role, day = speaker.role, piece.day or date.min
        if role and len(role.split()) <= _ROLE_WORDS:
            role = _POSSESSIVE.sub("the", role)  # "spokesperson of its Foreign Ministry"
            known[role] = max(known.get(role, (date.min, 0)), (day, len(role)))
    return max(known, key=lambda role: (known[role][0], known[role][1]), default=None)
