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
