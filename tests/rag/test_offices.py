import pytest

from rag.offices import holders, is_firm, office_asked


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Who is the Chancellor of Norway?", "the Chancellor of Norway"),
        ("Who is Norway’s premier now?", "Norway premier"),
        ("Who is the current German chancellor?", "the German chancellor"),
        ("WHO IS THE CHANCELLOR OF GERMANY?", "the chancellor of Germany"),
        ("who is the chancellor of germany", "the chancellor of Germany"),
        ("and who was the president of the United States", "the president of the US"),
        ("Who’s the head of NATO?", "the head of NATO"),
        ("Who is the CEO of Fjord Bank?", "the CEO of Fjord Bank"),
        ("Who is President Berg?", None),
        ("Who is Ada Berg?", None),
        ("who is the man in the high tower", None),
        ("Who met the premier?", None),
        ("Who is the president?", None),
        ("Who is the minister who resigned in Norway?", None),
        ("Who is the director of the film Sunrise?", None),
        ("Who is Secretary of State Ada Berg?", None),
    ],
)
def test_the_office_is_told_from_a_person(question: str, office: str | None) -> None:
    assert office_asked(question) == office


@pytest.mark.parametrize(
    ("office", "sentence", "names"),
    [
        ("the premier of Norway", "Norwegian Prime Minister Ada Berg met Ida Moe.", ["Ada Berg"]),
        ("Norway premier", "Ada Berg, the Norwegian premier, met Ida Moe.", ["Ada Berg"]),
        ("the UK premier", "The United Kingdom’s Prime Minister Ada Berg left.", ["Ada Berg"]),
        ("the premier of Norway", "Former Norwegian premier Ada Berg left.", []),
        ("the former premier of Norway", "Former Norwegian premier Ada Berg left.", ["Ada Berg"]),
        ("the premier of Denmark", "Norwegian Prime Minister Ada Berg left.", []),
        ("the premier of Norway", "Norway has a premier.", []),
        ("the premier of Norway", "Norwegian Deputy Prime Minister Ada Berg left.", []),
        ("the chancellor of Germany", "German Vice Chancellor Ada Berg left.", []),
        ("the president of France", "Ada Berg, a spokeswoman for the French president, left.", []),
        ("the president of Sudan", "South Sudan President Ada Berg left.", []),
        ("the leader of Norway", "Norwegian Prime Minister Ada Berg left.", ["Ada Berg"]),
    ],
)
def test_the_holder_is_who_is_called_so(office: str, sentence: str, names: list[str]) -> None:
    assert [sentence[start:end] for start, end in holders(office, sentence)] == names


def test_whoever_heads_something_may_have_any_title() -> None:
    assert is_firm("the premier of Norway")
    assert not is_firm("the head of Fjord Bank")
