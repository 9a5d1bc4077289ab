from corpus.article import Article
from rag.stories import also_in, independent

ARTICLES = {
    id: Article(id, f"{id}.txt", "", outlet=outlet)
    for id, outlet in {
        "a": "Fjord Post",
        "b": "Harbour Times",
        "c": "Fjord Post",
        "d": None,
    }.items()
}
STORIES = {"a": "a", "b": "a", "c": "c", "d": "a"}


def test_reprints_count_as_one_source() -> None:
    assert independent(["a", "b", "c"], STORIES) == 2


def test_an_article_without_a_story_is_its_own_source() -> None:
    assert independent(["a", "unknown", "unknown"], STORIES) == 2


def test_no_articles_are_no_sources() -> None:
    assert independent([], STORIES) == 0


def test_the_other_outlets_of_a_story_are_named() -> None:
    assert also_in(ARTICLES["a"], STORIES, ARTICLES) == ("Harbour Times",)
    assert also_in(ARTICLES["d"], STORIES, ARTICLES) == ("Fjord Post", "Harbour Times")


def test_a_story_of_one_article_is_in_no_other_outlet() -> None:
    assert also_in(ARTICLES["c"], STORIES, ARTICLES) == ()
