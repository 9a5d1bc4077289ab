"""Questions that resemble the evidence by the names in them alone."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from corpus.article import Article
from index.embedder import Vectors
from rag.evidence import Evidence
from rag.features import Features
from rag.named_only import resembles_names_only

TOLD = "Ada Berg opened the Voss harbour."


class Angles:
    """Embeds texts as the directions given, in degrees."""

    model, dimension = "angles", 2

    def __init__(self, degrees: Mapping[str, float]) -> None:
        self._degrees = degrees

    def embed(self, texts: Sequence[str], *, kind: str) -> Vectors:
        angles = np.radians([self._degrees[text] for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def told(quote: str = TOLD) -> Evidence:
    features = Features(0.5, 0.5, 0.0, 0.0, 0.0)
    return Evidence(Article("a", "a.txt", quote), 0, len(quote), features, 0.5)


@pytest.mark.parametrize(
    ("question", "names", "question_at", "names_at", "only"),
    [
        ("When did Berg resign?", "Berg", 40, 40, True),
        ("When did Berg resign?", "Berg", 20, 40, False),  # it means more of it than its name
        ("Who leads Berg?", "Berg", 40, 40, False),  # a title tells
        ("When did Berg open the harbour?", "Berg", 40, 40, False),  # it shares a word
        ("When did she resign?", "", 40, 40, False),
        ("Did Berg, Moe and Lund resign?", "", 40, 40, False),  # too many names to tell
    ],
)
def test_what_is_asked_of_a_name_must_be_told_of_it(
    question: str, names: str, question_at: float, names_at: float, only: bool
) -> None:
    embedder = Angles({question: question_at, names: names_at, TOLD: 0})

    assert resembles_names_only(embedder, question, [told()]) is only


def test_one_sentence_may_mean_what_the_nearest_does_not() -> None:
    question, other = "When did Berg resign?", "Berg stepped down."
    # The nearest is liked for the name alone, the other for more than that.
    embedder = Angles({question: 40, "Berg": 30, TOLD: 30, other: 80})
    nearer = Angles({question: 31, "Berg": 30, TOLD: 30, other: 80})

    assert not resembles_names_only(embedder, question, [told(), told(other)])
    assert resembles_names_only(nearer, question, [told(), told(other)])


def test_a_word_told_of_somebody_else_is_not_shared() -> None:
    quote, question = "Ida Moe resigned.", "When did Berg resign?"
    embedder = Angles({question: 40, "Berg": 40, quote: 0})

    assert resembles_names_only(embedder, question, [told(quote)])
