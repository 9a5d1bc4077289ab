from datetime import date

import pytest

from index.preference import DateSpan
from rag.period import Period, periods


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in September", [Period(9, None, None)]),
        ("on March 27", [Period(3, None, 27)]),
        ("on 27 March 2025", [Period(3, 2025, 27)]),
        ("March 27, 2025, and in May 2024", [Period(3, 2025, 27), Period(5, 2024, None)]),
        ("on Feb. 20, and 4 Sept. 2022", [Period(2, None, 20), Period(9, 2022, 4)]),
        ("they may march on to see Jan. and Dec", []),
    ],
)
def test_dates_are_read_as_far_as_they_are_named(text: str, found: list[Period]) -> None:
    assert periods(text) == found


def test_a_period_has_the_days_of_a_year() -> None:
    assert Period(2, None, None).days(2024) == DateSpan(date(2024, 2, 1), date(2024, 2, 29))
    assert Period(2, None, 29).days(2024) == DateSpan(date(2024, 2, 29), date(2024, 2, 29))
    assert Period(2, None, 29).days(2025) is None


def test_where_dates_end_a_period_has_no_days() -> None:
    assert Period(12, 9999, None).days(9999) is None
    assert Period(1, 0, None).days(0) is None
