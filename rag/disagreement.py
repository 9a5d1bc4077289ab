"""Where sources give values for one thing at one time that cannot all be right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from rag.asked_kinds import Kind, alike, asked_for
from rag.differences import substitution
from rag.evidence import Evidence, readable
from rag.quantities import quantities
from rag.readings import COVERED, Reading, around, covered, nearby, readings, stems
from rag.stories import independent
from rag.values import Value, value

# Set by hand between the sample questions, eval/bench/ramdocs.py and false alarms on news.
_SAME_TIME = timedelta(days=3)
"""Values published so far apart are states of a thing, not a disagreement."""
_CHANGING = frozenset({Kind.NUMBER, Kind.DATE})
"""Of these kinds, other values of earlier times are taken for earlier states of the thing."""
_HELD = 0.5
"""So much of it must stand in each of two sentences that are alike but for one thing."""
_TELLING = 10
"""Smaller numbers are the same by chance too often."""
_BESIDE = 2
_WINDOW = 4
"""So many words on each side of two numbers are compared: they must count in like ways."""


_ASKS = re.compile(
    r"^(?:what|who) (?:is|are|was|were) (?=the |his |her |its |their )", re.IGNORECASE
)


_WHO_DID = re.compile(
    r"who (?P<did>(?!(?:has|have|had|will|is|are|was|were)\b)\w+)\b", re.IGNORECASE
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
    groups = _disputed(question, read, stories) or _substituted(question, evidence, stories)
    groups = groups or _grouped(question, read, stories)
    if not groups or not _hold(groups, evidence):
        return []
    if len(groups) == 1 and not (groups := _exact(groups[0], evidence[0])):
        return []
    kind = asked_for(question).kind
    if kind is Kind.NUMBER:
        _corroborate(question, groups, evidence)
    sourced = [each for group in groups if (each := _sourced(group, stories))]
    newest = max((each.latest for each in sourced if each.latest), default=None)
    now = [each for each in sourced if not _is_earlier(each.latest, newest)]
    before = [each for each in sourced if _is_earlier(each.latest, newest)]
    before.sort(key=lambda each: each.latest or date.min, reverse=True)
    if kind not in _CHANGING:
        before = []
    if len(now) + len(before) < min(2, len(groups)):
        return []
    return [Dispute(_about(question, groups[0][0]), tuple(now), tuple(before))]


def at_one_time(one: Evidence, other: Evidence) -> bool:
    """Return whether two pieces may speak of one state: published, or of news, within days."""
    mine, theirs = one.day, other.day
    return not (mine and theirs) or abs(mine - theirs) <= _SAME_TIME


def _is_earlier(day: date | None, newest: date | None) -> bool:
    return bool(day and newest and newest - day > _SAME_TIME)


def _hold(groups: Iterable[Iterable[Reading]], evidence: Sequence[Evidence]) -> bool:
    """Return whether the article of the best evidence has a say: else they are of another thing.

    Or of the best that holds such an answer at all.
    """
    fitting = (piece for piece in evidence if piece.features.expected > 0)
    best = {evidence[0].article.id, next(fitting, evidence[0]).article.id}
    return any(r.piece.article.id in best for group in groups for r in group)


def _disputed(
    question: str, read: Sequence[Reading], stories: Mapping[str, str]
) -> list[list[Reading]]:
    """Return the readings by value that speak of one thing with the surest that is disputed."""
    for first in range(len(read)):
        groups = _grouped(question, read[first:], stories)
        if len(groups) > 1:
            return groups
    return []


def _exact(group: Sequence[Reading], best: Evidence) -> list[list[Reading]]:
    """Return those that give the figure which the article of `best` hedges; nothing else."""
    held = [r for r in group if r.piece.article.id == best.article.id]
    if not held or any(r.value.is_exact for r in held):
        return []
    figures = [r for r in group if r.value.number and r.value.is_exact]
    found = [r for r in figures if at_one_time(best, r.piece)]
    return [found] if found else []


def _grouped(
    question: str, read: Sequence[Reading], stories: Mapping[str, str]
) -> list[list[Reading]]:
    groups: list[list[Reading]] = []
    for reading in read:
        if not _of_one_thing(question, read[0], reading):
            continue
        fitting = (g for g in groups if all(r.value.agrees(reading.value) for r in g))
        if group := next(fitting, None):
            group.append(reading)
        elif not any(_same_story(reading, r, stories) for g in groups for r in g):
            groups.append([reading])
    return groups


def _corroborate(
    question: str, groups: Sequence[list[Reading]], evidence: Iterable[Evidence]
) -> None:
    """Add to `groups` who gives the same figure, though of what is called otherwise.

    "Nearly 30 heads of state" stands by "nearly 30 countries", if it stands beside a word of the
    question, or one for the same ("attended").
    """
    known = {reading.piece.article.id for group in groups for reading in group}
    for piece in nearby(evidence):
        if piece.article.id in known or covered(question, piece) < COVERED:
            continue
        for found in quantities(piece.quote):
            given = Value(piece.quote[found.start : found.noun_end], number=found)
            reading = Reading(piece, given, found.start, found.noun_end, 0.0)
            same = next((group for group in groups if _is_same(group[0], reading)), None)
            if same and around(reading, _BESIDE) & asked_for(question).anchors:
                same.append(reading)
                known.add(piece.article.id)
                break


def _is_same(one: Reading, other: Reading) -> bool:
    mine, theirs = one.value.number, other.value.number
    if mine is None or theirs is None or mine.high < _TELLING:
        return False
    return (mine.low, mine.high, mine.unit) == (theirs.low, theirs.high, theirs.unit)


def _substituted(
    question: str, evidence: Sequence[Evidence], stories: Mapping[str, str]
) -> list[list[Reading]]:
    """Return what two sentences, else alike, differ in, if a short answer was asked for."""
    kind = asked_for(question).kind
    if kind is Kind.NONE:
        return []
    near = [piece for piece in nearby(evidence) if _held(question, piece) >= _HELD]
    for one, other in combinations(near, 2):
        spans = substitution(one.quote, other.quote)
        if spans is None or one.article.id == other.article.id:
            continue
        pair = [
            Reading(piece, given, *span, piece.score)
            for piece, span in zip((one, other), spans, strict=True)
            if (given := value(kind, piece.quote[slice(*span)]))
        ]
        if len(pair) < 2 or _same_story(pair[0], pair[1], stories) or _agreed(pair[0], pair[1]):
            continue
        return [[reading] for reading in pair]
    return []


def _held(question: str, piece: Evidence) -> float:
    wanted = stems(question)
    return len(wanted & stems(piece.quote)) / len(wanted) if wanted else 0.0


def _agreed(one: Reading, other: Reading) -> bool:
    return not one.value.is_comparable(other.value) or one.value.agrees(other.value)


def _same_story(one: Reading, other: Reading, stories: Mapping[str, str]) -> bool:
    mine, theirs = one.piece.article.id, other.piece.article.id
    return stories.get(mine, mine) == stories.get(theirs, theirs)


def _of_one_thing(question: str, one: Reading, other: Reading) -> bool:
    if not one.value.is_comparable(other.value):
        return False
    if one.value.number is None:
        return len({_tells(question, each.piece.quote) for each in (one, other)}) == 1
    if other.value.number is None or not (one.value.number.noun and other.value.number.noun):
        return True
    if _counts_what_was_asked(question, one) and not _counts_what_was_asked(question, other):
        return False  # tanks are not engineers
    asked = frozenset[str]().union(*map(alike, stems(question)))
    anchors = asked_for(question).anchors
    done = anchors - alike(asked_for(question).noun or "")
    there = frozenset[str]().union(*map(alike, stems(other.piece.quote)))
    if around(one, _WINDOW) & done and not there & done:
        return False  # "26 are pledged" is no rival of "31 had travelled", if pledges were asked of
    beside = around(one, _BESIDE) & anchors and around(other, _BESIDE) & anchors
    return bool(beside or (around(one, _WINDOW) & around(other, _WINDOW)) - asked)


def _tells(question: str, sentence: str) -> bool:
    """Return whether `sentence` has what is asked who did it: "Who represented the US?"."""
    match = _WHO_DID.match(question)
    return bool(match and stems(match["did"]) & stems(sentence))


def _counts_what_was_asked(question: str, reading: Reading) -> bool:
    noun = asked_for(question).noun
    return noun is not None and bool(alike(noun) & stems(reading.value.text))


def _sourced(group: Sequence[Reading], stories: Mapping[str, str]) -> SourcedValue | None:
    """Return the value of `group`, or None if none of its sentences can be shown."""
    pieces = tuple(piece for reading in group if (piece := readable(reading.piece)))
    if not pieces:
        return None
    days = [piece.day for piece in pieces if piece.day]
    sources = independent((piece.article.id for piece in pieces), stories)
    return SourcedValue(group[0].value.text, pieces, sources, max(days, default=None))


def _about(question: str, reading: Reading) -> str:
    number = reading.value.number
    if number and number.noun_end > number.end:
        return reading.value.text[number.end : number.noun_end].strip()
    return _ASKS.sub("", question.rstrip(" ?"))
