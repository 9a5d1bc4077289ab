import pytest

from rag.members import is_listed, members


@pytest.mark.parametrize(
    ("noun", "text", "found"),
    [
        ("sport", "A former footballer who played rugby union.", ["football", "rugby union"]),
        ("parti", "Labour MP Ada Berg attacked the Conservatives.", ["Labour"]),
        ("parti", "Ada Berg (Green Party) joined the Liberals.", ["Liberals", "Green Party"]),
        ("parti", "Labourers went on strike.", []),
        ("rank", "Ada Berg was promoted to lieutenant general.", ["lieutenant general"]),
        ("rank", "A major defeat for Rear Admiral Ada Berg.", ["Rear Admiral"]),
        ("rank", "It was a major defeat for Attorney General Ida Moe.", []),
        ("river", "The Danube is a river.", []),
    ],
)
def test_kinds_are_found_where_somebody_has_them(noun: str, text: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in members(noun, text)] == found
    assert is_listed(noun) is (noun != "river")
