import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import terms
from rag.definitions import definition

KNOWN = frozenset(terms("Ada Berg Sunrise"))
WORDS = (
    "Berg",
    "is a",
    "was an",
    "1982",
    "Danish",
    "U.S.",
    "former",
    "film",
    "racing driver",
    "\n",
)
ENDS = (" directed by Moe", " in Voss", ", which won", ".", " made for\nVoss", "")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sunrise is a 1982 Danish drama film directed by Ida Moe.", "drama film"),
        (
            "Ada Berg (born 1950) was a former Norwegian water polo player who won.",
            "water polo player",
        ),
        ("Ada Berg (born 1950), is a lawyer.", "lawyer"),
        ("Sunrise (novel) is a book by Ida Moe.", "book"),
        ("Ada Berg is an American racing driver.", "racing driver"),
        ("Ada Berg is a U.S. senator from Voss.", "senator"),
        ("Sunrise is a film made for\nVoss people.", "film"),
        ("Here the term refers to a type of dance performed at weddings.", "dance"),
        ("They were one of the oldest trade unions in Voss.", "oldest trade unions"),
        ("Ada Berg is the leader of the opposition.", None),
        ("Ada Berg’s father was a farmer.", None),
        ("The ferry of Ida Moe is a ship.", None),
        ("She is a Norwegian.", None),
        ("It rained.", None),
    ],
)
def test_what_a_sentence_says_its_subject_is(sentence: str, expected: str | None) -> None:
    found = definition(sentence, KNOWN)

    assert (sentence[slice(*found)] if found else None) == expected


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from(ENDS))
def test_a_definition_follows_its_verb_and_ends_before_what_is_more(
    words: list[str], end: str
) -> None:
    sentence = " ".join(["Ada Berg is a", *words, f"poet{end}"])

    found = definition(sentence, KNOWN)

    assert found is not None
    told = sentence[slice(*found)]
    assert told == told.strip() != ""
    assert found[0] >= len("Ada Berg is a ")
    assert not set(terms(told)) & set(terms("directed Voss won Moe"))
