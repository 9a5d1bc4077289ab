"""How many sources stand behind an answer: reprints of one story count once."""

from collections.abc import Iterable, Mapping

from corpus.article import Article


def independent(article_ids: Iterable[str], stories: Mapping[str, str]) -> int:
    """Return how many stories the articles cited belong to.

    `stories` gives the story of an article by its id; an article it does not hold is its own.
    """
    return len({stories.get(id, id) for id in article_ids})


def also_in(
    article: Article, stories: Mapping[str, str], articles: Mapping[str, Article]
) -> tuple[str, ...]:
    """Return the other outlets with the same story, each once, in alphabetical order."""
    story = stories.get(article.id, article.id)
    outlets = {
        other.outlet
        for id, other in articles.items()
        if stories.get(id, id) == story and other.outlet
    }
    return tuple(sorted(outlets - {article.outlet}))
