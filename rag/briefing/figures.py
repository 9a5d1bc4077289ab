"""The figures that the articles give on a topic, and where their sources differ."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from index.terms import terms
from rag.asked_kinds import alike as synonyms
from rag.briefing.piece import Piece, alike
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
_LEAST = 3
"""Smaller counts are seldom a figure."""
_NOT_FIGURES = frozenset(
    stem
    for word in """
    time day week month year hour minute second decade century morning night side part thing way
    page article story chapter step point half quarter question issue sentence line
    """.split()
    for stem in terms(word)
)
_PLURAL = re.compile(r"(?:[^s’']s|people|men|women|children|police|dead|staff)$")
_MEASURES = frozenset({"%"})
_OF = re.compile(
    r"(?: \([^)]{1,30}\))?(?P<about>(?: (?:in|of|for|worth of))?(?: (?:the|its|their|new))?"
    r"(?: [^\W\d_][\w-]+){1,3})"
)


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
        after = sentence[quantity.noun_end :].split()[:_AFTER]
        return frozenset(terms(" ".join([*before, "…", *after])))


def counted(pieces: Iterable[Piece]) -> list[Counted]:
    """Return the quantities of `pieces` that tell what they are of, in the order of these."""
    return [
        Counted(piece, quantity, about, piece.sentence[quantity.start : quantity.end].strip())
        for piece in pieces
        for quantity in quantities(piece.sentence)
        if (about := _about(piece.sentence, quantity))
    ]


def _about(sentence: str, quantity: Quantity) -> str | None:
    if quantity.noun:
        known = quantity.noun in _NOT_FIGURES or quantity.high < _LEAST
        words = sentence[quantity.end : quantity.noun_end].strip(" -")
        return None if known or not _PLURAL.search(words) else words
    if quantity.unit is None or (len(quantity.unit) < 3 and quantity.unit not in _MEASURES):
        return None
    match = _OF.match(sentence, quantity.end)
    words = match["about"].strip() if match else ""
    return words if terms(words) else None


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
    groups.sort(key=lambda group: -(max(c.piece.relevance for c in group) + 0.1 * len(group)))
    return [tuple(group) for group in groups[:most]]


def _open(figure: Counted) -> tuple[bool, bool, int]:
    """Return what is open of a figure: its value, its day; then how long its sentence is."""
    exact = figure.quantity.low == figure.quantity.high
    return not exact, figure.piece.article.published is None, figure.piece.words


def _is_same(one: Counted, other: Counted) -> bool:
    mine, theirs = one.quantity, other.quantity
    of_one = mine.unit == theirs.unit and _of_one_noun(one, other)
    if not of_one or (mine.low, mine.high) == (theirs.low, theirs.high):
        return of_one
    exact = mine.low == mine.high or theirs.low == theirs.high
    close = min(mine.low, theirs.low) >= _CLOSE * max(mine.low, theirs.low)
    fits = exact and close and agree(mine, theirs)
    return fits and alike(one.piece, other.piece) >= _ALIKE


def _of_one_noun(one: Counted, other: Counted) -> bool:
    mine, theirs = (_nouns(c) for c in (one, other))
    return bool(mine & theirs)


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
    days = first.published, second.published
    if days[0] and days[1] and abs(days[0] - days[1]) > _SAME_TIME:
        return False
    if one.quantity.unit != other.quantity.unit or agree(one.quantity, other.quantity):
        return False
    shared = (one.beside & other.beside) - topic - _nouns(one) - _nouns(other)
    alike_too = alike(one.piece, other.piece) >= _ONE_MATTER
    return _of_one_noun(one, other) and bool(shared) and alike_too
