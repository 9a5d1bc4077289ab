"""Of which day's news articles are that state none."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.article import Article
from index.search import Index
from rag.assistant import Assistant
from rag.news_days import NewsDays

TOLD = "Ferry minister Ada Berg opened the Bergen harbour hall on March 27 with Olav Lund."
DATED = Article("dated", "dated.txt", f"{TOLD} Nine ferries sailed.", published=date(2025, 3, 28))
UNDATED = Article(
    "undated", "undated.txt", f"{TOLD} “Bergen will sail,” said Ada Berg about the ferries."
)
AUTUMN = Article(
    "autumn",
    "autumn.txt",
    "Ada Berg said about the ferries that Bergen must not sail in winter.",
    published=date(2025, 9, 4),
)


def test_an_article_is_of_the_day_that_a_dated_one_tells_too(
    make_index: Callable[..., Index],
) -> None:
    days = NewsDays(make_index([DATED, UNDATED]))

    assert days.of([DATED, UNDATED]) == {"undated": date(2025, 3, 27)}


@pytest.mark.parametrize(
    "others",
    [
        [],
        [AUTUMN],
        [DATED, Article("later", "later.txt", TOLD, published=date(2024, 3, 28))],
        [Article("too", "too.txt", f"{TOLD} Nobody slept.")],
    ],
    ids=["none", "another day", "two years", "none of them dated"],
)
def test_where_others_do_not_agree_nothing_is_known(
    make_index: Callable[..., Index], others: list[Article]
) -> None:
    assert NewsDays(make_index([UNDATED, *others])).of([UNDATED]) == {}


def test_what_was_said_in_an_undated_article_is_of_its_day(
    make_index: Callable[..., Index],
) -> None:
    assistant = Assistant(make_index([DATED, UNDATED, AUTUMN]))

    autumn = assistant.ask("What did Ada Berg say about the ferries in September?")
    spring = assistant.ask("What did Ada Berg say about the ferries in March?")

    assert {citation.article_id for citation in autumn.citations} == {"autumn"}
    [cited] = [citation for citation in spring.citations if citation.article_id == "undated"]
    assert (cited.published, cited.news) == (None, date(2025, 3, 27))
