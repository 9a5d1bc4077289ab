import pytest

from rag.changes import state_asked


@pytest.mark.parametrize(
    ("question", "state"),
    [
        (
            "How did Norway's position change between March and May?",
            "What is Norway's position between March and May?",
        ),
        ("How has Ada Berg's view of ferries shifted?", "What is Ada Berg's view of ferries?"),
        ("How did support for the fleet grow in May?", "What is support for the fleet in May?"),
        (
            "What changed between March and May regarding support for the fleet?",
            "What is support for the fleet between March and May?",
        ),
        ("What has changed about Oslo's plan since March?", "What is Oslo's plan since March?"),
    ],
)
def test_how_a_thing_changed_asks_for_its_states(question: str, state: str) -> None:
    assert state_asked(question) == state


@pytest.mark.parametrize(
    "question",
    [
        "How did Ada Berg react to the change?",
        "Did Norway's position change?",
        "How many ferries moved?",
        "How did the man who moved the ferry explain it, and did that change?",
        "What changed in May?",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert state_asked(question) == question
