"""The sentence selector: a small model of our own that reads question and sentence together.

Its weights (int8 ONNX) come with the project, see weights/selector.md; its tokenizer is that of the
default embedding model, from which it was trained by `python -m eval.selector.train`.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError, first_line
from index.terms import terms
from index.weights import bundled_weights, verify

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Scores = npt.NDArray[np.float32]
"""Shape (texts,): the higher, the likelier a sentence answers; 0 is even odds by training."""

WEIGHTS = Path(__file__).parent / "weights" / "selector.onnx"
MOST_TOKENS = 112
"""Question, title and sentence together; what is over is cut off at the end of the longer."""
_SHA256 = "unset"
_THREADS = 2


class Selector(Protocol):
    """Says how likely each of some sentences answers a question."""

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return one score for each of `texts`, made by `pair_text`."""


def pair_text(title: str | None, sentence: str) -> str:
    """Return what is read beside the question: the article's title, then the sentence."""
    return f"{title}. {sentence}" if title else sentence


class OnnxSelector:
    """The selector that comes with the project. Loaded at its first use; then raises ModelError."""

    def __init__(self, weights: Path = WEIGHTS, sha256: str | None = _SHA256) -> None:
        """Take the weights at `weights`; `sha256` is None where any will do."""
        self._weights, self._sha256 = weights, sha256
        self._lock = RLock()

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """See Selector."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            tokenizer, session = self._tokenizer, self._session
        encoded = tokenizer.encode_batch([(question, text) for text in texts])
        inputs = {
            "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in encoded], dtype=np.int64),
            "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
        }
        (found,) = session.run(None, inputs)
        return np.asarray(found, dtype=np.float32)

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        if self._sha256:
            verify(self._weights, self._sha256)
        options = SessionOptions()
        options.intra_op_num_threads = _THREADS
        try:
            return InferenceSession(self._weights, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own errors share no class
            raise ModelError(f"selector {self._weights}: {first_line(error)}") from error

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return load_tokenizer()


def load_tokenizer() -> "Tokenizer":
    """Return the tokenizer of the default model, set up for pairs of at most MOST_TOKENS."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(bundled_weights() / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
    tokenizer.enable_padding()
    return tokenizer


class OverlapSelector:
    """A deterministic stand-in for tests: the share of the question's terms that a text has."""

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """See Selector."""
        asked = set(terms(question))
        shares = [len(asked & set(terms(text))) / max(1, len(asked)) for text in texts]
        return np.array(shares, dtype=np.float32)
