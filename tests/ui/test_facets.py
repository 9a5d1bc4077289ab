"""The histogram holds each dated article once, in bins without gaps."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from ui.facets import facets_of, histogram


@given(st.dictionaries(st.dates(), st.integers(1, 9), min_size=1, max_size=20))
def test_bins_follow_each_other_and_hold_every_article(days: dict[date, int]) -> None:
    bins = histogram(days).bins

    assert sum(each.articles for each in bins) == sum(days.values())
    assert bins[0].first <= min(days)
    assert max(days) <= bins[-1].last
    for one, after in pairwise(bins):
        assert one.last + timedelta(1) == after.first
    for day in days:
        assert next(b for b in bins if b.first <= day <= b.last).articles >= days[day]


@pytest.mark.parametrize(
    ("last", "unit", "bins"),
    [
        (date(2025, 1, 1), "day", 1),
        (date(2025, 1, 31), "day", 31),
        (date(2025, 3, 31), "week", 14),
        (date(2026, 12, 31), "month", 24),
        (date(2035, 1, 1), "year", 11),
    ],
)
def test_the_unit_grows_with_the_span(last: date, unit: str, bins: int) -> None:
    found = histogram({date(2025, 1, 1): 1, last: 1})

    assert (found.unit, len(found.bins)) == (unit, bins)


def test_outlets_are_counted_without_case_and_the_undated_apart() -> None:
    dated = date(2025, 1, 1)
    articles = [
        Article("a", "a.txt", "", outlet="Zeta", published=dated),
        Article("b", "b.txt", "", outlet="Árbol"),
        Article("c", "c.txt", "", outlet="ARBOL"),
        Article("d", "d.txt", ""),
    ]

    found = facets_of(articles)

    assert list(found.outlets.items()) == [("Árbol", 2), ("Zeta", 1)]
    assert found.undated == 3
    assert found.histogram is not None
    assert facets_of([]).histogram is None
