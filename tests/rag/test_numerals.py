import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.numerals import numerals

ONES = "one two three four five six seven eight nine".split()
TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelt(number: int) -> str:
    """Return 1 to 999 in words."""
    if number >= 100:
        rest = f" and {spelt(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    if number < 10:
        return ONES[number - 1]
    if number < 20:
        return TEENS[number - 10]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")


@given(st.integers(1, 999), st.sampled_from(["", " thousand", " million"]))
def test_a_number_in_words_is_read(number: int, scale: str) -> None:
    (found,) = numerals(f"It has {spelt(number)}{scale} seats.")

    times = {"": 1, " thousand": 1_000, " million": 1_000_000}[scale]
    assert (found.low, found.high) == (number * times, number * times)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2 1/2 months", 2.5), ("3 3/4 million", 3_750_000), ("on 2 1/20", 2), ("2 1/22", 2)],
)
def test_a_fraction_behind_a_number_is_part_of_it(text: str, value: float) -> None:
    assert next(iter(numerals(text))).low == value


@pytest.mark.parametrize("word", ["nineties", "sixthly", "tenth", "eighteenth", "oneself"])
def test_words_that_only_begin_like_one_are_none(word: str) -> None:
    assert list(numerals(f"In the {word} it sailed.")) == []


@pytest.mark.parametrize("text", ["£0m", "0 million euros", "0.00bn", "zero million"])
def test_nothing_is_nothing_at_any_scale(text: str) -> None:
    (found,) = numerals(text)

    assert (found.low, found.high) == (0.0, 0.0)


@pytest.mark.parametrize("text", ["9" * 400 + " euros", "hundred " * 300])
def test_what_nobody_can_count_is_no_number(text: str) -> None:
    assert list(numerals(text)) == []


@given(st.text(alphabet="0123456789., -mkbn", max_size=60))
def test_any_run_of_digits_is_read_or_left(text: str) -> None:
    for found in numerals(text):
        assert 0 <= found.low <= found.high < float("inf")
        assert text[found.start : found.end].strip()
