import pytest

from rag.asked_kinds import Kind
from rag.values import Value, value


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ukraine's President Ada Berg", "the Ukrainian premier Ada Berg", True),
        ("Ada Berg", "Berg", True),
        ("Ada Berg", "Ida Berg", False),
        ("Ada Berg", "Ada Lund", False),
    ],
)
def test_names_of_one_person_agree_whatever_is_said_before_them(
    one: str, other: str, agree: bool
) -> None:
    assert Value(one).agrees(Value(other)) is agree
    assert Value(other).agrees(Value(one)) is agree


def test_two_places_of_one_country_differ() -> None:
    voss, molde = (value(Kind.PLACE, text) for text in ("Voss, New York", "Molde, New York"))

    assert voss and molde and not voss.agrees(molde)


def test_a_town_and_a_part_of_it_are_no_two_places() -> None:
    part, town = (value(Kind.PLACE, text) for text in ("Bow, London, UK", "London, England"))

    assert part and town and part.agrees(town) and town.agrees(part)


@pytest.mark.parametrize(
    ("one", "other", "comparable"),
    [
        ("Voss, Norway", "Ribe, Denmark", True),
        ("Ribe, Jutland", "Bow, London, UK", True),
        ("Norway", "Denmark", True),
        ("Voss", "Norway", False),
        ("Voss", "Ribe", False),
        ("Voss, Norway", "Jutland, Ribe, Denmark", False),
    ],
)
def test_places_are_compared_if_given_in_one_form(one: str, other: str, comparable: bool) -> None:
    mine, theirs = value(Kind.PLACE, one), value(Kind.PLACE, other)

    assert mine and theirs and mine.is_comparable(theirs) is comparable
