import pytest

from rag.names import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Giorgia Meloni say?", ["Giorgia Meloni"]),
        ("Is Macron’s plan backed by Starmer?", ["Macron", "Starmer"]),
        ("Who is the Prime Minister of Italy?", ["Prime Minister of Italy"]),
        ("What happened in March?", []),
        ("How many came?", []),
        ("Did Türkiye take part?", ["Türkiye"]),
    ],
)
def test_names_are_found_without_question_words_and_months(text: str, found: list[str]) -> None:
    assert names(text) == found
