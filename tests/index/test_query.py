import numpy as np
import pytest

from index.embedder import HashingEmbedder
from index.preference import Preference
from index.query import query_vector, query_words
from index.ranking import HISTORY_WORDS

HISTORY = ("Who hosted the Paris summit?",)


def test_words_of_the_question_count_and_those_before_it_a_little() -> None:
    words = query_words("Who came to the summit?", Preference(history=HISTORY))

    assert words["summit"] == words["came"] == 1
    assert words["pari"] == HISTORY_WORDS
    assert "who" not in words


def test_a_word_asked_for_twice_counts_twice() -> None:
    assert query_words("cod, cod, herring", Preference())["cod"] == 2


def test_a_question_alone_has_its_own_vector(embedder: HashingEmbedder) -> None:
    vector = query_vector("Who came?", Preference(), embedder)

    assert np.array_equal(vector, embedder.embed(["Who came?"], kind="query")[0])


def test_in_a_talk_the_vector_leans_towards_all_of_it(embedder: HashingEmbedder) -> None:
    vector = query_vector("Who came?", Preference(history=HISTORY), embedder)
    own, before = embedder.embed(["Who came?", HISTORY[0]], kind="query")

    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)
    assert own @ before < vector @ before < vector @ own


def test_the_vector_is_that_of_the_question_as_it_was_asked(embedder: HashingEmbedder) -> None:
    prefer = Preference(history=HISTORY, question="Who came?")

    assert np.array_equal(
        query_vector("Who came? (Paris summit)", prefer, embedder),
        query_vector("Who came?", Preference(history=HISTORY), embedder),
    )
