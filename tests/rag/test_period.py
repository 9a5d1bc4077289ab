from datetime import date

import pytest

from corpus.article import Article
from rag.period import Period, periods

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
