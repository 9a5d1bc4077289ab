"""What moves a passage up and down, one thing at a time."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.preference import DateSpan, Preference
from index.ranking import ALONE, IN_TALK, Signals, rank, weights_for

DAY = date(2025, 9, 5)
TALK = Preference(history=("Who came to Paris?",))


def signals(size: int = 2, **changed: list[float]) -> Signals:
    """Return equal candidates, but for what is changed."""
    plain = {
        "words": [0.4] * size,
        "similarity": [0.5] * size,
        "lead": [0.5] * size,
        "place": [1.0] * size,
        "length": [50.0] * size,
        "published": [float(DAY.toordinal())] * size,
    }
    values = {name: np.array(one, dtype=np.float32) for name, one in (plain | changed).items()}
    return Signals(**values, of_source=np.zeros(size, dtype=bool))


@pytest.mark.parametrize(
    ("changed", "prefer"),
    [
        ({"words": [0.5, 0.4]}, Preference()),
        ({"similarity": [0.6, 0.5]}, Preference()),
        ({"place": [0.0, 3.0]}, Preference()),
        ({"length": [90.0, 3.0]}, Preference()),
        ({"lead": [0.6, 0.5]}, TALK),
    ],
)
def test_more_of_it_ranks_higher(changed: dict[str, list[float]], prefer: Preference) -> None:
    first, second = rank(signals(**changed), prefer)

    assert first > second


def test_in_a_talk_the_vector_counts_for_more() -> None:
    apart = signals(words=[0.6, 0.4], similarity=[0.4, 0.6])

    assert np.argmax(rank(apart, Preference())) == 0
    assert np.argmax(rank(apart, TALK)) == 1
    assert (weights_for(Preference()), weights_for(TALK)) == (ALONE, IN_TALK)


def days_from(day: date, *away: int) -> list[float]:
    return [float(day.toordinal() + n) for n in away]


def test_looking_back_prefers_what_is_new_and_leaves_later_news_and_undated_alone() -> None:
    found = signals(5, published=[*days_from(DAY, -1, -30, -400, 60), 0.0])

    yesterday, last_month, last_year, later, undated = rank(found, Preference(as_of=DAY))

    assert yesterday > last_month > last_year
    assert later == undated
    assert last_year == pytest.approx(undated, rel=1e-4)


def test_news_of_the_days_asked_about_come_first_also_those_some_days_later() -> None:
    found = signals(4, published=[*days_from(DAY, 0, 3, 40), 0.0])

    on_it, soon_after, long_after, undated = rank(found, Preference(span=DateSpan(DAY, DAY)))

    assert on_it > soon_after > long_after > undated


def test_the_source_asked_about_comes_first() -> None:
    found = replace(signals(), of_source=np.array([False, True]))

    first, second = rank(found, Preference())

    assert second > first


@given(st.lists(st.integers(0, 100), min_size=2, max_size=8, unique=True))
def test_a_preference_that_all_meet_changes_no_order(percent: list[int]) -> None:
    found = signals(len(percent), similarity=[n / 100 for n in percent])

    plain, looking_back = rank(found, Preference()), rank(found, Preference(as_of=DAY))

    assert np.argsort(plain, kind="stable").tolist() == (
        np.argsort(looking_back, kind="stable").tolist()
    )
