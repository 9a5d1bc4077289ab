"""The sentences of longer texts that best carry one sentence of a claim."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rag.verify.tokens import Token, tokens

_ENDS = re.compile(r"(?<=[.!?])[\"”’')\]]*(?:\s+|(?=[A-Z]))|\s+[.]\s+|\n+")
_MOST_WORDS = 60
"""Longer stretches without a full stop are cut, as in transcripts."""
_WINDOW = 3


@dataclass(frozen=True)
class Evidence:
    """Texts, cut into sentences, with how rare each word is among these."""

    sentences: tuple[str, ...]
    words: tuple[tuple[Token, ...], ...]
    rarity: dict[str, float]
    """Inverse document frequency over the sentences, by key."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all words."""
        return frozenset(self.rarity)

    def rare(self, key: str) -> float:
        """Return the weight of a word: a word that is nowhere is as rare as can be."""
        return self.rarity.get(key, log(1 + 2 * len(self.sentences)))


@lru_cache(maxsize=64)
def evidence_of(texts: tuple[str, ...]) -> Evidence:
    """Return `texts` cut into sentences."""
    cut = tuple(piece for text in texts for piece in cut_sentences(text))
    words = tuple(tokens(piece) for piece in cut)
    found = Counter(key for sentence in words for key in {token.key for token in sentence})
    rarity = {key: log(1 + len(cut) / (0.5 + times)) for key, times in found.items()}
    return Evidence(cut, words, rarity)


def cut_sentences(text: str) -> list[str]:
    """Return the sentences of `text`, quickly and roughly, none longer than 60 words."""
    pieces = []
    for piece in _ENDS.split(text):
        split = piece.split()
        for at in range(0, len(split), _MOST_WORDS):
            pieces.append(" ".join(split[at : at + _MOST_WORDS]))
    return [piece for piece in pieces if re.search(r"\w", piece)]


def best_window(claim: Sequence[Token], evidence: Evidence) -> list[int]:
    """Return the sentences that together hold most of the claim's words, the best one first."""
    wanted = {token.key for token in claim if token.is_content}
    chosen: list[int] = []
    for _ in range(_WINDOW):
        best, gain = -1, 0.0
        for at, words in enumerate(evidence.words):
            shared = wanted & {token.key for token in words}
            value = sum(evidence.rare(key) for key in shared)
            if value > gain and at not in chosen:
                best, gain = at, value
        if best < 0:
            break
        chosen.append(best)
        wanted -= {token.key for token in evidence.words[best]}
    return chosen
