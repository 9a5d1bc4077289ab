"""Markers, and the words between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.markers import as_text, count_words, markers


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Nine ferries sail. [1][2]", 3),
        ("**Nine ferries** [1]\n\nNine ferries sail to “Voss”. [12]", 7),
        ("Voss – nine ferries — sail - €2.15 billion", 6),
        ("[1] [2]", 0),
        ("It is (7) by now.", 5),
    ],
)
def test_words_are_counted_without_markers_and_dashes(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.lists(st.from_regex(r"[a-z]{1,9}[,.]?", fullmatch=True)), st.lists(st.integers(1, 99)))
def test_markers_add_no_words(words: list[str], cited: list[int]) -> None:
    assert count_words(f"{' '.join(words)} {markers(cited)}") == len(words)


def test_what_looks_like_a_marker_in_a_source_is_none() -> None:
    assert as_text("as shown [7] before") == "as shown (7) before"
