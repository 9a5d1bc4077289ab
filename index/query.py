"""A question as it is searched for: weighted words, and a vector."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from index.embedder import Embedder, Vectors
from index.preference import Preference
from index.ranking import HISTORY_VECTOR, HISTORY_WORDS
from index.terms import terms


def query_words(query: str, prefer: Preference) -> Mapping[str, float]:
    """Return the stemmed terms of `query` and how much each counts.

    Those of the questions before it count little: enough to tell two equal passages apart.
    """
    words: dict[str, float] = dict(Counter(terms(query)))
    for turn in prefer.history:
        for term in terms(turn):
            words.setdefault(term, HISTORY_WORDS)
    return words


def query_vector(query: str, prefer: Preference, embedder: Embedder) -> Vectors:
    """Return the unit vector of `query`, shape (dimension,).

    In a talk it is drawn towards that of all its questions run together.
    """
    asked = prefer.question or query
    if not prefer.history:
        alone: Vectors = embedder.embed([asked], kind="query")[0]
        return alone
    talk = " ".join([*prefer.history, asked])
    own, whole = embedder.embed([asked, talk], kind="query")
    mixed = own + np.float32(HISTORY_VECTOR) * whole
    return np.asarray(mixed / (np.linalg.norm(mixed) or 1.0), dtype=np.float32)
