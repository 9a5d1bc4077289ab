import pytest

from rag.names import is_name, is_territory, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Giorgia Meloni say?", ["Giorgia Meloni"]),
        ("Is Macron’s plan backed by Starmer?", ["Macron", "Starmer"]),
        ("Who is the Prime Minister of Italy?", ["Prime Minister of Italy"]),
        ("What happened in March?", []),
        ("How many came?", []),
        ("Can I say I'm from Oslo?", ["Oslo"]),
        ("Did Türkiye take part?", ["Türkiye"]),
        (
            "In the U.S. The U.N. chief and Lt. Gov. Ida Moe met.",
            ["U.S.", "U.N.", "Lt. Gov. Ida Moe"],
        ),
        ("Met by the Gov. It rained.", ["Met", "Gov"]),
    ],
)
def test_names_are_found_without_question_words_and_months(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("name", "known"),
    [("Norway", True), ("U.S.", True), ("the United States", True), ("EU", True), ("Lund", False)],
)
def test_a_country_is_told_from_other_names(name: str, known: bool) -> None:
    assert is_territory(name) is known


@pytest.mark.parametrize(
    ("topic", "one"),
    [
        ("Türkiye", True),
        ("the European Union", True),
        ("the war in Ukraine", False),
        ("war", False),
    ],
)
def test_a_topic_that_is_one_name_is_told_from_others(topic: str, one: bool) -> None:
    assert is_name(topic) is one
