"""From text to vectors, behind one narrow Protocol."""

import time
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from threading import Lock, RLock
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import numpy.typing as npt

from index.models import load_embedding
from index.terms import terms
from index.weights import DEFAULT_MODEL, bundled_weights

if TYPE_CHECKING:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimension), rows of unit length."""

_FEW = 8
"""Texts at once, where few are embedded: a reader waits, and what costs then is the padding."""


class Embedder(Protocol):
    """Turns texts into unit vectors whose inner product is their similarity."""

    @property
    def model(self) -> str:
        """The name that the manifest records."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """Return one row for each text; shape (0, dimension) for none."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model, run through LlamaIndex's HuggingFaceEmbedding.

    It is loaded when it is first needed, which takes seconds, so that an index run that finds
    nothing new never loads it. The model comes from disk only: the bundled one, a local path, or
    the local cache of the model hub. The first use raises ModelError if its weights are missing,
    altered or unusable.

    Where the processor multiplies bfloat16 itself, the model runs in it: more than twice as fast,
    with cosines equal to three digits. That is no setting and not in the manifest, since vectors of
    either kind can stand in one index; they are float32 of unit length in any case.
    """

    def __init__(self, model: str = DEFAULT_MODEL, batch_size: int = 32) -> None:
        """Take `model`: the default's name, a hub name in the local cache, or a path."""
        self.model = model
        self._batch_size = batch_size
        self._lock = RLock()  # the tokenizer takes one thread at a time

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        with self._lock:
            return int(self._encode(["dimension"], "query").shape[1])

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """Embed `texts`; long ones are cut at the model's own limit of tokens.

        A model that has prompts for queries and documents is given them.
        """
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            return self._encode(list(texts), kind)

    def _encode(self, texts: list[str], kind: Literal["query", "document"]) -> Vectors:
        rows: npt.NDArray[np.float64]
        if kind == "query":
            rows = np.array([self._loaded.get_query_embedding(text) for text in texts])
        else:
            # LlamaIndex batches in the order given: neighbours in length need little padding.
            order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
            step = len(texts) if len(texts) > self._batch_size else _FEW
            parts = [order[first : first + step] for first in range(0, len(order), step)]
            embed = self._loaded.get_text_embedding_batch
            found = [row for part in parts for row in embed([texts[at] for at in part])]
            rows = np.empty((len(texts), len(found[0])))
            rows[order] = found
        vectors = rows.astype(np.float32)
        # In bfloat16 a model's own scaling leaves lengths from .998 to 1.002.
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    @cached_property
    def _loaded(self) -> "HuggingFaceEmbedding":
        path = bundled_weights() if self.model == DEFAULT_MODEL else self.model
        return load_embedding(self.model, str(path), self._batch_size)


class CachingEmbedder:
    """Remembers the vectors of the texts embedded last: sentences recur from answer to answer."""

    def __init__(self, embedder: Embedder, most: int = 4096) -> None:
        """Wrap `embedder`, remembering up to `most` texts (1.5 KB each at 384 dimensions)."""
        self.model = embedder.model
        self.wrapped = embedder
        self._most = most
        self._known: OrderedDict[tuple[str, str], Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.wrapped.dimension

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """Embed `texts`, those not remembered in one batch."""
        with self._lock:
            found = {text: self._known.get((kind, text)) for text in texts}
        missing = [text for text, row in found.items() if row is None]
        fresh = dict(zip(missing, self.wrapped.embed(missing, kind=kind), strict=True))
        rows = {text: fresh[text] if row is None else row for text, row in found.items()}
        with self._lock:
            for text, row in rows.items():
                self._known[kind, text] = row
                self._known.move_to_end((kind, text))
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        empty = np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([rows[text] for text in texts]) if texts else empty


class PatientEmbedder:
    """Embeds documents a few at a time, so that whoever asks meanwhile gets the model soon."""

    def __init__(self, embedder: Embedder, at_once: int = 16) -> None:
        """Wrap `embedder`, which others use too."""
        self.model = embedder.model
        self._wrapped, self._at_once = embedder, at_once

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._wrapped.dimension

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """Embed `texts`, `at_once` of them between two pauses."""
        parts = [np.zeros((0, self.dimension), dtype=np.float32)]
        for at in range(0, len(texts), self._at_once):
            parts.append(self._wrapped.embed(texts[at : at + self._at_once], kind=kind))
            time.sleep(0.001)  # a lock let go of and taken at once is no lock let go of
        return np.concatenate(parts)


class HashingEmbedder:
    """A deterministic stand-in for tests: hashed bags of terms, no model, no weights."""

    def __init__(self, dimension: int = 256, model: str = "hashing") -> None:
        """Make vectors of `dimension`; `model` is the name the manifest will hold."""
        self.dimension = dimension
        self.model = model

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """Embed `texts`; `kind` makes no difference."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in terms(text) or [""]:
                row[zlib.crc32(term.encode()) % self.dimension] += 1.0
            row /= np.linalg.norm(row)
        return rows
