"""Words of a statement and of its source, in the form in which the checks compare them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.terms import SPELLINGS, STOP_WORDS, fold, terms

_PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|\d+(?:[.,:]\d+)*|[%€$£¥]"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
_ENDS_SENTENCE = re.compile(r"[.!?:][\"”’'»)\]]*\s+[\"“‘'«(\[]*$|^\W*$|[“\"]$")
_MARKS = frozenset("“\"«‘'")
_CLITIC = re.compile(r"(n['’]t|['’](?:s|ll|d|ve|re|m))$", re.IGNORECASE)
_CLITICS = {"n't": "not", "'ll": "will", "'d": "would", "'ve": "have", "'re": "are", "'m": "am"}
_STEMS_OF = {"ca": "can", "wo": "will", "sha": "shall"}
_JOINED = {tuple(key.split()): value for key, value in SPELLINGS.items() if " " in key} | {
    ("per", "cent"): "percent",
    ("no", "one"): "nobody",
    ("can", "not"): "cannot",
}
_SAME = {"%": "percent", "€": "euro", "$": "dollar", "£": "pound", "¥": "yen", "bn": "billion",
         "km": "kilometr", "kilomet": "kilometr", "can't": "cannot"}  # fmt: skip
_SMALL = STOP_WORDS | frozenset(
    """
    all am just more most other out over own same some such too up very each both few not no nor
    only may might must shall said says say per while through between against under again once
    off down until us whether among upon within without across since like itself himself herself
    themselves let ll d ve re m
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign."""

    text: str
    start: int
    end: int
    """Offsets into the text."""
    key: str
    """What is compared: folded, stemmed, one spelling for "US" and "United States"."""
    first: bool
    """Whether it begins a sentence or a quotation, where any word has a capital."""
    quoted: bool = False
    """Whether a quotation mark stands right before it."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself, unlike "the" or "would"."""
        return (fold(self.text) not in _SMALL and len(self.key) > 1) or self.is_number

    @property
    def weight(self) -> float:
        """How much it counts: long words and names say more than short and small ones."""
        if not self.is_content:
            return 0.2
        return 1.5 if self.is_number else min(len(self.text), 8) / 8 + 0.4 * self.is_capital


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words, numbers and signs of `text` in order; "didn't" is "did" and "not"."""
    return tuple(_joined(list(_split(text))))


@lru_cache(maxsize=100_000)
def key_of(word: str) -> str:
    """Return the form in which one word is compared."""
    folded = fold(word).replace(".", "") if not word[0].isdigit() else word
    folded = SPELLINGS.get(folded, _SAME.get(folded, folded))
    if folded[0].isdigit():
        return re.sub(r"(?:st|nd|rd|th)$|,(?=\d{3})", "", folded)
    stemmed = terms(folded)
    return _SAME.get(stemmed[0], stemmed[0]) if len(stemmed) == 1 else folded


@lru_cache(maxsize=100_000)
def _is_small(word: str) -> bool:
    return fold(word) in _SMALL


def _split(text: str) -> Iterator[Token]:
    for match in _PIECE.finditer(text):
        word, at = match.group(), match.start()
        first = bool(_ENDS_SENTENCE.search(text[max(0, at - 8) : at]))
        clitic = _CLITIC.search(word)
        stem = word[: clitic.start()] if clitic else word
        if stem:
            known = _STEMS_OF.get(fold(stem), stem) if clitic else stem
            quoted = text[at - 1 : at] in _MARKS
            yield Token(stem, at, at + len(stem), key_of(known), first, quoted)
        meant = _CLITICS.get(clitic.group().lower().replace("’", "'")) if clitic else None
        if meant and clitic:
            yield Token(clitic.group(), at + len(stem), match.end(), meant, first=False)


def _joined(found: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(found):
        for size in (4, 3, 2):
            run = found[at : at + size]
            key = _JOINED.get(tuple(fold(token.text) for token in run))
            if key and len(run) == size:
                text = " ".join(token.text for token in run)
                yield Token(text, run[0].start, run[-1].end, key, run[0].first, run[0].quoted)
                at += size
                break
        else:
            yield found[at]
            at += 1
