import pytest

from rag.expected import holds_expected


@pytest.mark.parametrize(
    ("question", "sentence", "degree"),
    [
        ("How many countries came?", "Leaders from 31 countries came.", 1.0),
        ("How many countries came?", "Twenty talks were held on 3 days.", 0.5),
        ("How many countries came?", "All countries came.", 0.0),
        ("How many countries came?", "They came on March 27, 2025.", 0.0),
        ("When did it begin?", "It began in February 2022.", 1.0),
        ("When did it begin?", "It began badly.", 0.0),
        ("What did Costa say about it?", "“Never,” Costa said.", 1.0),
        ("What did Costa say about it?", "Costa left.", 0.0),
        ("Who met Macron?", "Macron met Starmer.", 1.0),
        ("Who met Macron?", "Macron met nobody.", 0.0),
        ("Why did they meet?", "They met in 2025.", 0.0),
    ],
)
def test_a_sentence_holds_the_kind_of_thing_asked_for(
    question: str, sentence: str, degree: float
) -> None:
    assert holds_expected(question, sentence) == degree
