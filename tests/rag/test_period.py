from datetime import date

import pytest

from corpus.article import Article
from rag.period import Period, asked_periods, periods

MARCH = Article("m", "m.txt", "", published=date(2025, 3, 28))
UNDATED = Article("u", "u.txt", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in September", [Period(9, None, None)]),
        ("on March 27", [Period(3, None, 27)]),
        ("on 27 March 2025", [Period(3, 2025, 27)]),
        ("March 27, 2025, and in May 2024", [Period(3, 2025, 27), Period(5, 2024, None)]),
        ("they may march on", []),
    ],
)
def test_dates_are_read_as_far_as_they_are_named(text: str, found: list[Period]) -> None:
    assert periods(text) == found


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("What was said in March?", [3]),
        ("What was said since March?", []),
        ("What changed between March and September?", []),
        ("What was said in March and September?", [3, 9]),
        ("Who came after 27 March?", []),
    ],
)
def test_a_date_that_only_bounds_a_time_is_not_asked_about(
    question: str, months: list[int]
) -> None:
    assert [period.month for period in asked_periods(question)] == months


@pytest.mark.parametrize(
    ("asked", "article", "passage", "sentence", "fit"),
    [
        ("March 27", MARCH, "", "They met on March 27.", 1.0),
        ("March 27", MARCH, "", "They met.", 0.5),
        ("March 27", UNDATED, "They met on March 27. They left.", "They left.", 0.5),
        ("September", MARCH, "", "They met.", -1.0),
        ("March 2024", MARCH, "", "They met.", -1.0),
        ("March", UNDATED, "They met.", "They met.", 0.0),
        ("March", UNDATED, "It was May.", "It was May.", -1.0),
    ],
)
def test_news_fits_the_period_it_is_of(
    asked: str, article: Article, passage: str, sentence: str, fit: float
) -> None:
    (period,) = periods(asked)

    assert period.fits(article, passage, sentence) == fit
