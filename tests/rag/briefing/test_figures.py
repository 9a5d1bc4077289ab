from datetime import date

import numpy as np
import pytest

from corpus.article import Article
from rag.briefing.figures import counted, disputed
from rag.briefing.piece import Piece
from rag.evidence import Evidence
from rag.features import Features

FEATURES = Features(0.7, 0.7, 1.0, 0.0, 0)
LEADERS = "Leaders of 31 countries had travelled to the harbour hall in Voss to speak of aid."


def piece(id: str, text: str, number: int) -> Piece:
    article = Article(id, f"{id}.txt", text, published=date(2025, 3, 27))
    vector = np.eye(3, dtype=np.float32)[number]  # as unlike as can be
    return Piece(Evidence(article, 0, len(text), FEATURES, 1.0), 0, len(text), vector)


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("Leaders from nearly 30 nations came on Thursday, and stood by the ferries.", True),
        ("Leaders from nearly 30 nations refused on Thursday, and stayed away.", False),
        ("Sailors from nearly 30 nations came on Thursday, and stood by the ferries.", False),
    ],
)
def test_the_same_sort_that_did_the_same_is_counted_once(other: str, *, differ: bool) -> None:
    found = counted([piece("a", LEADERS, 0), piece("b", other, 1)])

    values = [tuple(one.value for one in group) for group in disputed(found, frozenset(), {})]

    assert values == ([("31", "nearly 30")] if differ else [])
