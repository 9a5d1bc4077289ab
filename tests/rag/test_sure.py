import pytest

from rag.sure import sure_span


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        ("How many ferries has Norway lost?", "Norway has lost nine ferries.", "nine ferries"),
        (
            "How many ferries has Norway lost?",
            "Berg said that Oslo lost nine ferries.",
            "nine ferries",
        ),
        ("How many ferries has Norway lost?", "Sweden lost nine ferries, near Norway.", None),
        ("How many Danish ferries will sail?", "In Voss nine ferries will sail.", None),
        ("How many ferries were sunk by Norway?", "Sweden had nine ferries sunk.", None),
        ("How many ferries sailed to the Voss harbour feast?", "Nine ferries are red.", None),
        ("Which country sends ferries?", "Norway sends ferries.", "Norway"),
        ("Which country sends ferries?", "Berg sends ferries to Norway.", None),
        (
            "Where did Berg watch a parade?",
            "She met Moe in Molde. In Bergen she watched a parade, and spoke of ships in Norway.",
            "Bergen",
        ),
        ("Where did the captains have dinner?", "The captains met in Bergen.", None),
        ("Where did the captains have dinner?", "The captains had dinner in Bergen.", "Bergen"),
        ("Where did the captains meet?", "The captains met in Bergen.", "Bergen"),
        ("How many died in Voss?", "Shelling in Voss killed nine.", "nine"),
        ("How many people died in the war?", "Shelling in Voss killed nine people.", None),
        (
            "How many people were injured in Voss?",
            "Drones injured 20 people, while shelling in Voss killed one.",
            None,
        ),
        (
            "How many people were injured by drones?",
            "Drones injured 20 people, while shelling in Voss killed one.",
            "20 people",
        ),
        ("How many ferries sail in total?", "Nine ferries sail.", "Nine ferries"),
        ("Who is the premier of Norway?", "Norwegian Premier Ada Berg came.", "Ada Berg"),
        ("Who is the premier of Norway?", "It was opened by Ada Berg.", None),
        ("Why did nine ferries sail?", "Nine ferries sail.", None),
    ],
)
def test_a_short_answer_is_shown_only_if_it_is_that_of_those_asked_about(
    question: str, sentence: str, shown: str | None
) -> None:
    span = sure_span(question, sentence)

    assert (sentence[slice(*span)] if span else None) == shown
