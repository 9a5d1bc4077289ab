"""Where sources give values for one thing at one time that cannot all be right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from operator import itemgetter

from rag.asked_kinds import Kind, asked_for
from rag.disputed import corroborate, disputed
from rag.evidence import Evidence, readable
from rag.readings import Reading, readings
from rag.stories import independent

# Set by hand between the sample questions, eval/bench/ramdocs.py and false alarms on news.
_SAME_TIME = timedelta(days=3)
"""Values published so far apart are states of a thing, not a disagreement."""
_BEST = 3
"""So many pieces are likely to be shown: what stands in none of their articles is no dispute."""
_CHANGING = frozenset({Kind.NUMBER, Kind.DATE})
"""Of these kinds, other values of earlier times are taken for earlier states of the thing."""
_ASKS = re.compile(
    r"^(?:what|who) (?:is|are|was|were) (?=the |his |her |its |their )", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """A value and the evidence that gives it, best first."""

    text: str
    """In the words of the first piece."""
    pieces: tuple[Evidence, ...]
    sources: int
    """How many stories give it: reprints of one text count once."""
    latest: date | None
    """When it was last published, or of what day the news is, as far as known."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values of one thing that cannot all be right."""

    about: str
    """What they are values of, in words of the question or the sources."""
    values: tuple[SourcedValue, ...]
    """Those of one time, which disagree; one only where all others are of earlier times, or where
    it is hedged in one source and exact in another."""
    earlier: tuple[SourcedValue, ...] = ()
    """Those published more than a few days before, newest first: what was held then."""


def disagreements(
    question: str, evidence: Sequence[Evidence], stories: Mapping[str, str]
) -> list[Dispute]:
    """Return where `evidence` gives different short answers to `question`; none or one for now.

    Where the best hedges ("over two dozen") and another source gives the figure, that one value is
    returned, so that it is shown.

    `evidence` is best first, and not yet cut to what is shown; `stories` gives the story of an
    article by its id. Values of one story alone are no dispute.
    """
    read = readings(question, evidence)
    groups = disputed(question, read, evidence, stories)
    if not groups or not _hold(groups, evidence):
        return []
    if len(groups) == 1 and not (groups := _exact(groups[0], evidence[0])):
        return []
    kind = asked_for(question).kind
    if kind is Kind.NUMBER:
        corroborate(question, groups, evidence)
    sourced = [each for group in groups if (each := _sourced(group, stories))]
    newest = max((each.latest for each in sourced if each.latest), default=None)
    now = [each for each in sourced if not _is_earlier(each.latest, newest)]
    before = [each for each in sourced if _is_earlier(each.latest, newest)]
    before.sort(key=lambda each: each.latest or date.min, reverse=True)
    if kind not in _CHANGING and not asked_for(question).office:
        before = []
    if len(now) + len(before) < min(2, len(groups)):
        return []
    return [Dispute(_about(question, [group[0] for group in groups]), tuple(now), tuple(before))]


def at_one_time(one: Evidence, other: Evidence) -> bool:
    """Return whether two pieces may speak of one state: published, or of news, within days."""
    mine, theirs = one.day, other.day
    return not (mine and theirs) or abs(mine - theirs) <= _SAME_TIME


def _is_earlier(day: date | None, newest: date | None) -> bool:
    return bool(day and newest and newest - day > _SAME_TIME)


def _hold(groups: Iterable[Iterable[Reading]], evidence: Sequence[Evidence]) -> bool:
    """Return whether an article of the best evidence has a say: else they are of another thing.

    Or of the best that holds such an answer at all.
    """
    fitting = (piece for piece in evidence if piece.features.expected > 0)
    best = {piece.article.id for piece in (*evidence[:_BEST], *islice(fitting, 1))}
    return any(r.piece.article.id in best for group in groups for r in group)


def _exact(group: Sequence[Reading], best: Evidence) -> list[list[Reading]]:
    """Return those that give the figure which the article of `best` hedges; nothing else."""
    held = [r for r in group if r.piece.article.id == best.article.id]
    if not held or any(r.value.is_exact for r in held):
        return []
    figures = [r for r in group if r.value.number and r.value.is_exact]
    found = [r for r in figures if at_one_time(best, r.piece)]
    return [found] if found else []


def _sourced(group: Sequence[Reading], stories: Mapping[str, str]) -> SourcedValue | None:
    """Return the value of `group`, or None if none of its sentences can be shown."""
    pieces = tuple(piece for reading in group if (piece := readable(reading.piece)))
    if not pieces:
        return None
    days = [piece.day for piece in pieces if piece.day]
    sources = independent((piece.article.id for piece in pieces), stories)
    return SourcedValue(group[0].value.text, pieces, sources, max(days, default=None))


def _about(question: str, firsts: Sequence[Reading]) -> str:
    """Return the noun that the numbers count, of several if it can be; else the question."""
    counted = [
        (number.low == 1, reading.value.text[number.end : number.noun_end].strip())
        for reading in firsts
        if (number := reading.value.number) and number.noun_end > number.end
    ]
    return min(counted, default=(False, _ASKS.sub("", question.rstrip(" ?"))), key=itemgetter(0))[1]
