import pytest

from eval.fields import literal
from eval.wanted import stands_in, stretches


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        (("Nearly  30",), "there were NEARLY\n30 of them", True),
        (("nearly 30",), "nearly 31", False),
        (("one", "two"), "just two", True),
        (("/\\b26 (countries|nations)\\b/",), "26  Nations", True),
        (("/\\b6 nations\\b/",), "26 nations", False),
        (("/",), "and/or", True),
        (("//",), "http://x", True),
        (("26.5",), "2615", False),
        (("Straße",), "STRASSE", True),
    ],
)
def test_strings_and_patterns_are_looked_for(
    wanted: tuple[str, ...], text: str, found: bool
) -> None:
    assert stands_in(wanted, text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("26", True),
        ("It is 26. Or (26), 26% or “26”, £26", True),
        ("26,000", False),
        ("1,26", False),
        ("26.5", False),
        ("4.26", False),
        ("126 or 261 or 26bn", False),
    ],
)
def test_a_number_is_wanted_whole(text: str, found: bool) -> None:
    assert stands_in((literal("26"),), text) is found


@pytest.mark.parametrize(
    ("text", "found"), [("Four.", True), ("fourth", False), ("twenty-four", False)]
)
def test_a_short_word_is_wanted_whole(text: str, found: bool) -> None:
    assert stands_in((literal("four"),), text) is found


def test_a_quote_is_found_wherever_it_stands_over_any_white_space() -> None:
    text = "A  ferry\nsank. A ferry sank. A ferry sinks."

    assert [text[slice(*span)] for span in stretches("A ferry sank.", text)] == [
        "A  ferry\nsank.",
        "A ferry sank.",
    ]
    assert list(stretches(" ", text)) == []
