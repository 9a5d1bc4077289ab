"""Which sentences bear on a topic: by its time, and by its words where it is told by the way."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from corpus.article import Article
from index.search import Index
from rag.briefing.bearing import bearing, of_times, subject_and_times
from rag.briefing.piece import Piece
from rag.briefing.scope import term_weights
from rag.coverage import countries_of, coverage
from rag.evidence import Evidence
from rag.features import Features
from rag.reading import sentences_of

SPRING = Article(
    "spring",
    "spring.txt",
    "Leaders met in Bergen over ferries. "
    + "They talked until late. " * 15
    + "Norwegian premier Ada Berg wants no more debts.",
    title="Ferry summit",
    published=date(2025, 3, 28),
)
AUTUMN = Article(
    "autumn",
    "autumn.txt",
    "Leaders met in Bergen once more. In March they had promised nine ferries.",
    title="Second summit",
    published=date(2025, 9, 5),
)


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index([SPRING, AUTUMN])


def pieces(index: Index, topic: str) -> list[Piece]:
    weights, countries = term_weights(index, topic), countries_of(topic)
    return [
        Piece(
            Evidence(article, s.start, s.end, Features(0.5, share, 0.0, 0.0, 0.0), share),
            s.start,
            s.end,
            np.ones(1, dtype=np.float32),
        )
        for article in (SPRING, AUTUMN)
        for s in sentences_of(article)
        for share in [coverage(weights, article.text[s.start : s.end], countries)]
    ]


def test_a_topic_names_a_time_beside_its_subject(index: Index) -> None:
    subject, times = subject_and_times(index, "The Bergen summit of March")

    told = [piece.sentence for piece in of_times(times, pieces(index, subject))]

    assert subject == "The Bergen summit"
    assert told == [
        "Leaders met in Bergen over ferries.",
        *["They talked until late."] * 15,
        "Norwegian premier Ada Berg wants no more debts.",
        "In March they had promised nine ferries.",
    ]
    assert subject_and_times(index, "Ferries") == ("Ferries", ())


def test_where_no_article_is_about_a_topic_only_what_names_it_bears_on_it(index: Index) -> None:
    topic = "Norway's position"

    assert [piece.sentence for piece in bearing(index, topic, pieces(index, topic))] == [
        "Norwegian premier Ada Berg wants no more debts."
    ]


def test_what_an_article_on_it_tells_bears_on_a_topic(index: Index) -> None:
    found = pieces(index, "summit")

    assert bearing(index, "summit", found) == found
