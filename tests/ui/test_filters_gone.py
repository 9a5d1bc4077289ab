"""Filters that name what has left the corpus are dropped, and the page says so."""

import json
from collections.abc import Callable, Sequence

import pytest

from corpus.article import Article
from index.search import Index
from ui.filter_bar import render_in_force
from ui.filters_gone import Gone, gone_from, render_gone


@pytest.fixture
def index(make_index: Callable[[Sequence[Article]], Index], articles: dict[str, Article]) -> Index:
    return make_index(list(articles.values()))


def test_what_is_there_stays_chosen_and_the_rest_is_dropped(index: Index) -> None:
    chosen = json.dumps(
        {"after": "2025-01-01", "outlets": ["REUTERS", "Gone <i>"], "articles": ["x", "pledge"]}
    )

    gone = gone_from(index, chosen)

    assert gone == Gone(("Gone <i>",), ("x",))
    kept = gone.dropped(chosen)
    assert json.loads(kept) == {
        "after": "2025-01-01", "outlets": ["REUTERS"], "articles": ["pledge"]
    }  # fmt: skip
    assert "gw-force-wrong" in render_in_force(index, chosen)
    assert "Searches 1 of 4 articles" in render_in_force(index, kept)
    shown = render_gone(gone)
    assert "No longer in the corpus, so no longer chosen: " in shown
    assert "Gone &lt;i&gt;" in shown
    assert "1 article" in shown


@pytest.mark.parametrize("chosen", ["", "{}", "[", '{"outlets": ["Reuters"]}', '{"outlets": 1}'])
def test_where_nothing_is_gone_nothing_is_said(index: Index, chosen: str) -> None:
    assert gone_from(index, chosen) == Gone()
    assert render_gone(Gone()) == ""
