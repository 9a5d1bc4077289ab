"""The short answers that a sentence may hold: numbers, dates, places, persons, things."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.terms import terms
from rag.asked_kinds import HAPPENED, AskedFor, Kind, asked_for
from rag.dates_in_text import dates_in
from rag.definitions import definition
from rag.members import members
from rag.name_runs import is_person_name
from rag.names import is_territory, name_spans
from rag.noun_runs import CALENDAR
from rag.numbers import numbers
from rag.offices import holders
from rag.period import NAMED_DATE
from rag.places import places
from rag.words import is_small

# What speaks for a span; all set by hand.
_NEAR = 1.0
"""Right beside a word of the question; falls with the words between."""
_FITS = 1.0
"""It is of the noun asked for, or stands where such an answer stands ("by", "in")."""
_SURE = 1.1
"""From this score on it is taken for the answer; set by hand, as those of rag/readings.py."""
_REACH = 6
"""So many words away, nearness is worth half."""

_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:[’']\w+)?")
_BY = re.compile(
    r"\b(?:by|of|from|is|was|are|were|singer|band|musician|rapper|director|group) (?:the )?"
    r"(?:[\w-]+ ){0,4}$"
)
_BY_RIGHT = re.compile(r"\bby (?:the )?(?:(?:[a-z][\w-]+|[A-Z]\w+(?:an|ish|ese)) )*$")
_DONE = re.compile(r"\b(?P<did>\w{2,}ed) by (?:(?!by\b)[\w-]+ ){0,4}$")
_OWNS = re.compile(r"[’']s (?=[a-z])")
_AS = re.compile(
    r"\b(?:is|was|are|were|be|been|became|as|named|called) (?:an?|the|one of the )?\s?$"
)
LIFE = re.compile(r"\((?:[^()]*?[;,] )?(?:born |b\. )?[^()]*\d{4}[^()]*\)")
BORN = frozenset(terms("born birth"))
DIED = frozenset(terms("die died death"))
_OF_PEOPLE = re.compile(r"(?:\w+ )?\w+(?:(?:an|ish|ese|ic)(?:[-–]\w+)?|-born|-based)|French|Dutch")
_DAY = re.compile(rf"(?:^|\s+){CALENDAR.pattern}$")
_IN_TITLE = re.compile(r"\((?P<name>[A-Z][^()]*?) (?:album|song|film|novel|play|book|series)\)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of a sentence that could be the short answer."""

    start: int
    end: int
    score: float
    """Larger is better, within one sentence and between sentences of the same question."""


def sure_answer(question: str, sentence: str) -> tuple[int, int] | None:
    """Return the offsets of the short answer in `sentence`, if one is sure enough to be shown."""
    best = next(iter(candidates(question, sentence)), None)
    return (best.start, best.end) if best and best.score >= _SURE else None


@lru_cache(maxsize=2048)
def candidates(question: str, sentence: str) -> tuple[Candidate, ...]:
    """Return what could be the short answer in `sentence`, with scores, best first."""
    asked = asked_for(question)
    finder = _FINDERS.get(asked.kind)
    if finder is None:
        return ()
    near = _Nearness(sentence, asked)
    known = set(terms(question))
    found = [
        Candidate(start, end, score + near(start, end))
        for start, end, score in finder(asked, sentence)
        if set(terms(sentence[start:end])) - known
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.start)))


@lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(terms(word))


class _Nearness:
    """How near a span stands to the words of the question that are no names."""

    def __init__(self, sentence: str, asked: AskedFor) -> None:
        self._words = [
            (match.start(), match.end(), bool(_stems(match.group()) & asked.anchors))
            for match in _WORD.finditer(sentence)
        ]

    def __call__(self, start: int, end: int) -> float:
        before = [anchor for _, last, anchor in self._words if last <= start]
        after = [anchor for first, _, anchor in self._words if first >= end]
        left = next((n for n, anchor in enumerate(reversed(before)) if anchor), None)
        right = next((n for n, anchor in enumerate(after) if anchor), None)
        # An answer follows the word it belongs to more often than not.
        gaps = [gap for gap in (left, None if right is None else right + 2) if gap is not None]
        return _NEAR / (1 + min(gaps) / _REACH) if gaps else 0.0


