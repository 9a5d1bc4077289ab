"""Where sources give values for one thing at one time that cannot all be right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from index.terms import terms
from rag.asked_kinds import Kind, alike, asked_for
from rag.candidates import candidates
from rag.context import sentences_of
from rag.differences import substitution
from rag.evidence import Evidence
from rag.members import is_listed
from rag.quantities import quantities
from rag.stories import independent
from rag.values import Value, value

# Set by hand between the sample questions, eval/bench/ramdocs.py and false alarms on news.
_SAME_TIME = timedelta(days=3)
"""Values published so far apart are states of a thing, not a disagreement."""
_SURE: Mapping[Kind, float] = {
    Kind.NUMBER: 1.0, Kind.DATE: 0.7, Kind.PLACE: 1.3, Kind.PERSON: 1.3, Kind.THING: 1.5,
}  # fmt: skip
"""From this score on a candidate is taken as what its source gives for an answer."""
_CHANGING = frozenset({Kind.NUMBER, Kind.DATE})
"""Of these kinds, other values of earlier times are taken for earlier states of the thing."""
_COVERED = 0.5
"""So much of the question a sentence must hold to speak of what is asked."""
_HELD = 0.5
"""So much of it must stand in each of two sentences that are alike but for one thing."""
_TELLING = 10
"""Smaller numbers are the same by chance too often."""
_BEFORE = 300
"""So many characters before a sentence, and at the head of an article, say what it is about."""
_NEARBY = 500
"""So many characters from a sentence that was chosen, others are looked at too."""
_BESIDE = 2
_WINDOW = 4
"""So many words on each side of two numbers are compared: they must count in like ways."""


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """A value and the evidence that gives it, best first."""

    text: str
    """In the words of the first piece."""
    pieces: tuple[Evidence, ...]
    sources: int
    """How many stories give it: reprints of one text count once."""
    latest: date | None
    """When it was last published, as far as known."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values of one thing that cannot all be right."""

    about: str
    """What they are values of, in words of the question or the sources."""
    values: tuple[SourcedValue, ...]
    """Those of one time, which disagree; one only where all others are of earlier times."""
    earlier: tuple[SourcedValue, ...] = ()
    """Those published more than a few days before, newest first: what was held then."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one piece of evidence gives as the answer."""

    piece: Evidence
    value: Value
    start: int
    end: int
    """Offsets into the piece's quote."""
    score: float


def disagreements(
    question: str, evidence: Sequence[Evidence], stories: Mapping[str, str]
) -> list[Dispute]:
    """Return where `evidence` gives different short answers to `question`; none or one for now.

    `evidence` is best first, and not yet cut to what is shown; `stories` gives the story of an
    article by its id. Values of one story alone are no dispute.
    """
    groups = _disputed(question, _readings(question, evidence), stories)
    if len(groups) < 2:
        groups = _substituted(question, evidence, stories)
    if len(groups) < 2:
        return []
    kind = asked_for(question).kind
    if kind is Kind.NUMBER:
        _corroborate(question, groups, evidence)
    sourced = [_sourced(group, stories) for group in groups]
    newest = max((each.latest for each in sourced if each.latest), default=None)
    now = [each for each in sourced if not _is_earlier(each.latest, newest)]
    before = [each for each in sourced if _is_earlier(each.latest, newest)]
    before.sort(key=lambda each: each.latest or date.min, reverse=True)
    if kind not in _CHANGING:
        before = []
    if len(now) + len(before) < 2:
        return []
    return [Dispute(_about(question, groups[0][0]), tuple(now), tuple(before))]


def _is_earlier(day: date | None, newest: date | None) -> bool:
    return bool(day and newest and newest - day > _SAME_TIME)


def _readings(question: str, evidence: Sequence[Evidence]) -> list[_Reading]:
    """Return what each article gives as the answer: its surest candidate, if it is sure enough."""
    kind = asked_for(question).kind
    least = _SURE.get(kind)
    if least is None or (kind is Kind.THING and not is_listed(asked_for(question).noun)):
        return []
    best: dict[str, _Reading] = {}
    for piece in _nearby(evidence):
        if not _may_answer(question, piece.quote):
            continue
        found = next(iter(candidates(question, piece.quote)), None)
        if found is None or found.score < least:
            continue
        covered = _covered(question, piece)
        given = value(kind, piece.quote[found.start : found.end])
        score = found.score + covered
        known = best.get(piece.article.id)
        if given and covered >= _COVERED and (known is None or known.score < score):
            best[piece.article.id] = _Reading(piece, given, found.start, found.end, score)
    return sorted(best.values(), key=lambda reading: -reading.score)


