import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsError
from rag.question import MAX_CHARACTERS, check, make_whole, unresolved_pronoun

MELONI = "What did Meloni say about troops in March?"


@pytest.mark.parametrize(
    ("question", "previous", "whole"),
    [
        ("And in September?", [MELONI], "What did Meloni say about troops in September?"),
        ("and on 5 April 2025?", [MELONI], "What did Meloni say about troops on 5 April 2025?"),
        ("What about Starmer?", [MELONI], "What did Starmer say about troops in March?"),
        ("And Antonio Costa?", [MELONI], "What did Antonio Costa say about troops in March?"),
        ("And about sanctions?", ["What did she say?"], "What did she say about sanctions?"),
        ("What did she say about Russia?", [MELONI], "What did Meloni say about Russia?"),
        ("Who met her in Paris?", [MELONI], "Who met Meloni in Paris?"),
        ("Andorra?", ["What did Norway pledge?"], "What did Andorra pledge?"),
        ("What is her position?", [MELONI], "What is Meloni's position?"),
        (
            "And in May?",
            [MELONI, "And in September?"],
            "What did Meloni say about troops in May?",
        ),
    ],
)
def test_a_question_that_leans_is_made_whole(
    question: str, previous: list[str], whole: str
) -> None:
    assert make_whole(question, previous) == whole


@pytest.mark.parametrize(
    "question",
    [
        "How many countries have pledged to take part?",
        "Which bank does Moscow want reinstated?",
        "Orban said what about the force?",
        "Soldiers killed in Kherson in 2025, how many were there?",
        "Did Trump say that he would come?",
        "Is it true that Starmer came to Paris?",
    ],
)
def test_a_question_that_is_whole_stays_as_it_is(question: str) -> None:
    assert make_whole(question, []) == question
    if " it " not in question:
        assert make_whole(question, [MELONI]) == question


def test_he_is_not_taken_for_a_country_or_a_place() -> None:
    before = "Who represented the United States in Paris?"

    assert make_whole("What did he say?", [before]) == "What did he say?"


@pytest.mark.parametrize(
    ("question", "pronoun"),
    [
        ("What did he say?", "he"),
        ("Who met Her there?", "Her"),
        ("Did Trump say that he would come?", None),
        ("What did they say?", None),
        ("Where is the theatre?", None),
    ],
)
def test_a_person_that_nothing_names_is_noticed(question: str, pronoun: str | None) -> None:
    assert unresolved_pronoun(question) == pronoun


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_conversation_can_be_made_whole(question: str, previous: list[str]) -> None:
    assert isinstance(make_whole(question, previous), str)
    assert make_whole(question, []) == question


@pytest.mark.parametrize("question", ["", "  \n", "???", "…"])
def test_an_empty_question_is_refused(question: str) -> None:
    with pytest.raises(SettingsError, match="empty"):
        check(question)


def test_a_very_long_question_is_refused_by_its_length() -> None:
    assert check("w " * (MAX_CHARACTERS // 2))
    with pytest.raises(SettingsError, match="10000"):
        check("w" * 10_000)


def test_white_space_is_folded() -> None:
    assert check("  Who\n came? ") == "Who came?"
