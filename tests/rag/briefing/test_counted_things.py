"""What the quantities of a sentence are of."""

import pytest

from rag.briefing.counted_things import thing_of
from rag.quantities import quantities


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("Norway has sent €2 billion ($2.16 billion) in military aid, with boats.", "military aid"),
        ("She announced a €2 billion ($2.15 billion) ferry package, with boats.", "ferry package"),
        ("Military aid worth a further €2 billion has already been sent.", "Military aid"),
        ("26 countries have pledged to take part.", "countries"),
        ("Some 40% of the islanders voted.", "islanders"),
        ("They paid $5 million on Tuesday.", None),
        ("The bill of €2 billion has already been paid.", "bill"),
        ("It cost €2 billion has already been: said.", None),
        ("It took two days.", None),
        ("It took 40 days.", None),
    ],
)
def test_the_thing_is_a_noun_phrase_beside_the_quantity(sentence: str, thing: str | None) -> None:
    things = [thing_of(sentence, quantity) for quantity in quantities(sentence)]

    assert [each for each in things if each] == ([thing] if thing else [])
