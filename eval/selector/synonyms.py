"""Other words for the words of a question, so that the selector does not learn to match words.

The default embedding model's own vectors of single words lie near those of words that are used
alike: "bought" and "purchased", "wounded" and "injured".
"""

import re
from functools import cached_property, lru_cache
from random import Random
from typing import Any

import numpy as np

from index.terms import STOP_WORDS, terms
from index.weights import bundled_weights
from rag.selector import load_tokenizer
from rag.words import is_small

_WORD = re.compile(r"\b[a-z]{4,}\b")
_NEAREST = 12  # words looked at
_ALIKE = 0.42  # least cosine; by hand, looking at what it gives


class Synonyms:
    """Finds words that are used like another."""

    @lru_cache(maxsize=50_000)  # noqa: B019 -- one of these is made
    def of(self, word: str) -> tuple[str, ...]:
        """Return words near `word`, which is in lower case, of other stems; () if unknown."""
        row = self._rows.get(word)
        if row is None or word in STOP_WORDS or is_small(word):
            return ()
        alike = self._vectors @ self._vectors[row]
        nearest = np.argsort(-alike)[:_NEAREST]
        stem = terms(word)
        found = [self._words[at] for at in nearest if alike[at] >= _ALIKE]
        return tuple(w for w in found if terms(w) != stem and not is_small(w))

    def reworded(self, text: str, share: float, rng: Random) -> str:
        """Return `text` with about `share` of its plain words put otherwise; names stay."""

        def other(match: re.Match[str]) -> str:
            word = match.group()
            found = self.of(word) if rng.random() < share else ()
            return rng.choice(found) if found else word

        return _WORD.sub(other, text)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(self._words)}

    @cached_property
    def _words(self) -> list[str]:
        return [word for word in load_tokenizer().get_vocab() if _WORD.fullmatch(word)]

    @cached_property
    def _vectors(self) -> "np.ndarray[Any, Any]":
        from safetensors.numpy import load_file

        known = load_tokenizer().get_vocab()
        table = load_file(bundled_weights() / "model.safetensors")
        vectors = table["embeddings.word_embeddings.weight"].astype(np.float32)
        vectors = vectors[[known[word] for word in self._words]] - vectors.mean(0)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
