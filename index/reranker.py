"""A second look at the best passages: a model that reads question and passage together."""

from collections.abc import Sequence
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.models import load_cross_encoder
from index.terms import terms

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Scores = npt.NDArray[np.float32]
"""Shape (texts,): the higher, the better a text answers; only their order means something."""


class Reranker(Protocol):
    """Says how well each of some texts answers a question."""

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """Return one score for each text."""


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder that gives one score for a pair.

    It is loaded when it is first needed, from disk only: a folder, or a name in the local cache of
    the model hub. The first use raises ModelError if it cannot be loaded or scores nothing.
    """

    def __init__(self, model: str) -> None:
        """Take `model`: a folder, or a hub name in the local cache."""
        self.model = model
        self._lock = RLock()  # the tokenizer takes one thread at a time

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """Return the model's scores before any squashing, which would make the best equal."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            model = self._loaded
            from torch.nn import Identity

            pairs = [(query, text) for text in texts]
            found = model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)

    @cached_property
    def _loaded(self) -> "CrossEncoder":
        return load_cross_encoder(self.model)


class OverlapReranker:
    """A deterministic stand-in for tests: counts the terms of the query that a text has."""

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """Return how many different terms each text shares with `query`."""
        asked = set(terms(query))
        return np.array([len(asked & set(terms(text))) for text in texts], dtype=np.float32)
