"""Of which day's news articles without a date are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from corpus.article import Article
from rag.briefing.dating import date_undated
from rag.briefing.piece import Piece
from rag.evidence import Evidence
from rag.features import Features

DATED = Article(
    "dated",
    "dated.txt",
    "PARIS — Ada Berg of Norway opened the Bergen ferry talks on Thursday.",
    published=date(2025, 3, 28),
)
BARE = Article("bare", "bare.txt", "The Bergen ferry talks opened on March 27, said Ada Berg.")
WEEKDAY = Article("week", "week.txt", "The Bergen ferry talks opened Thursday, said Ada Berg.")


def pieces(*articles: Article, alike: bool = True) -> list[Piece]:
    """Return the whole of each article as a piece, all alike or none."""
    rows = np.eye(len(articles), dtype=np.float32)
    return [
        Piece(
            Evidence(each, 0, len(each.text), Features(*[0.0] * 5), 1.0),
            0,
            len(each.text),
            rows[0 if alike else at],
        )
        for at, each in enumerate(articles)
    ]


def days(found: Sequence[Piece]) -> list[date | None]:
    return [told.day for piece in found for told in piece.times]


@pytest.mark.parametrize("undated", [BARE, WEEKDAY])
def test_an_article_that_tells_the_same_gives_the_year(undated: Article) -> None:
    found, [dated] = date_undated(pieces(DATED, undated))

    assert (dated.article, dated.day, dated.by) == (undated, date(2025, 3, 27), DATED)
    assert days(found) == [date(2025, 3, 27)] * 2
    assert [piece.day for piece in found] == [date(2025, 3, 28), date(2025, 3, 27)]


def test_what_one_undated_article_learns_another_learns_from_it() -> None:
    other = replace(BARE, id="other", text="On March 27 the Bergen talks opened, said Ada Berg.")

    found, dated = date_undated(pieces(DATED, BARE, other))

    assert len(dated) == 2
    assert all(piece.day for piece in found)


def test_the_year_elsewhere_in_its_own_text_is_enough() -> None:
    text = f"{BARE.text} They had been called for March 27, 2024, in a letter."
    own = replace(BARE, text=text)

    _, [dated] = date_undated(pieces(own))

    assert (dated.day, dated.by) == (date(2024, 3, 27), own)


@pytest.mark.parametrize("undated", [BARE, WEEKDAY])
def test_news_that_is_not_alike_or_of_two_years_shows_nothing(undated: Article) -> None:
    later = replace(DATED, id="later", published=date(2026, 3, 27))

    apart, none = date_undated(pieces(DATED, undated, alike=False))
    torn, neither = date_undated(pieces(DATED, later, undated))

    assert (none, neither) == ([], [])
    assert (apart[-1].day, torn[-1].day) == (None, None)


def test_other_days_are_counted_from_the_news_but_not_yesterday() -> None:
    text = "On March 27, unlike Feb. 20, Ada Berg opened Bergen. Yesterday, it rained."

    found, _ = date_undated(pieces(DATED, replace(BARE, text=text)))

    assert [told.day for told in found[1].times] == [date(2025, 3, 27), date(2025, 2, 20)]
