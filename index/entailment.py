"""A model of the user's own that says whether one text follows from another."""

from collections.abc import Sequence
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.models import load_entailment
from index.terms import terms

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Probabilities = npt.NDArray[np.float64]
"""Shape (pairs,): from 0, surely not, to 1, surely so."""

Pair = tuple[str, str]
"""A text, and a statement that may follow from it."""


class Entailment(Protocol):
    """Says how surely statements follow from texts."""

    def probabilities(self, pairs: Sequence[Pair]) -> Probabilities:
        """Return for each pair how surely its statement follows from its text."""


class CrossEncoderEntailment:
    """Any sentence-transformers CrossEncoder for inference (NLI) or fact-checking.

    It is loaded when it is first needed, from disk only: a folder, or a name in the local cache of
    the model hub. The first use raises ModelError if it cannot be loaded.
    """

    def __init__(self, model: str) -> None:
        """Take `model`: a folder, or a hub name in the local cache."""
        self.model = model
        self._lock = RLock()  # the tokenizer takes one thread at a time

    def probabilities(self, pairs: Sequence[Pair]) -> Probabilities:
        """Return the probability of the label that means supported; of one score, its sigmoid."""
        if not pairs:
            return np.zeros(0)
        with self._lock:
            model, label = self._loaded
            from torch.nn import Identity

            found = model.predict(list(pairs), activation_fn=Identity(), show_progress_bar=False)
        logits = np.asarray(found, dtype=np.float64).reshape(len(pairs), -1)
        if logits.shape[1] == 1:
            return np.asarray(1 / (1 + np.exp(-np.clip(logits[:, 0], -500, 500))))
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers[:, label] / powers.sum(axis=1))

    @cached_property
    def _loaded(self) -> "tuple[CrossEncoder, int]":
        return load_entailment(self.model)


class OverlapEntailment:
    """A deterministic stand-in for tests: the share of the statement's terms that the text has."""

    def probabilities(self, pairs: Sequence[Pair]) -> Probabilities:
        """Return that share for each pair; 0 for a statement without terms."""
        return np.array([_share(set(terms(text)), set(terms(said))) for text, said in pairs])


def _share(held: set[str], said: set[str]) -> float:
    return len(said & held) / len(said) if said else 0.0
