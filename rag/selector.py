"""The sentence selector: a small model of our own that reads question and sentence together.

Its weights (int8 ONNX) come with the project, see weights/selector.md; its tokenizer is that of the
default embedding model, which it was trained from. `python -m eval.selector.train` made it.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError, first_line
from index.weights import bundled_weights, verify

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LogOdds = npt.NDArray[np.float32]
"""Shape (texts,): the higher, the likelier a sentence answers."""

WEIGHTS = Path(__file__).parent / "weights" / "selector.onnx"
MOST_TOKENS = 112
"""Question, title and sentence together; what is over is cut off at the end of the longer."""
_SHA256 = "f6c92320009aae05c4272ee2d157ba9df67bf05b90a14c21ee84346a7e441c29"
_THREADS = 2
_AT_ONCE = 6


class Selector(Protocol):
    """Says how likely each of some sentences answers a question."""

    def log_odds(self, question: str, texts: Sequence[str]) -> LogOdds:
        """Return the log-odds that each of `texts`, made by `pair_text`, answers."""


def pair_text(title: str | None, sentence: str) -> str:
    """Return what is read beside the question: the article's title, then the sentence."""
    return f"{title}. {sentence}" if title else sentence


class OnnxSelector:
    """The selector that comes with the project. Loaded at its first use; then raises ModelError."""

    def __init__(self, weights: Path = WEIGHTS, sha256: str | None = _SHA256) -> None:
        """Take the weights at `weights`; `sha256` is None where any will do."""
        self._weights, self._sha256 = weights, sha256
        self._lock = RLock()

    def log_odds(self, question: str, texts: Sequence[str]) -> LogOdds:
        """See Selector."""
        with self._lock:
            tokenizer, session = self._tokenizer, self._session
        found = np.zeros(len(texts), dtype=np.float32)
        # Neighbours in length share a batch, so that little is computed for padding.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for first in range(0, len(order), _AT_ONCE):
            rows = order[first : first + _AT_ONCE]
            encoded = tokenizer.encode_batch([(question, texts[at]) for at in rows])
            inputs = {
                "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
                "attention_mask": np.array([e.attention_mask for e in encoded], dtype=np.int64),
                "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
            }
            (found[rows],) = session.run(None, inputs)
        return found

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        if self._sha256:
            verify(self._weights, self._sha256)
        options = SessionOptions()
        options.intra_op_num_threads = _THREADS
        # Threads that wait by spinning would take the cores from the embedding model.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
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


BUNDLED = OnnxSelector()
"""The one that comes with the project; nothing is read until it is asked."""
