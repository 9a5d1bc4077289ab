"""The selector that comes with the project, read by the real runtime."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from corpus.errors import ModelError
from index.search import Index
from rag.evidence import choose
from rag.selector import BUNDLED, WEIGHTS, LogOdds, OnnxSelector, pair_text
from rag.sentences import candidates

FERRIES = "How many ferries sail to Bergen?"
TEXTS = [
    "Nine ferries sail to Bergen each day, the harbour master said.",
    "The choir of Narvik sang in the old church all night.",
]


class FondOfChoirs:
    """Holds whatever sings to answer."""

    def log_odds(self, question: str, texts: Sequence[str]) -> LogOdds:
        return np.array([50.0 * ("choir" in text) for text in texts], dtype=np.float32)


def test_what_answers_is_told_from_what_does_not() -> None:
    answering, other = BUNDLED.log_odds(FERRIES, TEXTS)

    assert other < answering


def test_a_text_has_its_odds_in_whatever_company() -> None:
    together = BUNDLED.log_odds(FERRIES, TEXTS)
    alone = [BUNDLED.log_odds(FERRIES, [text])[0] for text in TEXTS]

    # int8 activations are scaled by batch; the log-odds of a question's sentences spread by 2.9.
    assert together == pytest.approx(alone, abs=0.8)
    assert BUNDLED.log_odds(FERRIES, []).shape == (0,)


def test_the_card_names_the_weights_that_are_there() -> None:
    digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()

    assert digest in WEIGHTS.with_suffix(".md").read_text(encoding="utf-8")
    assert WEIGHTS.stat().st_size <= 25_000_000


@pytest.mark.parametrize("content", [None, b"no weights"])
def test_weights_that_are_missing_or_altered_are_named(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "selector.onnx"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ModelError, match=str(file)):
        OnnxSelector(file).log_odds(FERRIES, TEXTS)
    with pytest.raises(ModelError, match=str(file)):
        OnnxSelector(file, sha256=None).log_odds(FERRIES, TEXTS)


def test_it_reads_the_title_before_the_sentence() -> None:
    assert pair_text("Ferries", "Nine sail.") == "Ferries. Nine sail."
    assert pair_text(None, "Nine sail.") == "Nine sail."


def test_what_it_says_is_weighed_with_the_rest(make_index: Callable[..., Index]) -> None:
    text = "Nine ferries sail to Bergen. The Bergen ferries are red. The choir sang."
    index = make_index([Article("a", "a.txt", text)])
    hits = index.search(FERRIES)

    without = choose(index, FERRIES, hits)[0]
    chosen = choose(index, FERRIES, hits, selector=FondOfChoirs())[0]

    assert without.quote.startswith("Nine")
    assert chosen.quote == "The choir sang."


def test_only_the_most_promising_are_read(make_index: Callable[..., Index]) -> None:
    text = " ".join(f"Ferry {n} sails to Bergen on day {n}." for n in range(20))
    index = make_index([Article("a", "a.txt", text)])

    found = candidates(index, FERRIES, index.search(FERRIES), selector=FondOfChoirs(), most=3)

    assert len(found) == 3
    assert all(candidate.features.similarity for candidate in found)
