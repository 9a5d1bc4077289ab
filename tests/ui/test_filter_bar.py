"""The filters tell what is in force and how many articles it leaves, and what is wrong with it."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from corpus.article import Article
from corpus.errors import SettingsError
from index.filters import Filters
from index.search import Index
from ui.filter_bar import found_articles, render_filters, render_in_force
from ui.filtering import Chosen, articles_left, chosen_of, filters_of


@pytest.fixture
def index(make_index: Callable[[Sequence[Article]], Index], articles: dict[str, Article]) -> Index:
    return make_index(list(articles.values()))


def test_nothing_chosen_asks_nothing() -> None:
    assert filters_of("") == filters_of(None) == filters_of("{}") == Filters()


CROSSED = '{"after": "2025-02-01", "before": "2025-01-01"}'


OUT_OF_REACH = '{"as_of": "0001-01-01"}'


@pytest.mark.parametrize("chosen", ["[", '{"after": "soon"}', '{"who": 1}', CROSSED, OUT_OF_REACH])
def test_what_cannot_be_meant_is_refused_in_one_line(chosen: str, index: Index) -> None:
    with pytest.raises(SettingsError) as raised:
        filters_of(chosen)

    assert "\n" not in str(raised.value)
    shown = render_in_force(index, chosen)
    assert "gw-force-wrong" in shown
    assert 'data-drop="all"' in shown


def test_what_is_in_force_is_told_with_how_many_articles_it_leaves(index: Index) -> None:
    chosen = {"after": "2025-09-01", "outlets": ["Reuters"], "articles": ["pledge"]}

    shown = render_in_force(index, json.dumps(chosen))

    assert "from 1 September 2025 on" in shown
    assert "“26 countries pledge a force”" in shown
    assert "Searches 1 of 4 articles" in shown
    assert re.findall(r'data-drop="(\S+)"', shown) == ["dates", "outlets-0", "articles-0", "all"]


def test_the_day_to_look_back_from_is_shown_and_dropped_by_itself(index: Index) -> None:
    chosen = '{"as_of": "2025-09-05", "outlets": ["Reuters"]}'

    shown = render_in_force(index, chosen)

    assert chosen_of(chosen) == Chosen(Filters(outlets=("Reuters",)), date(2025, 9, 5))
    assert "As of 5 September 2025" in shown
    assert re.findall(r'data-drop="(\S+)"', shown) == ["as_of", "outlets-0", "all"]


def test_without_filters_all_is_searched_and_nothing_is_there_to_clear(index: Index) -> None:
    assert render_in_force(index, "") == '<p class="gw-force">Searches all 4 articles</p>'


def test_the_undated_that_a_date_leaves_out_are_told_and_can_be_kept(index: Index) -> None:
    chosen = '{"after": "2025-03-01", "undated": %s}'

    assert "2 of 4 articles, 2 undated left out" in render_in_force(index, chosen % "false")
    assert "or undated" in render_in_force(index, chosen % "true")
    assert articles_left(index, filters_of(chosen % "true")) == 4


def test_filters_that_leave_nothing_say_so(index: Index) -> None:
    shown = render_in_force(index, '{"before": "2020-01-01"}')

    assert "No article is left" in shown
    assert "gw-force-wrong" in shown


def test_an_outlet_that_is_gone_from_the_corpus_is_named(index: Index) -> None:
    assert "Gone Times" in render_in_force(index, '{"outlets": ["Gone Times"]}')


def test_the_histogram_is_told_in_words(articles: dict[str, Article]) -> None:
    shown = render_filters(articles)

    assert "Articles per week. 24 to 30 March 2025: 1 article; " in shown
    assert shown.count("data-first") == 24
    assert 'value="Reuters"' in shown


def test_hostile_names_stay_text(articles: dict[str, Article], hostile: str, index: Index) -> None:
    chosen = json.dumps({"outlets": [hostile], "articles": ["hostile"]})
    shown = render_filters(articles) + render_in_force(index, chosen)

    assert not re.search(r"<(script|img)\b", shown)


def test_articles_are_found_by_words_of_title_outlet_or_file_the_newest_first() -> None:
    articles = {
        str(n): Article(str(n), f"{n}.txt", "", f"Ferry {n}", "Póst", published=date(2025, 1, n))
        for n in range(1, 30)
    }

    assert [found["id"] for found in found_articles(articles, "ferry post 7")] == ["27", "17", "7"]
    assert len(found_articles(articles, "")) == 20
    assert found_articles(articles, "")[0]["about"] == "Póst, 29 January 2025"
    assert found_articles(articles, "train") == []
