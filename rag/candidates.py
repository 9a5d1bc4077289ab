"""The short answers that a sentence may hold: numbers, dates, places, persons, things."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.terms import terms
from rag.asked_kinds import AskedFor, Kind, alike, asked_for
from rag.dates_in_text import dates_in
from rag.members import members
from rag.name_runs import is_person_name
from rag.names import is_territory, name_spans
from rag.noun_runs import CALENDAR
from rag.period import NAMED_DATE
from rag.places import places
from rag.quantities import Quantity, quantities
from rag.units import CURRENCIES
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
_OF = re.compile(r"\b(?P<noun>\w+) (?:of|from) (?:the )?$")
_OF_MANY = re.compile(r" of (?:the|those|these|them|its|their|his|her)\b")
"""A part: "two of the injured" is not how many were injured."""
_CONVERTED = re.compile(r"\([^()]*\)")
"""The same in another unit: "€2 billion ($2.16 billion)"."""
_AS = re.compile(
    r"\b(?:is|was|are|were|be|been|became|as|named|called) (?:an?|the|one of the )?\s?$"
)
_LIFE = re.compile(r"\((?:[^()]*?[;,] )?(?:born |b\. )?[^()]*\d{4}[^()]*\)")
_BORN = frozenset(terms("born birth"))
_DIED = frozenset(terms("die died death"))
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


def _numbers(asked: AskedFor, sentence: str) -> _Found:
    wanted = alike(asked.noun) if asked.noun else frozenset()
    for quantity in quantities(sentence):
        within = terms(sentence[quantity.start : quantity.noun_end])
        before = set(terms(" ".join(sentence[: quantity.start].split()[-3:])))
        after = set(terms(" ".join(sentence[quantity.noun_end :].split()[:3])))
        bare = quantity.noun is None and quantity.unit is None  # "a population of 838"
        counted = bool(wanted & {*within, *(before if bare else ())}) or quantity.unit in wanted
        counted = counted or bool(wanted & _whose(sentence[: quantity.start]))
        counted = counted or _is_size(asked, quantity)
        beside = bool((asked.anchors - wanted) & (before | after))
        end = quantity.noun_end if wanted & set(within) else quantity.end
        if not counted and asked.anchors & _MONEY and quantity.unit not in CURRENCIES:
            continue
        score = _FITS if counted else _amount(asked, quantity)
        besides = asked.things and not counted and quantity.noun in _BESIDES
        if besides or _OF_MANY.match(sentence, quantity.end):
            score -= 2 * _FITS
        if _CONVERTED.match(sentence, quantity.start - 1, quantity.end + 1):
            score -= 0.5 * _FITS
        yield quantity.start, end, score + _FITS * beside


def _is_size(asked: AskedFor, quantity: Quantity) -> bool:
    """Return whether a size is asked for, and so much there is of it: "10,000 troops"."""
    return bool(asked.anchors & _SIZE and quantity.noun) and quantity.noun not in _BESIDES


def _whose(before: str) -> frozenset[str]:
    """Return the stem of the noun that a number of something else is told of: "leaders of 31"."""
    match = _OF.search(before)
    return _stems(match["noun"]) if match else frozenset()


def _amount(asked: AskedFor, quantity: Quantity) -> float:
    money = asked.anchors & _MONEY
    if money:
        if wanted := {unit for stem, unit in _CURRENCIES.items() if stem in asked.anchors}:
            return _FITS if quantity.unit in wanted else -_FITS
        return 0.6 * _FITS
    return 0.0 if quantity.noun is None and quantity.unit is None else -_FITS


_SIZE = frozenset(terms("big large size"))
_BESIDES = frozenset(terms("countries nations states times years months weeks days hours"))
"""Numbers of these are none of troops or ships."""
_CURRENCIES = {
    terms(word)[0]: unit
    for word, unit in (("dollars", "USD"), ("euros", "EUR"), ("pounds", "GBP"), ("yen", "JPY"))
}
_MONEY = frozenset(
    terms(
        "income cost price salary money pay paid spend worth fine budget aid assistance funding "
        "investment grant loan debt compensation donation revenue profit"
    )
)
_MONEY |= _CURRENCIES.keys()


def _dates(asked: AskedFor, sentence: str) -> _Found:
    lives = [match.span() for match in _LIFE.finditer(sentence)]
    for date in dates_in(sentence):
        score = 0.3 if date.year else 0.0
        score += 0.1 if date.month and sentence[date.start : date.end].count("-") < 2 else 0.0
        for start, end in lives:
            if start <= date.start < end:
                score += _of_life(asked, sentence[start : date.start], sentence[date.end : end])
        yield date.start, date.end, score


def _of_life(asked: AskedFor, before: str, after: str) -> float:
    """Return what speaks for a date in "(14 August 1850 – 2 May 1901)" as birth or as death."""
    born, died = bool(asked.anchors & _BORN), bool(asked.anchors & _DIED)
    earlier, later = bool(dates_in(before)), bool(dates_in(after))
    if born:
        return -_FITS if earlier else _FITS
    if died:
        return _FITS if earlier and not later else -_FITS
    return -_FITS


def _names(sentence: str) -> Iterator[tuple[int, int]]:
    for start, end in name_spans(sentence):
        name = _DAY.sub("", sentence[start:end])
        if name and not NAMED_DATE.fullmatch(name) and not is_small(name):
            yield start, start + len(name)


def _persons(asked: AskedFor, sentence: str) -> _Found:
    for match in _IN_TITLE.finditer(sentence):  # "Sunrise (Ida Moe album)"
        if not set(terms(match["name"])) <= asked.known:
            yield *match.span("name"), _FITS
    for start, end in _names(sentence):
        before, name = sentence[:start], sentence[start:end]
        if set(terms(name)) & asked.known or is_territory(name):
            continue
        score = -_FITS if _OF_PEOPLE.fullmatch(name) else 0.3 if is_person_name(name) else -0.3
        if _BY_RIGHT.search(before):
            score += _FITS
        elif _BY.search(before):
            score += 0.4 * _FITS
        following = _WORD.match(sentence, end + 1)
        if following and set(terms(following.group())) & asked.anchors:
            score += 0.6 * _FITS
        yield start, end, score


def _things(asked: AskedFor, sentence: str) -> _Found:
    for start, end in members(asked.noun, sentence):
        yield start, end, 1.5 * _FITS
    # Of noun phrases that are no names, not one in twenty was the answer on the fitting news.
    for start, end in _names(sentence):
        words = set(terms(sentence[start:end]))
        if words - asked.known and sentence[:start].strip():
            score = 0.3 if _AS.search(sentence[:start]) else 0.0
            yield start, end, score + 0.5 * _FITS * (asked.noun in words)


_FINDERS: Mapping[Kind, Callable[[AskedFor, str], _Found]] = {
    Kind.NUMBER: _numbers,
    Kind.DATE: _dates,
    Kind.PLACE: places,
    Kind.PERSON: _persons,
    Kind.THING: _things,
}
