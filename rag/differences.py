"""Sentences of different sources that say the same but for a figure, a date or a name."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from index.terms import terms
from rag.names import names
from rag.numerals import numerals
from rag.words import is_small

_ALIKE = 0.8
"""Sentences that share so many of their words, in order, were written after one another."""
_MOST_WORDS = 4
_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")
_Span = tuple[int, int]


def differ(one: str, other: str) -> bool:
    """Return whether each sentence holds a number or a name that the other does not."""
    mine, theirs = _telling(one), _telling(other)
    return bool(mine - set(terms(other))) and bool(theirs - set(terms(one)))


@lru_cache(maxsize=2048)
def _telling(text: str) -> frozenset[str]:
    numbers = (text[numeral.start : numeral.end] for numeral in numerals(text))
    return frozenset(term for part in (*numbers, *names(text)) for term in terms(part))


def substitution(one: str, other: str) -> tuple[_Span, _Span] | None:
    """Return the one stretch in which two sentences differ, by its offsets in each.

    None unless they are else nearly alike, and differ in nouns, names or numbers only there, or by
    the same in several places.
    """
    if not _overlap(one, other):
        return None
    mine, theirs = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    first, second = ([w.group().casefold() for w in words] for words in (mine, theirs))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return None
    found = [
        (" ".join(first[a:b]), " ".join(second[c:d]), (a, b, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace"
    ]
    telling = [each for each in found if _tells(each[0]) and _tells(each[1])]
    if len({each[:2] for each in telling}) != 1:
        return None
    a, b, c, d = telling[0][2]
    return (mine[a].start(), mine[b - 1].end()), (theirs[c].start(), theirs[d - 1].end())


def _overlap(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return 2 * len(mine & theirs) >= 0.7 * _ALIKE * (len(mine) + len(theirs))


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _tells(words: str) -> bool:
    parts = words.split()
    return len(parts) <= _MOST_WORDS and any(not is_small(part) for part in parts)
