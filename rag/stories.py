"""How many sources stand behind an answer: reprints of one story count once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.search import Index
from rag.answer import Answer


def with_stories(answer: Answer, index: Index) -> Answer:
    """Return `answer` with the other outlets of what it cites, and the number of its sources."""
    citations = tuple(
        replace(citation, also_in=also_in(citation.article_id, index))
        for citation in answer.citations
    )
    sources = independent((citation.article_id for citation in citations), index.stories)
    return replace(answer, citations=citations, sources=sources)


def independent(article_ids: Iterable[str], stories: Mapping[str, str]) -> int:
    """Return how many stories the articles cited belong to.

    `stories` gives the story of an article by its id; an article it does not hold is its own.
    """
    return len({stories.get(id, id) for id in article_ids})


def also_in(article_id: str, index: Index) -> tuple[str, ...]:
    """Return the other outlets with the same story, each once, in alphabetical order."""
    article = index.articles[article_id]
    reprints = index.reprints.get(index.stories.get(article_id, ""), ())
    return tuple(sorted({a.outlet for a in reprints if a.outlet} - {article.outlet}))
