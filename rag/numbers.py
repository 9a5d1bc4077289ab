"""The numbers that a sentence gives, as answers to a question for one."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.terms import terms
from rag.asked_kinds import AskedFor, alike
from rag.quantities import Quantity, quantities
from rag.units import CURRENCIES

_FITS = 1.0
"""It is of the noun asked for; as in rag/candidates.py."""
_OF = re.compile(r"\b(?P<noun>\w+) (?:of|from) (?:the )?$")
_IS = re.compile(r"\b(?:is|was|are|were|reached|hit|stood at|(?:amounts|amounted|rose|fell) to) $")
_CLAUSE_OPENS = re.compile(r"[,;:()]")
_OF_MANY = re.compile(r" of (?:the|those|these|them|its|their|his|her)\b")
"""A part: "two of the injured" is not how many were injured."""
_CONVERTED = re.compile(r"\([^()]*\)")
"""The same in another unit: "€2 billion ($2.16 billion)"."""
_DEAD, _HURT = alike(terms("kill")[0]), alike(terms("injured")[0])
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[,;]|\b(?:and|while|but)\b")
_CLAUSE = 5
"""A word of another clause is as far as so many more words."""
_BOTH = re.compile(r"\b(?:killed|dead) (?:or|and) (?:wounded|injured)\b", re.IGNORECASE)


def numbers(asked: AskedFor, sentence: str) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers of `sentence`: offsets, and what speaks for each; set by hand."""
    wanted = alike(asked.noun) if asked.noun else frozenset()
    fates = _Fates(asked, sentence)
    for quantity in quantities(sentence):
        within = terms(sentence[quantity.start : quantity.noun_end])
        before = set(terms(" ".join(sentence[: quantity.start].split()[-3:])))
        after = set(terms(" ".join(sentence[quantity.noun_end :].split()[:3])))
        bare = quantity.noun is None and quantity.unit is None  # "a population of 838"
        counted = bool(wanted & {*within, *(before if bare else ())}) or quantity.unit in wanted
        counted = counted or bool(wanted & _whose(sentence[: quantity.start]))
        counted = counted or _is_size(asked, quantity)
        counted = counted or (bare and bool(wanted & _told_of(sentence[: quantity.start])))
        beside = bool((asked.anchors - wanted) & (before | after))
        end = quantity.noun_end if wanted & set(within) else quantity.end
        if not counted and asked.anchors & _MONEY and quantity.unit not in CURRENCIES:
            continue
        score = _FITS if counted else _amount(asked, quantity)
        besides = asked.things and not counted and quantity.noun in _BESIDES
        if besides or _OF_MANY.match(sentence, quantity.end):
            score -= 2 * _FITS
        if fates.is_of_others(quantity):
            score -= 2 * _FITS
        if _CONVERTED.match(sentence, quantity.start - 1, quantity.end + 1):
            score -= 0.5 * _FITS
        yield quantity.start, end, score + _FITS * beside


class _Fates:
    """What became of those whom the numbers of a sentence count: killed, or injured."""

    def __init__(self, asked: AskedFor, sentence: str) -> None:
        self._sentence = sentence
        dead, hurt = bool(_DEAD & asked.anchors), bool(_HURT & asked.anchors)
        self._dead, self._told = dead, dead != hurt
        words = list(_WORD.finditer(sentence)) if self._told else []
        self._starts = [word.start() for word in words]
        told = ((word, set(terms(word.group()))) for word in words)
        self._fates = [(*w.span(), bool(of & _DEAD)) for w, of in told if of & (_DEAD | _HURT)]

    def is_of_others(self, quantity: Quantity) -> bool:
        """Return whether the hurt are asked for and it counts the dead, or the other way round.

        What became of them is told by the nearest such word, best in the same clause; "killed or
        wounded" counts neither.
        """
        before = [fate for fate in self._fates if fate[1] <= quantity.start][-1:]
        after = [fate for fate in self._fates if fate[0] >= quantity.noun_end][:1]
        found = [(self._gap(quantity, start, end), dead) for start, end, dead in before + after]
        if not found:
            return False
        return min(found)[1] != self._dead or bool(_BOTH.search(self._sentence))

    def _gap(self, quantity: Quantity, start: int, end: int) -> int:
        """Return how many words stand between the two, and more if a clause begins there."""
        first, last = sorted([(quantity.start, quantity.noun_end), (start, end)])
        words = bisect_left(self._starts, last[0]) - bisect_left(self._starts, first[1])
        return words + (_CLAUSE if _BREAK.search(self._sentence, first[1], last[0]) else 0)


def _is_size(asked: AskedFor, quantity: Quantity) -> bool:
    """Return whether a size is asked for, and so much there is of it: "10,000 troops"."""
    return bool(asked.anchors & _SIZE and quantity.noun) and quantity.noun not in _BESIDES


def _whose(before: str) -> frozenset[str]:
    """Return the stem of the noun that a number of something else is told of: "leaders of 31"."""
    match = _OF.search(before)
    return frozenset(terms(match["noun"])) if match else frozenset()


def _told_of(before: str) -> frozenset[str]:
    """Return the stems of what a number behind a verb is told of: "the population there was"."""
    match = _IS.search(before)
    return frozenset(terms(_CLAUSE_OPENS.split(before[: match.start()])[-1] if match else ""))


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
