"""The figures that the articles give on a topic, and where their sources differ."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from index.terms import terms
from rag.asked_kinds import alike as synonyms
from rag.briefing.counted_things import thing_of
from rag.briefing.piece import Piece, alike
from rag.briefing.remarks import said_on, told_on
from rag.quantities import Quantity, agree, quantities

# Set by hand on the sample corpus.
_BEFORE, _AFTER = 3, 2
"""So many words beside two numbers are compared: they must count in like ways."""
_ONE_MATTER = 0.5
"""Sentences less alike count different things."""
_SAME_TIME = timedelta(3)
"""Figures published so far apart are of different times."""
_ALIKE = 0.6
"""Sentences so much alike may give one figure, once hedged and once exact."""
_CLOSE = 0.7
"""And so much of the one the other is at least: "over two dozen", 26."""
_NAMED, _TOLD = 0.5, 0.1
"""What the topic's words in a figure's sentence, and each that tells it, add to its worth."""
_WHOSE = re.compile(r"(?P<who>\b\w+) (?:of|from) (?:the )?$")


@dataclass(frozen=True, eq=False)
class Counted:
    """A quantity in a sentence."""

    piece: Piece
    quantity: Quantity
    """Offsets into the sentence."""
    about: str
    """What it is a quantity of, in words of the sentence."""
    value: str
    """With hedge and unit, in words of the sentence."""

    @property
    def beside(self) -> frozenset[str]:
        """The stems near it, without what is counted."""
        sentence, quantity = self.piece.sentence, self.quantity
        before = sentence[: quantity.start].split()[-_BEFORE:]
        return frozenset(terms(" ".join([*before, "…", *_words_after(self)])))

    @property
    def is_exact(self) -> bool:
        """Whether it is one number, without a hedge."""
        return self.quantity.low == self.quantity.high

    def agrees(self, other: "Counted") -> bool:
        """Return whether both count one thing, and one can be the other, hedged."""
        mine, theirs = self.quantity, other.quantity
        ends = [(mine.low, theirs.low), (mine.high, theirs.high)]
        close = all(min(pair) >= _CLOSE * max(pair) for pair in ends if inf not in pair)
        one = mine.unit == theirs.unit and bool(_nouns(self) & _nouns(other))
        return one and close and agree(mine, theirs)


def counted(pieces: Iterable[Piece]) -> list[Counted]:
    """Return the quantities of `pieces` that tell what they are of, in the order of these."""
    return [
        Counted(piece, quantity, about, piece.sentence[quantity.start : quantity.end].strip())
        for piece in pieces
        for quantity in quantities(piece.sentence)
        if (about := thing_of(piece.sentence, quantity))
    ]


def leading(found: Sequence[Counted], most: int) -> list[tuple[Counted, ...]]:
    """Return up to `most` figures, each with the others that give the same, of other articles."""
    groups: list[list[Counted]] = []
    for one in found:
        group = next((g for g in groups if _is_same(g[0], one)), None)
        if group is None:
            groups.append([one])
        elif all(one.piece.article.id != other.piece.article.id for other in group):
            group.append(one)
    for group in groups:
        group.sort(key=_open)
    groups.sort(key=_worth)
    return [tuple(group) for group in groups[:most]]


def _worth(group: Sequence[Counted]) -> float:
    """Return what orders figures: how near the topic, in whose words, and told by how many."""
    near = max(c.piece.relevance + _NAMED * c.piece.evidence.features.coverage for c in group)
    return -(near + _TOLD * len(group))


def _open(figure: Counted) -> tuple[bool, int, int]:
    """Return what is open of a figure: its value; then how old and how long its sentence is."""
    day = figure.piece.day or date.min
    return not figure.is_exact, -day.toordinal(), figure.piece.words


def as_of(same: Sequence[Counted]) -> date | None:
    """Return the day of which figures that are the same are: the last on which it was said.

    The day that a source tells goes before the day on which another published the same.
    """
    days = [day for one in same if (day := said_on(one.piece))]
    told = [day for one in same if (day := told_on(one.piece))]
    if told and max(days) - max(told) <= _SAME_TIME:
        return max(told)
    return max(days, default=None)


def is_hedged_beside(one: Piece, other: Piece) -> bool:
    """Return whether `one` hedges a figure ("over two dozen") that `other` gives."""
    mine, theirs = (counted([piece]) for piece in (one, other))
    hedged = [c for c in mine if not c.is_exact]
    return any(h.agrees(c) for h in hedged for c in theirs if c.is_exact)


def _is_same(one: Counted, other: Counted) -> bool:
    mine, theirs = one.quantity, other.quantity
    named = bool(_nouns(one) & _nouns(other))
    close = alike(one.piece, other.piece) >= _ALIKE
    if (mine.unit, mine.low, mine.high) == (theirs.unit, theirs.low, theirs.high):
        # "€2 billion in military aid" and "a €2 billion defense package" are one.
        return named or (close and mine.unit is not None)
    return close and (one.is_exact or other.is_exact) and one.agrees(other)


def _nouns(figure: Counted) -> frozenset[str]:
    stems = frozenset(terms(figure.about)) if figure.quantity.noun is None else frozenset(
        {figure.quantity.noun}
    )  # fmt: skip
    return stems.union(*(synonyms(stem) for stem in stems))


def disputed(
    found: Sequence[Counted], topic: frozenset[str], stories: Mapping[str, str]
) -> list[tuple[Counted, ...]]:
    """Return the figures of one thing at one time that cannot all be right, of different stories.

    One for each value, with those that agree behind it. `topic` holds the stems of the topic, which
    show no likeness.
    """
    groups: list[tuple[Counted, ...]] = []
    left = list(found)
    while left:
        first = left.pop(0)
        others = [one for one in left if _differ(first, one, topic, stories)]
        # An article that counts twice counts two things.
        articles = Counter(one.piece.article.id for one in others)
        others = [one for one in others if articles[one.piece.article.id] == 1]
        if others:
            groups.append((first, *others))
            left = [one for one in left if one not in others]
    return groups


def _differ(
    one: Counted, other: Counted, topic: frozenset[str], stories: Mapping[str, str]
) -> bool:
    first, second = one.piece.article, other.piece.article
    if stories.get(first.id, first.id) == stories.get(second.id, second.id):
        return False
    days = one.piece.day, other.piece.day
    if days[0] and days[1] and abs(days[0] - days[1]) > _SAME_TIME:
        return False
    if one.quantity.unit != other.quantity.unit or agree(one.quantity, other.quantity):
        return False
    shared = (one.beside & other.beside) - topic - _nouns(one) - _nouns(other)
    alike_too = alike(one.piece, other.piece) >= _ONE_MATTER or _did_alike(one, other)
    return bool(_nouns(one) & _nouns(other)) and bool(shared) and alike_too


def _did_alike(one: Counted, other: Counted) -> bool:
    """Return whether it is said of both that the same sort came: "leaders of 31 states came"."""
    whose = [_WHOSE.search(c.piece.sentence[: c.quantity.start]) for c in (one, other)]
    if not (whose[0] and whose[1]) or terms(whose[0]["who"]) != terms(whose[1]["who"]):
        return False
    deeds = [terms(" ".join(_words_after(c))) for c in (one, other)]
    first, second = (frozenset[str]().union(*map(synonyms, deed)) for deed in deeds)
    return bool(first & second)


def _words_after(figure: Counted) -> list[str]:
    return figure.piece.sentence[figure.quantity.noun_end :].split()[:_AFTER]
