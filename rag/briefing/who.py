"""One person under one name, however the articles spell and shorten it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from index.terms import fold, terms
from rag.answer import Speaker
from rag.briefing.gather import Piece
from rag.name_runs import is_person_name
from rag.noun_runs import is_capital, tokens
from rag.roles import describes

_SPELT = 0.8
"""Surnames so much alike are one, behind the same first name: "Zelensky", "Zelenskyy"; by hand."""
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


def voices(pieces: Iterable[Piece]) -> list[Voice]:
    """Return who speaks in `pieces`, those who say most first."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -len(_name(p).split())):
        if piece.speaker is None:
            continue
        same = (group for group in groups if any(_is_one(piece, other) for other in group))
        group = next(same, None)
        if group is None:
            groups.append(group := [])
        group.append(piece)
    found = [_voice(group) for group in groups]
    return sorted(found, key=lambda voice: (not voice.is_named, -len(voice.pieces)))


def _name(piece: Piece) -> str:
    return piece.speaker.name if piece.speaker else ""


def _is_one(one: Piece, other: Piece) -> bool:
    mine, theirs = one.speaker, other.speaker
    if mine is None or theirs is None:
        return False
    if terms(mine.name) and terms(mine.name) == terms(theirs.name):
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


def _voice(group: Sequence[Piece]) -> Voice:
    named = Counter(piece.speaker.name for piece in group if piece.speaker)
    name = max(named, key=lambda text: (len(_capitals(text)), named[text]))
    speaker = Speaker(name, _role(group))
    return Voice(speaker, tuple(group), bool(_capitals(name)))


def _role(group: Sequence[Piece]) -> str | None:
    """Return the role that the newest articles give most fully."""
    days = [piece.article.published or date.min for piece in group]
    known: dict[str, tuple[date, int]] = {}
    for piece, day in zip(group, days, strict=True):
        role = piece.speaker.role if piece.speaker else None
        if role and len(role.split()) <= _ROLE_WORDS:
            known[role] = max(known.get(role, (date.min, 0)), (day, len(role)))
    return max(known, key=lambda role: (known[role][0], known[role][1]), default=None)
