"""Which readings of the evidence are of one thing, and cannot all be right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rag.asked_kinds import Kind, alike, asked_for
from rag.differences import substitution
from rag.evidence import Evidence
from rag.quantities import quantities
from rag.readings import COVERED, Reading, around, covered, nearby, stems
from rag.values import Value, value

# Set by hand, as those of rag/disagreement.py.
_HELD = 0.5
"""So much of it must stand in each of two sentences that are alike but for one thing."""
_AS_SURE = 0.3
"""A reading less sure by more than that is of another thing than the surest."""
_TELLING = 10
"""Smaller numbers are the same by chance too often."""
_BESIDE = 2
_WINDOW = 4
"""So many words on each side of two numbers are compared: they must count in like ways."""
_WHO_DID = re.compile(
    r"who (?P<did>(?!(?:has|have|had|will|is|are|was|were)\b)\w+)\b", re.IGNORECASE
)


def disputed(
    question: str, read: Sequence[Reading], evidence: Sequence[Evidence], stories: Mapping[str, str]
) -> list[list[Reading]]:
    """Return the readings of one thing by their value, the surest first.

    One group where they agree; none where nothing was read. `read` are the readings of `evidence`,
    and `stories` gives the story of an article by its id: what one story tells twice counts once.
    """
    read = [r for r in _telling(question, read) if r.value.is_definite]
    found = _differing(question, read, stories) or _substituted(question, evidence, stories)
    return found or _grouped(question, read, stories)


def _telling(question: str, read: Sequence[Reading]) -> Sequence[Reading]:
    """Return the readings that speak of what is asked: those who came are none who pledged.

    If beside none of them a word of the question stands, other than of what is counted: all.
    """
    asked = asked_for(question)
    done = asked.anchors - alike(asked.noun or "")
    numbers = [r for r in read if r.value.number]
    if not any(around(r, _WINDOW) & done for r in numbers):
        return read
    return [r for r in read if not r.value.number or stems(r.piece.quote) & done]


def _differing(
    question: str, read: Sequence[Reading], stories: Mapping[str, str]
) -> list[list[Reading]]:
    """Return the readings by value that speak of one thing with the surest that is disputed."""
    near = sum(reading.score >= read[0].score - _AS_SURE for reading in read)
    for first in range(near):
        groups = _grouped(question, read[first:], stories)
        if len(groups) > 1:
            return groups
    return []


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


def corroborate(
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
    counting = [_counts_what_was_asked(question, each) for each in (one, other)]
    if counting[0] and not counting[1]:
        return False  # tanks are not engineers
    if all(counting) and asked_for(question).is_measure:
        return True
    asked = frozenset[str]().union(*map(alike, stems(question)))
    anchors = asked_for(question).anchors
    beside = around(one, _BESIDE) & anchors and around(other, _BESIDE) & anchors
    return bool(beside or (around(one, _WINDOW) & around(other, _WINDOW)) - asked)


def _tells(question: str, sentence: str) -> bool:
    """Return whether `sentence` has what is asked who did it: "Who represented the US?"."""
    match = _WHO_DID.match(question)
    return bool(match and stems(match["did"]) & stems(sentence))


def _counts_what_was_asked(question: str, reading: Reading) -> bool:
    noun = asked_for(question).noun
    return noun is not None and bool(alike(noun) & stems(reading.value.text))
