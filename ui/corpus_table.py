"""The corpus as a table: sorted, searched, cut into pages, reprints of one story together."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.article import Article
from index.passage import Passage
from index.terms import fold

PAGE = 50
"""Stories on one page of the table."""

COLUMNS = ("title", "outlet", "published", "passages")


@dataclass(frozen=True, slots=True)
class View:
    """What a reader wants to see of the table."""

    sort: str = "published"
    descending: bool = True
    page: int = 0
    words: str = ""
    """All must stand in title, outlet or file name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article."""

    article: Article
    passages: int
    reprint: bool
    """Whether it follows the first article of its story."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the table."""

    rows: tuple[Row, ...]
    view: View
    """As it was asked for, its page one that there is."""
    found: int
    """Articles that hold the words, on all pages."""
    pages: int


def listing(
    articles: Mapping[str, Article],
    passages: Iterable[Passage],
    stories: Mapping[str, str],
    view: View,
) -> Listing:
    """Return the page of the table that `view` asks for.

    A story is sorted by that of its articles which comes first; what is unknown comes last.
    """
    counts = Counter(passage.article_id for passage in passages)
    wanted = fold(view.words).split()
    found = [article for article in articles.values() if _holds(article, wanted)]
    groups = _stories(_sorted(found, counts, view), stories)
    pages = max(1, -(-len(groups) // PAGE))
    page = min(max(view.page, 0), pages - 1)
    rows = (
        Row(article, counts[article.id], place > 0)
        for group in groups[page * PAGE : (page + 1) * PAGE]
        for place, article in enumerate(group)
    )
    shown = View(view.sort, view.descending, page, view.words)
    return Listing(tuple(rows), shown, len(found), pages)


def _holds(article: Article, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = fold(" ".join(filter(None, (article.title, article.outlet, article.file))))
    return all(word in text for word in words)


def _sorted(articles: list[Article], counts: Mapping[str, int], view: View) -> list[Article]:
    keys: dict[str, Callable[[Article], Any]] = {
        "title": lambda article: fold(article.title or article.file),
        "outlet": lambda article: fold(article.outlet) if article.outlet else None,
        "published": lambda article: article.published,
        "passages": lambda article: counts[article.id],
    }
    key = keys[view.sort]
    ordered = sorted(articles, key=lambda article: (fold(article.title or ""), article.file))
    known = [article for article in ordered if key(article) is not None]
    unknown = [article for article in ordered if key(article) is None]
    return sorted(known, key=key, reverse=view.descending) + unknown


def _stories(articles: Sequence[Article], stories: Mapping[str, str]) -> list[list[Article]]:
    """Return `articles` with those of a story together, where the first of them stands."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(stories.get(article.id, article.id), []).append(article)
    return list(groups.values())
