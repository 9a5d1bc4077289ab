"""The table holds each article once, in order, with the reprints of a story together."""

import re
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from index.passage import Passage
from ui.corpus_table import COLUMNS, PAGE, View, listing
from ui.corpus_view import render_corpus, view_of


class Indexed:
    """As much of an index as the table looks at."""

    def __init__(self, *articles: Article, stories: dict[str, str] | None = None) -> None:
        self.articles = {article.id: article for article in articles}
        self.passages = [Passage(id, n, n + 1) for id in self.articles for n in range(len(id))]
        self.stories = stories or {}


def article(id: str, title: str | None = None, **known: object) -> Article:
    return Article(id, f"{id}.txt", "", title, **known)


def ids(index: Indexed, view: View) -> list[str]:
    found = listing(index.articles, index.passages, index.stories, view)
    return [row.article.id for row in found.rows]


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), st.none() | st.dates()), max_size=120),
    st.sampled_from(COLUMNS),
    st.booleans(),
)
def test_all_pages_together_hold_each_article_once(
    made: list[tuple[str, date | None]], sort: str, descending: bool
) -> None:
    articles = [article(str(n), published=day) for n, (_, day) in enumerate(made)]
    stories = {str(n): story for n, (story, _) in enumerate(made) if story != "z"}
    index = Indexed(*articles, stories=stories)
    views = [View(sort, descending, page) for page in range(3)]

    pages = [listing(index.articles, index.passages, stories, view) for view in views]
    seen = [row.article.id for found in pages[: pages[0].pages] for row in found.rows]

    assert sorted(seen) == sorted(index.articles)
    told = [stories.get(id, id) for id in seen]
    assert len(list(groupby(told))) == len(set(told))


@pytest.mark.parametrize(
    ("view", "order"),
    [
        (View("title", False), ["b", "ccc", "aa"]),
        (View("title", True), ["aa", "ccc", "b"]),
        (View("outlet", False), ["ccc", "aa", "b"]),
        (View("published", True), ["b", "aa", "ccc"]),
        (View("published", False), ["aa", "b", "ccc"]),
        (View("passages", True), ["ccc", "aa", "b"]),
        (View(words="fjord post"), ["aa"]),
    ],
)
def test_the_order_is_that_of_the_column_and_the_unknown_come_last(
    view: View, order: list[str]
) -> None:
    index = Indexed(
        article("aa", "Zeal", outlet="Fjord Póst", published=date(2025, 1, 1)),
        article("b", "Ångström", published=date(2025, 2, 1)),
        article("ccc", "Bay", outlet="Daily"),
    )

    assert ids(index, view) == order


def test_reprints_follow_the_first_of_their_story() -> None:
    days = {"a": 9, "b": 8, "c": 7}
    index = Indexed(
        *(article(id, id, published=date(2025, 1, day)) for id, day in days.items()),
        stories={"a": "a", "c": "a"},
    )

    found = listing(index.articles, index.passages, index.stories, View())

    assert [(row.article.id, row.reprint) for row in found.rows] == [
        ("a", False), ("c", True), ("b", False)
    ]  # fmt: skip
    assert render_corpus(index, View()).count("same story") == 1


def test_five_thousand_articles_are_one_page_at_a_time() -> None:
    index = Indexed(*(article(f"n{n}", f"Title {n}") for n in range(5000)))

    last = render_corpus(index, View("title", page=10_000))

    assert "5,000 articles, page 100 of 100" in last
    assert last.count("<tr") == PAGE + 1
    assert 'data-page="98">' in last
    assert 'data-page="100" disabled>' in last


def test_the_column_sorted_by_says_so() -> None:
    shown = render_corpus(Indexed(article("a")), View("outlet", False))

    assert shown.count("aria-sort") == 1
    assert 'class="gw-col-outlet" aria-sort="ascending"' in shown


def test_an_empty_corpus_says_how_to_begin() -> None:
    assert "data-sample" in render_corpus(Indexed(), View(), editable=True)
    assert "data-sample" not in render_corpus(Indexed(), View())
    assert "groundwire index" in render_corpus(Indexed(), View())
    assert "Nothing is indexed yet" in render_corpus(Indexed(), View())


def test_each_article_can_be_taken_out_where_that_is_allowed(articles: dict[str, Article]) -> None:
    shown = render_corpus(Indexed(*articles.values()), View(), editable=True)

    assert shown.count("data-remove=") == len(articles)
    assert 'aria-label="Remove Italy stays at home"' in shown
    assert not re.search(r"<(script|img)\b", shown)
    assert "data-remove" not in render_corpus(Indexed(*articles.values()), View())


def test_words_that_no_article_has_are_told() -> None:
    shown = render_corpus(Indexed(article("a")), View(words="zebra"))

    assert "No article has all of these words" in shown
    assert "0 of 1 article" in shown


@pytest.mark.parametrize("wanted", [None, "", "[", '{"sort": "text"}', '{"page": -1}'])
def test_a_view_that_cannot_be_read_is_the_newest_first(wanted: str | None) -> None:
    assert view_of(wanted) == View()


def test_hostile_articles_stay_text(articles: dict[str, Article]) -> None:
    shown = render_corpus(Indexed(*articles.values()), View())

    assert not re.search(r"<(script|img)\b|href=.javascript", shown)
