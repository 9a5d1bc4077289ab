import pytest

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


def test_a_quote_is_found_wherever_it_stands_over_any_white_space() -> None:
    text = "A  ferry\nsank. A ferry sank. A ferry sinks."

    assert [text[slice(*span)] for span in stretches("A ferry sank.", text)] == [
        "A  ferry\nsank.",
        "A ferry sank.",
    ]
    assert list(stretches(" ", text)) == []
