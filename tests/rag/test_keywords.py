"""A few words instead of a question."""

import pytest

from rag.keywords import are_held, in_full, is_keywords


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("norway position", "What is Norway’s position?"),
        ("Norway's stance on ferries", "What is Norway’s stance on ferries?"),
        ("Nils Lund reaction", "What is Nils Lund’s reaction?"),
        ("fleet size?", "How big is the fleet?"),
        ("size of the fleet", "How big is the fleet?"),
    ],
)
def test_some_stand_for_a_question(words: str, question: str) -> None:
    assert in_full(words) == question


@pytest.mark.parametrize(
    "words",
    ["Bergen", "What is Norway's position?", "How big is the fleet?", "Did Lund take a position"],
)
def test_others_stay_as_they_are(words: str) -> None:
    assert in_full(words) == words


def test_keywords_are_held_by_a_text_that_has_all_of_them() -> None:
    text = "Lund spoke of the conditions in Bergen."

    assert is_keywords("lund conditions?")
    assert are_held("lund conditions?", text)
    assert not are_held("lund budget", text)
    assert not are_held("What are the conditions?", text)
    assert not are_held("??", text)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What happened in Bergen?", True),
        ("What has happened in Bergen … ?", True),
        ("What happened near Oslo?", False),
        ("What happened to Lund in Bergen when the ferry sank?", False),
    ],
)
def test_what_happened_somewhere_is_told_by_what_names_the_place(question: str, held: bool) -> None:
    assert are_held(question, "Shelling killed one in Bergen.") is held
