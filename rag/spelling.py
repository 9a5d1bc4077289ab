"""Words of a question that are no words: read as those that they were meant for."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import log
from string import ascii_lowercase

from corpus.article import Article
from index.lexical import LexicalIndex
from index.terms import terms
from rag.countries import called
from rag.names import is_territory

_WORD = re.compile(r"(?<![\w@#./-])[A-Za-z]{4,30}(?![\w@/-]|\.\w)|\bteh\b")
_ASKING = frozenset("what which when where who whose why how does did can could will would".split())
_NAME = re.compile(r"[A-Z][a-z]{4,}")
_COMMON = log(1 + 4)
"""The idf of a term that a fifth of the passages have."""
_LETTERS = ascii_lowercase


class Spelling:
    """Reads words that neither the corpus nor the language knows. Safe to share between threads."""

    def __init__(self, lexical: LexicalIndex, articles: Mapping[str, Article]) -> None:
        """Take the words of an index."""
        self._lexical, self._articles = lexical, articles

    def corrected(self, question: str) -> str:
        """Return `question` with its misspelt words put right; what is known stays as it is.

        A word is misspelt if neither the corpus nor English has it. It is read as a word at one
        letter's distance (Damerau 1964: a letter too many, missing, wrong, or two exchanged), of
        the corpus before English. A name that is not there may still be one, and stays; unless it
        is one of two articles with two letters exchanged, or a country's with one missing or more.
        """
        return _WORD.sub(self._corrected, question)

    def has(self, words: str) -> bool:
        """Return whether the corpus has each of `words`, in whatever form."""
        return all(self._in_corpus(word) for word in words.split() if terms(word))

    def is_common(self, words: str) -> bool:
        """Return whether each of `words` stands in a fifth of the passages or more."""
        stems = terms(words)
        return bool(stems) and all(self._lexical.idf(stem) <= _COMMON for stem in stems)

    def name_near(self, name: str) -> str | None:
        """Return the name in the corpus that `name`, one word, may be meant for; None if none is.

        It has at least five letters and differs in one.
        """
        if not _NAME.fullmatch(name):
            return None
        return self._name_among(_near(name.lower()))

    def _name_among(self, words: AbstractSet[str]) -> str | None:
        names = sorted(each.capitalize() for each in words)
        there = (name for name in names if self._is_name(name))
        return max(there, key=self._count, default=None)

    def _is_name(self, name: str) -> bool:
        """Return whether it stands in the corpus, or if it is a country's, another word for it."""
        if is_territory(name):
            return any(self._in_corpus(word) for word in (name, *called(name)))
        return self._in_corpus(name) and self._stands(name)

    def _corrected(self, match: "re.Match[str]") -> str:
        word = match.group()
        if word[0].isupper():
            return self._meant_name(word if match.start() else self._asking(word))
        if word in known_words():
            return word
        near = self._same_stem(word) if self._in_corpus(word) else _near(word)
        return max(filter(self._is_word, near), key=self._likelihood, default=word)

    def _same_stem(self, word: str) -> AbstractSet[str]:
        """Return the English words for `word`, if the corpus has but its stem: "presidant"."""
        near = {each for each in _near(word) & known_words().keys() if terms(each) == terms(word)}
        return near if near and not self._is_word(word) else frozenset()

    def _asking(self, word: str) -> str:
        """Return the first word of a question; no name is near a word that asks."""
        asking = sorted(_ASKING & _near(word.lower()))
        return asking[0].capitalize() if asking and word.lower() not in known_words() else word

    def _meant_name(self, word: str) -> str:
        """Return the name of which `word` is a slip of the fingers; else `word`.

        Other names that are near are somebody else's: "Andersson" and "Anderson" are two. So are
        not a country and a word that is none: "Turky" is read as "Turkey".
        """
        known = word.lower() in known_words() or self._in_corpus(word) or self._wrote(word)
        if known or not _NAME.fullmatch(word):
            return word
        slip = word.lower()
        near = {each for each in _slips(slip) if each[0] == slip[0] and _is_slip(each, slip)}
        meant = self._name_among(near)
        return meant if meant and (is_territory(meant) or self._is_often(meant)) else word

    def _is_often(self, name: str) -> bool:
        """Return whether more than one article names it: a slip itself may be in one."""
        return sum(name in article.text for article in self._articles.values()) > 1

    def _wrote(self, name: str) -> bool:
        return any(name in by for article in self._articles.values() for by in article.authors)

    def _is_word(self, word: str) -> bool:
        if word in known_words():
            return True
        # A stem may be in the corpus by another word.
        return self._in_corpus(word) and (self._stands(word) or self._stands(word.capitalize()))

    def _likelihood(self, word: str) -> tuple[bool, int, str]:
        return self._in_corpus(word), known_words().get(word, 0), word

    def _in_corpus(self, word: str) -> bool:
        stems = terms(word)
        return bool(stems) and any(stem in self._lexical for stem in stems)

    def _count(self, word: str) -> float:
        """Return a number that grows with the share of passages that have the word."""
        return max((-self._lexical.idf(stem) for stem in terms(word)), default=0.0)

    def _stands(self, word: str) -> bool:
        return any(word in article.text for article in self._articles.values())


@lru_cache(maxsize=1)
def known_words() -> Mapping[str, int]:
    """Return English words by how often they occur, the names of many people and places too."""
    from spellchecker import SpellChecker

    found: Mapping[str, int] = SpellChecker().word_frequency.dictionary
    return found


def _near(word: str) -> AbstractSet[str]:
    return {*_slips(word), *_other_letters(word)}


def _slips(word: str) -> Iterator[str]:
    """Yield `word` without a letter, with one more, and with two neighbours exchanged.

    Norvig, "How to Write a Spelling Corrector".
    """
    for left, right in _splits(word):
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in _LETTERS)


def _other_letters(word: str) -> Iterator[str]:
    """Yield `word` with another letter in the place of one."""
    for left, right in _splits(word):
        if right:
            yield from (left + letter + right[1:] for letter in _LETTERS)


def _is_slip(name: str, slip: str) -> bool:
    """Return whether `slip` has two letters of `name` exchanged, or is near that of a country."""
    return sorted(name) == sorted(slip) or (name[-1] == slip[-1] and is_territory(name))


def _splits(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:at], word[at:]) for at in range(len(word) + 1))
