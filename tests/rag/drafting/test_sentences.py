import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.drafting.sentences import Drafted, drafted


@pytest.mark.parametrize(
    "text",
    [
        "Nine ferries sail [1]. Ten do not [2][3].",
        "Nine ferries sail. [1] Ten do not. [2][3]",
        "Nine ferries sail.[1] Ten do not.[2, 3]",
        "[1] Nine ferries sail. [2][3] Ten do not.",
        "[1] Nine ferries sail.\n[2-3] Ten do not.",
        "Nine ferries sail [Source 1]. Ten do not [sources 2, 3].",
        "Nine ferries sail【1†source】. Ten do not [^2][^3].",
        "Here is the answer:\nNine ferries sail [1].\nTen do not [2–3].",
    ],
)
def test_markers_belong_to_their_sentence(text: str) -> None:
    assert drafted(text) == [
        Drafted("Nine ferries sail.", (1,)),
        Drafted("Ten do not.", (2, 3)),
    ]


def test_a_marker_within_a_sentence_is_one_of_it() -> None:
    assert drafted("Nine sail, says Berg [2], or ten [1] [2].") == [
        Drafted("Nine sail, says Berg, or ten.", (2, 1))
    ]


def test_what_is_no_marker_stays() -> None:
    assert drafted("Nine [ferries] sail [7 people] in [2-2025].")[0].text == (
        "Nine [ferries] sail [7 people] in."
    )
    assert drafted("Nine sail.") == [Drafted("Nine sail.", ())]
    assert drafted("[1]") == drafted("") == drafted("… [2]") == []


@pytest.mark.parametrize(
    ("text", "ended"),
    [("Nine sail.", True), ("“Nine sail.”", True), ("Nine sail!)", True), ("Nine sail the", False)],
)
def test_a_sentence_knows_whether_it_has_an_end(text: str, ended: bool) -> None:
    (sentence,) = drafted(text)

    assert sentence.is_ended is ended


@given(st.text(st.sampled_from("ab1 .[],-–^†【】\n") | st.characters(), max_size=80))
def test_no_marker_is_left_in_a_sentence(text: str) -> None:
    for sentence in drafted(text):
        assert "[1]" not in sentence.text
        assert len(set(sentence.markers)) == len(sentence.markers)
