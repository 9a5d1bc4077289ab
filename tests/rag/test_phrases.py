from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.phrases import phrases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is the biggest risk for small ferries?", ["risk", "small ferries"]),
        ("Is the WACC formula reliable?", ["WACC formula"]),
        ("Did Lund criticise the Bank of Norway?", ["Lund", "Bank of Norway"]),
        ("How do they reduce costs by sharing?", ["costs", "sharing"]),
        ("Why?", []),
    ],
)
def test_names_and_noun_phrases_are_found_between_small_words(text: str, found: list[str]) -> None:
    assert [phrase.text for phrase in phrases(text)] == found


def test_what_is_known_of_a_phrase() -> None:
    asked, place, definite = phrases("Which ships left from Molde after the storm?")

    assert (asked.text, asked.is_asked, asked.is_plural) == ("ships", True, True)
    assert (place.text, place.is_name, place.is_place) == ("Molde", True, True)
    assert (definite.text, definite.is_definite, definite.is_name) == ("storm", True, False)
    assert definite.again() == "the storm"


def test_a_run_that_may_hold_a_verb_is_not_sure_of_its_bounds() -> None:
    assert [phrase.whole for phrase in phrases("Why do cities issue bonds?")] == [False]


@given(st.text(max_size=100))
def test_phrases_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = phrases(text)

    assert all(text[phrase.start : phrase.end] == phrase.text for phrase in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
