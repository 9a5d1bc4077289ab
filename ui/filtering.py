"""What a reader has chosen in the filters: read, put into words, and counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.article import Article
from corpus.errors import SettingsError
from index.filters import Filters
from index.search import Index
from rag.question import check_day
from ui import texts


class _Sent(BaseModel):
    """What is chosen, as the page's script sends it."""

    model_config = ConfigDict(extra="forbid")
    after: date | None = None
    before: date | None = None
    undated: bool = False
    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen beside the question."""

    filters: Filters
    as_of: date | None = None
    """The day from which the reader looks back."""


NOTHING = Chosen(Filters())


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in force, in words, and the name by which the page drops it."""

    words: str
    drop: str


def filters_of(chosen: str | None) -> Filters:
    """Return the filters of what the page sends. Raises as `chosen_of` does."""
    return chosen_of(chosen).filters


def chosen_of(chosen: str | None) -> Chosen:
    """Return what is chosen, which the page sends as JSON; empty text asks nothing.

    Raises SettingsError if it cannot be read, the dates are in the wrong order, or one is out of
    reach.
    """
    try:
        found = _Sent.model_validate_json(chosen or "{}")
    except ValidationError as error:
        raise SettingsError(texts.FILTERS_UNREADABLE) from error
    filters = Filters(found.after, found.before, found.outlets, found.articles, found.undated)
    if found.after and found.before and found.after > found.before:
        raise SettingsError(texts.dates_crossed(found.after, found.before))
    check_day(found.as_of)
    return Chosen(filters, found.as_of)


def articles_left(index: Index, filters: Filters) -> int:
    """Return how many articles of `index` the `filters` admit.

    Raises SettingsError if they contradict themselves or name what is not in the corpus.
    """
    return len(index.within(filters))


def conditions(articles: Mapping[str, Article], filters: Filters) -> Iterator[Condition]:
    """Yield each condition of `filters`, in words."""
    if filters.asks_date:
        undated = texts.OR_UNDATED if filters.undated else ""
        yield Condition(texts.dates_chosen(filters.after, filters.before) + undated, "dates")
    for number, outlet in enumerate(filters.outlets):
        yield Condition(outlet, f"outlets-{number}")
    for number, id in enumerate(filters.articles):
        article = articles.get(id)
        name = (article.title or article.file) if article else id
        yield Condition(f"“{name}”", f"articles-{number}")


def within(articles: Mapping[str, Article], filters: Filters) -> str:
    """Say in one line what `filters` leave to search in; empty if they ask nothing."""
    return "; ".join(condition.words for condition in conditions(articles, filters))
