import pytest

from rag.asked_names import asks_names, gives_names


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which 26 countries will send ferries?", True),
        ("What twelve leaders came to Voss?", True),
        ("Name the nine coastal states that will join.", True),
        ("Which two countries lead?", False),
        ("Which countries lead?", False),
        ("How many of the 26 countries lead?", False),
        ("Which 26 ferries will sail?", False),
        ("Which of the 26 countries lead?", False),
        ("Which 10 million people fled?", False),
    ],
)
def test_a_number_of_countries_or_persons_is_to_be_named(question: str, asks: bool) -> None:
    assert asks_names(question) is asks


@pytest.mark.parametrize(
    ("question", "sentence", "gives"),
    [
        ("Which 26 countries will join?", "26 countries will join, Norway said.", False),
        ("Which 26 countries will join?", "Norway, Sweden and Denmark will join.", True),
        ("Which 26 countries will join?", "Norway told Sweden that Denmark will join.", False),
        ("Which 26 countries will join Norway?", "Norway, Sweden and Denmark will join.", False),
        (
            "Which 26 countries will join?",
            "The United Kingdom, New Zealand and South Africa will join.",
            True,
        ),
        ("Which three states voted?", "Ohio, Texas and Iowa voted.", True),
        ("Which nine leaders came?", "Ada Berg told Reuters on Monday that Moe came.", False),
        ("Which nine leaders came?", "Berg, Moe and Lund came.", True),
        ("Which nine leaders came?", "Ada Berg, Ole Moe and Ida Lund came.", True),
        ("Which nine leaders came?", "Ada Berg came to Norway and Sweden.", False),
    ],
)
def test_those_asked_for_are_named(question: str, sentence: str, gives: bool) -> None:
    assert gives_names(question, sentence) is gives
