"""Other words for the words of a question."""

from random import Random

import pytest

from eval.selector.synonyms import Synonyms
from index.terms import terms


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return Synonyms()


@pytest.mark.parametrize(
    ("word", "other"),
    [("bought", "purchased"), ("wounded", "injured"), ("troops", "soldiers"), ("film", "movie")],
)
def test_words_that_are_used_alike_are_found(synonyms: Synonyms, word: str, other: str) -> None:
    assert other in synonyms.of(word)


@pytest.mark.parametrize("word", ["the", "which", "xqzt", "would"])
def test_there_is_none_for_what_says_nothing(synonyms: Synonyms, word: str) -> None:
    assert synonyms.of(word) == ()


def test_no_other_form_of_a_word_is_another_word(synonyms: Synonyms) -> None:
    assert all(terms(other) != terms("killed") for other in synonyms.of("killed"))


def test_names_numbers_and_question_words_stay(synonyms: Synonyms) -> None:
    asked = "Which company bought 240 boats in Norway for Ada Berg?"

    found = {synonyms.reworded(asked, 1.0, Random(seed)) for seed in range(9)}  # noqa: S311

    assert len(found) > 1
    for one in found:
        assert one.startswith("Which ")
        assert {"240", "Norway", "Ada", "Berg?"} <= set(one.split())


def test_nothing_is_put_otherwise_where_no_share_is_to_be(synonyms: Synonyms) -> None:
    asked = "Which company bought the boats?"

    assert synonyms.reworded(asked, 0.0, Random(0)) == asked  # noqa: S311
