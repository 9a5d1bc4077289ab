from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.hedges import Hedge
from rag.quantities import Quantity, agree, quantities

AMOUNTS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**7).map("{:,}".format),
    st.decimals(0, 10**4, places=2).map(str),
    st.sampled_from(["two", "twenty-six", "a dozen", "half a million", "two hundred and five"]),
    st.sampled_from(["dozens", "hundreds of thousands", "several hundred"]),
)
HEDGES = st.sampled_from(
    ["", "nearly ", "about ", "at least ", "more than ", "up to ", "no more than ", "just over "]
)
THINGS = st.sampled_from([" people", " ferries", "%", " km", " miles", " million euros", ""])
EXPRESSIONS = st.builds("{}{}{}".format, HEDGES, AMOUNTS, THINGS)
TEXTS = st.lists(EXPRESSIONS | st.text(max_size=12), max_size=5).map(" and then ".join)


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "expression", "low", "high", "unit", "noun"),
    [
        ("It drew 26 countries.", "26", 26, 26, None, "countri"),
        ("Twenty-six countries came.", "Twenty-six", 26, 26, None, "countri"),
        ("It drew nearly 30 heads of state.", "nearly 30", 27, 30, None, "head"),
        ("At least two civilians died.", "At least two", 2, inf, None, "civilian"),
        ("Shelling killed one and cut power.", "one", 1, 1, None, None),
        ("It lost a million soldiers.", "a million", 1e6, 1e6, None, "soldier"),
        ("Half a million people fled.", "Half a million", 5e5, 5e5, None, "peopl"),
        ("It costs €2 billion.", "€2 billion", 2e9, 2e9, "EUR", None),
        ("It costs 2bn euros.", "2bn euros", 2e9, 2e9, "EUR", None),
        ("It costs US$2.16bn.", "US$2.16bn", 2.16e9, 2.16e9, "USD", None),
        ("Some 5 per cent of voters stayed.", "Some 5 per cent", 4.5, 5.5, "%", "voter"),
        ("It rose by 5%.", "5%", 5, 5, "%", None),
        ("Two-thirds of voters stayed.", "Two-thirds", 200 / 3, 200 / 3, "%", "voter"),
        ("It needs 10,000 to 30,000 troops.", "10,000 to 30,000", 1e4, 3e4, None, "troop"),
        ("It may number 10,000 to 30,000 men.", "10,000 to 30,000", 1e4, 3e4, None, "men"),
        ("It needs between 5 and 7 ships.", "between 5 and 7", 5, 7, None, "ship"),
        ("It costs $5-7 million.", "$5-7 million", 5e6, 7e6, "USD", None),
        ("It is 5 to 7 km away.", "5 to 7 km", 5000, 7000, "m", None),
        ("Over two dozen countries pledged.", "Over two dozen", 24, inf, None, "countri"),
        ("It seats under 100 people.", "under 100", 0, 100, None, "peopl"),
        ("No more than 12 boats left.", "No more than 12", 0, 12, None, "boat"),
        ("The 30-nation coalition met.", "30", 30, 30, None, "nation"),
        ("It has 10,000 peacekeeping troops.", "10,000", 1e4, 1e4, None, "troop"),
        ("A tower 300m tall", "300m", 300, 300, "m", None),
        ("It holds 300m people.", "300m", 3e8, 3e8, None, "peopl"),
        ("100 or more boats", "100 or more", 100, inf, None, "boat"),
    ],
)
def test_a_quantity_is_read(
    text: str, expression: str, low: float, high: float, unit: str | None, noun: str | None
) -> None:
    found = one(text)

    assert text[found.start : found.end] == expression
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.unit, found.noun) == (unit, noun)


@pytest.mark.parametrize(
    "text",
    [
        "It met on March 27, 2025, and again on 4 September.",
        "In 2024 it met on Feb. 20 at 10:30 and 5 p.m.",
        "They won 2-1, then saw a 1-2 defeat.",
        "Marta Vik, 34, spoke beside a 12-year-old aged 12.",
        "The G7 and COVID-19, file 003, Article 5, Flight 370, Boeing 737 and F-16.",
        "No one came; one of them, the one we knew, is one-sided.",
        "The first, second and 3rd of the 1990s, under-18s and Air Force One.",
        "The second half of the year",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_what_went_from_one_value_to_another_is_no_range() -> None:
    assert [q.high for q in quantities("It rose from 5% to 7%.")] == [5, 7]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("nearly 30 countries", "28 countries", True),
        ("nearly 30 countries", "31 countries", False),
        ("at least two people", "one person killed", False),
        ("at least two people", "three people", True),
        ("up to 30 people", "35 people", False),
        ("more than 100 people", "about 110 people", True),
        ("€2 billion", "2bn euros", True),
        ("€2 billion", "€2.04 billion", True),
        ("€2 billion", "€2.4 billion", False),
        ("30%", "31 per cent", False),
        ("5%", "5.2%", True),
        ("100 miles", "161 km", True),
        ("100 miles", "100 km", False),
        ("two dozen people", "24 people", True),
        ("10,000 to 30,000 troops", "20,000 troops", True),
        ("10,000 to 30,000 troops", "40,000 troops", False),
        ("half of voters", "50% of voters", True),
    ],
)
def test_values_agree_if_both_can_be_true(first: str, second: str, alike: bool) -> None:
    assert agree(one(first), one(second)) is alike


def test_hedges_are_told_apart() -> None:
    text = "nearly 30 boats, at least 3 men, up to 5 cars, 7 dogs"
    assert [q.hedge for q in quantities(text)] == [
        Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.EXACT
    ]  # fmt: skip


@given(TEXTS)
def test_quantities_stand_in_the_text_in_order(text: str) -> None:
    before = 0
    for quantity in quantities(text):
        assert before <= quantity.start < quantity.end <= quantity.noun_end <= len(text)
        assert 0 <= quantity.low <= quantity.high
        before = quantity.end


@given(EXPRESSIONS, EXPRESSIONS)
def test_agreement_is_symmetric_and_reflexive(first: str, second: str) -> None:
    for mine in quantities(first):
        assert agree(mine, mine)
        for theirs in quantities(second):
            assert agree(mine, theirs) == agree(theirs, mine)
