from collections.abc import Callable

import pytest

from corpus.article import Article
from index.search import Index
from rag.stories import also_in, independent

OUTLETS = {"a": "Fjord Post", "b": "Harbour Times", "c": "Fjord Post", "d": None, "e": "Coast"}
STORIES = {"a": "a", "b": "a", "c": "a", "d": "a"}


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    articles = [Article(id, f"{id}.txt", "Cod.", outlet=name) for id, name in OUTLETS.items()]
    return make_index(articles, stories=STORIES)


def test_reprints_count_as_one_source() -> None:
    assert independent(["a", "b", "e"], STORIES) == 2


def test_an_article_without_a_story_is_its_own_source() -> None:
    assert independent(["a", "unknown", "unknown"], STORIES) == 2


def test_no_articles_are_no_sources() -> None:
    assert independent([], STORIES) == 0


def test_the_other_outlets_of_a_story_are_named_once(index: Index) -> None:
    assert also_in("a", index) == ("Harbour Times",)
    assert also_in("d", index) == ("Fjord Post", "Harbour Times")


def test_an_article_of_its_own_is_in_no_other_outlet(index: Index) -> None:
    assert also_in("e", index) == ()