_Found = Iterator[tuple[int, int, float]]


def _dates(asked: AskedFor, sentence: str) -> _Found:
    lives = [match.span() for match in LIFE.finditer(sentence)]
    for date in dates_in(sentence):
        score = 0.3 if date.year else 0.0
        score += 0.1 if date.month and sentence[date.start : date.end].count("-") < 2 else 0.0
        for start, end in lives:
            if start <= date.start < end:
                score += _of_life(asked, sentence[start : date.start], sentence[date.end : end])
        yield date.start, date.end, score


def _of_life(asked: AskedFor, before: str, after: str) -> float:
    """Return what speaks for a date in "(14 August 1850 – 2 May 1901)" as birth or as death.

    One alone is when something was: "the second battle of Voss (16 March 1818)".
    """
    born, died = bool(asked.anchors & BORN), bool(asked.anchors & DIED)
    earlier, later = bool(dates_in(before)), bool(dates_in(after))
    if born:
        return -_FITS if earlier else _FITS
    if died:
        return _FITS if earlier and not later else -_FITS
    alone = not (before + after).strip("() ")
    return _FITS if alone and (asked.is_loose or asked.anchors >= HAPPENED) else -_FITS


def _names(sentence: str) -> Iterator[tuple[int, int]]:
    for start, end in name_spans(sentence):
        name = _DAY.sub("", sentence[start:end])
        if name and not NAMED_DATE.fullmatch(name) and not is_small(name):
            yield start, start + len(name)


def _persons(asked: AskedFor, sentence: str) -> _Found:
    for start, end in holders(asked.office, sentence) if asked.office else ():
        yield start, end, 2 * _FITS
    for match in _IN_TITLE.finditer(sentence):  # "Sunrise (Ida Moe album)"
        if not set(terms(match["name"])) <= asked.known:
            yield *match.span("name"), _FITS
    for start, end in _names(sentence):
        name = sentence[start:end]
        if asked.names(terms(name)) or is_territory(name):
            continue
        score = -_FITS if _OF_PEOPLE.fullmatch(name) else 0.3 if is_person_name(name) else -0.3
        yield start, end, score + _doing(asked, sentence, start, end)


def _doing(asked: AskedFor, sentence: str, start: int, end: int) -> float:
    """Return what speaks for the name there as who did what is asked: "hosted by Berg"."""
    before, score = sentence[:start], 0.0
    done = _DONE.search(before)
    if done and asked.anchors and not _stems(done["did"]) & asked.anchors:
        score -= 0.4 * _FITS  # "a push backed by Berg" does not tell who represented anybody
    elif _BY_RIGHT.search(before):
        score += _FITS
    elif _BY.search(before):
        score += 0.4 * _FITS
    if _OWNS.match(sentence, end) and not asked.noun:  # "Berg's envoy" is not Berg
        score -= _FITS
    following = _WORD.match(sentence, end + 1)
    if following and set(terms(following.group())) & asked.anchors:
        score += 0.6 * _FITS
    return score


def _things(asked: AskedFor, sentence: str) -> _Found:
    if asked.is_definition and (span := definition(sentence, asked.known)):
        yield *span, 1.6 * _FITS
    for start, end in members(asked.noun, sentence):
        yield start, end, 1.5 * _FITS
    # Of noun phrases that are no names, not one in twenty was the answer on the fitting news.
    for start, end in _names(sentence):
        words = set(terms(sentence[start:end]))
        if words - asked.known and sentence[:start].strip():
            score = 0.3 if _AS.search(sentence[:start]) else 0.0
            yield start, end, score + 0.5 * _FITS * (asked.noun in words)


_FINDERS: Mapping[Kind, Callable[[AskedFor, str], _Found]] = {
    Kind.NUMBER: numbers,
    Kind.DATE: _dates,
    Kind.PLACE: places,
    Kind.PERSON: _persons,
    Kind.THING: _things,
}
