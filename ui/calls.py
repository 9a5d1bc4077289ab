"""What the page's API is asked and what it gives: arguments checked, results as JSON-ready data."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.article import Article
from corpus.errors import SettingsError
from index.filters import Filters
from index.preference import Preference
from index.search import Hit, Index
from rag.answer import Answer, plain_data
from rag.assistant import Assistant
from rag.question import check, check_day
from ui import texts
from ui.markup import well_formed

_MOST_PASSAGES = 50
_MOST_CHARACTERS = 1_000_000
_LISTED = 5  # ids that an error lists


def _written(value: object) -> object:
    if isinstance(value, str):
        return value
    raise ValueError("dates are text")  # pydantic takes a number for seconds


Day = Annotated[date, BeforeValidator(_written)]


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def of(cls, **given: object) -> Any:  # noqa: ANN401 -- one of the subclasses
        """Return the arguments; those that are None were not given. Raises SettingsError."""
        known = {name: value for name, value in given.items() if value is not None}
        try:
            return cls(**known)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            raise SettingsError(texts.argument_refused(name, given[name])) from None


class _Asked(_Arguments):
    after: Day | None = None
    before: Day | None = None
    outlets: tuple[str, ...] = Field((), max_length=100)
    as_of: Day | None = None

    @property
    def filters(self) -> Filters:
        return Filters(self.after, self.before, self.outlets)


class Question(_Asked):
    """The arguments of `ask`."""

    question: str
    history: tuple[str, ...] = Field((), max_length=100)


class Search(_Asked):
    """The arguments of `search`."""

    query: str
    limit: int = Field(10, ge=1, le=_MOST_PASSAGES)


class Reading(_Arguments):
    """The arguments of `article`."""

    article: str
    start: int = Field(0, ge=0)
    characters: int = Field(20_000, ge=1, le=_MOST_CHARACTERS)


def answered(ask: Callable[..., Answer], asked: Question) -> dict[str, Any]:
    """Return the answer of `ask`, an Assistant's. Raises SettingsError as that does."""
    answer = ask(asked.question, previous=asked.history, filters=asked.filters, as_of=asked.as_of)
    return _sendable(answer.to_dict())


def searched(index: Index, asked: Search) -> dict[str, Any]:
    """Return the passages found, best first. Raises SettingsError as `Index.search` does."""
    query = check(asked.query)
    check_day(asked.as_of)
    hits = index.search(query, asked.limit, asked.filters, Preference(as_of=asked.as_of))
    passages = [_passage(n, hit) for n, hit in enumerate(hits, 1)]
    return _sendable({"query": query, "passages": passages})


def read(assistant: Assistant, asked: Reading) -> dict[str, Any]:
    """Return an article by its id or its file's name: what it states of itself, and its text.

    Raises SettingsError if there is none of that name, or several.
    """
    index = assistant.index
    found = _named(index, asked.article)
    text = found.text[asked.start : asked.start + asked.characters]
    story = index.reprints.get(index.stories.get(found.id, ""), ())
    record = _stated(found) | {
        "authors": list(found.authors),
        "same_story": [each.id for each in story if each.id != found.id],
        "characters": len(found.text),
        "start": min(asked.start, len(found.text)),
        "end": min(asked.start, len(found.text)) + len(text),
        "text": text,
    }
    return _sendable(record)


def _named(index: Index, name: str) -> Article:
    mask = index.columns.mask(Filters(articles=(name,)))
    ids = list(index.articles)
    found = [ids[number] for number in np.unique(index.columns.article[mask])]
    if name in found:
        return index.articles[name]
    if len(found) > 1:
        listed = [*found[:_LISTED], *(["…"] if len(found) > _LISTED else [])]
        raise SettingsError(texts.several_articles(name, len(found), ", ".join(listed)))
    return index.articles[found[0]]


def _passage(n: int, hit: Hit) -> dict[str, Any]:
    start, end = hit.passage.start, hit.passage.end
    return {
        "n": n,
        "score": round(hit.score, 6),
        "similarity": None if hit.similarity is None else round(hit.similarity, 6),
        **_stated(hit.article),
        "start": start,
        "end": end,
        "quote": hit.article.text[start:end],
    }


def _stated(article: Article) -> dict[str, Any]:
    named = ("file", "title", "outlet", "published", "url")
    stated: dict[str, Any] = plain_data({name: getattr(article, name) for name in named})
    return {"article_id": article.id, **stated}


def _sendable(record: dict[str, Any]) -> dict[str, Any]:
    """Return JSON-ready data with halves of characters, which UTF-8 cannot hold, replaced."""
    return {key: _well_formed(value) for key, value in record.items()}


def _well_formed(value: Any) -> Any:  # noqa: ANN401 -- JSON is any
    if isinstance(value, dict):
        return _sendable(value)
    if isinstance(value, list):
        return [_well_formed(item) for item in value]
    return well_formed(value) if isinstance(value, str) else value
