"""Words of a question that are no words: read as those that they were meant for."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log
from string import ascii_lowercase

from corpus.article import Article
from index.lexical import LexicalIndex
from index.terms import terms

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
        the corpus before English. Names stay: one that is not there may still be a name.
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
        near = (each for each in set(_near(name.lower())) if self._in_corpus(each))
        names = sorted(each.capitalize() for each in near if self._stands(each.capitalize()))
        return max(names, key=self._count, default=None)

    def _corrected(self, match: "re.Match[str]") -> str:
        word = match.group()
        if word[0].isupper():
            return word if match.start() else self._asking(word)
        if self._in_corpus(word) or word in known_words():
            return word
        near = [each for each in set(_near(word)) if self._is_word(each)]
        return max(near, key=self._likelihood, default=word)

    def _asking(self, word: str) -> str:
        """Return the first word of a question; no name is near a word that asks."""
        asking = sorted(_ASKING & set(_near(word.lower())))
        return asking[0].capitalize() if asking and word.lower() not in known_words() else word

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


def _near(word: str) -> Iterator[str]:
    """Yield all strings at one edit's distance (Norvig, "How to Write a Spelling Corrector")."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for left, right in splits:
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in _LETTERS)
