import pytest

from rag.asked_kinds import asked_for
from rag.numbers import numbers

BOTH = "Drones injured 20 people, while shelling in Voss killed one."


@pytest.mark.parametrize(
    ("question", "sentence", "best"),
    [
        ("How many people were killed?", BOTH, "one"),
        ("How many people were injured?", BOTH, "20 people"),
        ("How many people died?", "Two people died and 14 people were injured.", "Two people"),
        ("How many people were hurt?", "Two people died and 14 people were injured.", "14 people"),
    ],
)
def test_the_dead_are_not_the_hurt(question: str, sentence: str, best: str) -> None:
    found = max(numbers(asked_for(question), sentence), key=lambda each: each[2])

    assert sentence[found[0] : found[1]] == best


def test_killed_or_wounded_counts_neither() -> None:
    asked = asked_for("How many soldiers were killed?")
    both, dead = (
        next(numbers(asked, f"A million soldiers were {fate}."))[2]
        for fate in ("killed or wounded", "killed")
    )

    assert both <= 0 < dead