def _may_answer(question: str, sentence: str) -> bool:
    """Return whether a word stands in it that an answer stands beside, or a life in brackets."""
    return "(" in sentence or bool(asked_for(question).anchors & _stems(sentence))


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _nearby(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence of the times asked about, and the sentences near it."""
    seen: set[tuple[str, int]] = set()
    for piece in evidence:
        if piece.features.period < 0:
            continue
        for sentence in sentences_of(piece.article):
            key = (piece.article.id, sentence.start)
            gap = max(sentence.start - piece.end, piece.start - sentence.end)
            if not sentence.is_heading and gap <= _NEARBY and key not in seen:
                seen.add(key)
                yield replace(piece, start=sentence.start, end=sentence.end)


def _covered(question: str, piece: Evidence) -> float:
    """Return the share of the question's terms in the piece, what is before it, and the headline.

    Those of names may stand in the beginning of the article too: what follows speaks of them.
    """
    asked, text = asked_for(question), piece.article.text
    near = f"{piece.article.title or ''} {text[max(0, piece.start - _BEFORE) : piece.end]}"
    wanted, there = _stems(question), set(_stems(near))
    opening = _stems(text[:_BEFORE]) & asked.known
    there |= opening
    if len(asked.known & there) < len(asked.known) / 2:
        return 0.0
    there = {stem for stem in wanted if alike(stem) & there}
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _disputed(
    question: str, readings: Sequence[_Reading], stories: Mapping[str, str]
) -> list[list[_Reading]]:
    """Return the readings by value that speak of one thing with the surest that is disputed."""
    for first in range(len(readings)):
        groups = _grouped(question, readings[first:], stories)
        if len(groups) > 1:
            return groups
    return []


def _grouped(
    question: str, readings: Sequence[_Reading], stories: Mapping[str, str]
) -> list[list[_Reading]]:
    groups: list[list[_Reading]] = []
    for reading in readings:
        if not _of_one_thing(question, readings[0], reading):
            continue
        fitting = (g for g in groups if all(r.value.agrees(reading.value) for r in g))
        if group := next(fitting, None):
            group.append(reading)
        elif not any(_same_story(reading, r, stories) for g in groups for r in g):
            groups.append([reading])
    return groups


def _corroborate(
    question: str, groups: Sequence[list[_Reading]], evidence: Iterable[Evidence]
) -> None:
    """Add to `groups` who gives the same figure, though of what is called otherwise.

    "Nearly 30 heads of state" stands by "nearly 30 countries", if it stands beside a word of the
    question, or one for the same ("attended").
    """
    known = {reading.piece.article.id for group in groups for reading in group}
    for piece in _nearby(evidence):
        if piece.article.id in known or _covered(question, piece) < _COVERED:
            continue
        for found in quantities(piece.quote):
            given = Value(piece.quote[found.start : found.noun_end], number=found)
            reading = _Reading(piece, given, found.start, found.noun_end, 0.0)
            same = next((group for group in groups if _is_same(group[0], reading)), None)
            if same and _around(reading, _BESIDE) & asked_for(question).anchors:
                same.append(reading)
                known.add(piece.article.id)
                break


def _is_same(one: _Reading, other: _Reading) -> bool:
    mine, theirs = one.value.number, other.value.number
    if mine is None or theirs is None or mine.high < _TELLING:
        return False
    return (mine.low, mine.high, mine.unit) == (theirs.low, theirs.high, theirs.unit)


def _substituted(
    question: str, evidence: Sequence[Evidence], stories: Mapping[str, str]
) -> list[list[_Reading]]:
    """Return what two sentences, else alike, differ in, if a short answer was asked for."""
    kind = asked_for(question).kind
    if kind is Kind.NONE:
        return []
    near = [piece for piece in _nearby(evidence) if _held(question, piece) >= _HELD]
    for one, other in combinations(near, 2):
        spans = substitution(one.quote, other.quote)
        if spans is None or one.article.id == other.article.id:
            continue
        pair = [
            _Reading(piece, given, *span, piece.score)
            for piece, span in zip((one, other), spans, strict=True)
            if (given := value(kind, piece.quote[slice(*span)]))
        ]
        if len(pair) < 2 or _same_story(pair[0], pair[1], stories) or _agreed(pair[0], pair[1]):
            continue
        return [[reading] for reading in pair]
    return []


def _held(question: str, piece: Evidence) -> float:
    wanted = _stems(question)
    return len(wanted & _stems(piece.quote)) / len(wanted) if wanted else 0.0


def _agreed(one: _Reading, other: _Reading) -> bool:
    return not one.value.is_comparable(other.value) or one.value.agrees(other.value)


def _same_story(one: _Reading, other: _Reading, stories: Mapping[str, str]) -> bool:
    mine, theirs = one.piece.article.id, other.piece.article.id
    return stories.get(mine, mine) == stories.get(theirs, theirs)


def _of_one_thing(question: str, one: _Reading, other: _Reading) -> bool:
    if not one.value.is_comparable(other.value):
        return False
    if one.value.number is None:
        return True
    if other.value.number is None or not (one.value.number.noun and other.value.number.noun):
        return True
    asked = _stems(question)
    anchors = asked_for(question).anchors
    beside = _around(one, _BESIDE) & anchors and _around(other, _BESIDE) & anchors
    return bool(beside or (_around(one, _WINDOW) & _around(other, _WINDOW)) - asked)


def _around(reading: _Reading, words: int) -> set[str]:
    """Return the stems beside a number, and others for the same, without those of its noun."""
    near = terms(_window(reading, words))
    counted = {same for stem in terms(reading.value.text) for same in alike(stem)}
    return set(near).union(*(alike(stem) for stem in near)) - counted


def _window(reading: _Reading, words: int) -> str:
    quote = reading.piece.quote
    before = quote[: reading.start].split()[-words:]
    return " ".join([*before, "…", *quote[reading.end :].split()[:words]])


def _sourced(group: Sequence[_Reading], stories: Mapping[str, str]) -> SourcedValue:
    pieces = tuple(reading.piece for reading in group)
    days = [piece.article.published for piece in pieces if piece.article.published]
    sources = independent((piece.article.id for piece in pieces), stories)
    return SourcedValue(group[0].value.text, pieces, sources, max(days, default=None))


def _about(question: str, reading: _Reading) -> str:
    number = reading.value.number
    if number and number.noun_end > number.end:
        return reading.value.text[number.end : number.noun_end].strip()
    return question.rstrip(" ?")
