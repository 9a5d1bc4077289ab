"""What a briefing is asked for: its topic, and which articles are let in."""

from dataclasses import replace
from datetime import date

from corpus.errors import SettingsError
from index.filters import Filters
from index.search import Index
from index.terms import terms
from rag.answer import CorpusSummary
from rag.briefing import texts
from rag.compose import summarise
from rag.question import check_day
from rag.words import PREPOSITIONS

POSITIONS = frozenset(terms("position stance view views policy role reaction response line"))
"""Stems of what somebody holds."""
MOST_CHARACTERS = 300
"""A longer topic is none."""


def check_topic(topic: str) -> str:
    """Return `topic` in one line, halves of characters replaced.

    Raises SettingsError if nothing is left, or more than MOST_CHARACTERS.
    """
    topic = " ".join(topic.encode("utf-8", "replace").decode("utf-8").split())
    if not any(character.isalnum() for character in topic):
        raise SettingsError(texts.EMPTY)
    if len(topic) > MOST_CHARACTERS:
        raise SettingsError(texts.too_long(len(topic), MOST_CHARACTERS))
    return topic


def stems_of(topic: str) -> list[str]:
    """Return the stems of what `topic` names: "against" in "sanctions against Russia" is none.

    Nor is "position" in "Italy's position": who tells it need not call it one.
    """
    named = terms(" ".join(w for w in topic.split() if w.casefold() not in PREPOSITIONS))
    return [stem for stem in named if stem not in POSITIONS] or named


def admitting(filters: Filters, as_of: date | None) -> Filters:
    """Return `filters` that let in nothing later than `as_of`, but what has no date.

    Raises SettingsError if `as_of` is not of the years 1000 to 2999, or the filters contradict
    themselves or it.
    """
    check_day(as_of)
    filters.check_dates()
    if as_of is None:
        return filters
    if filters.after and filters.after > as_of:
        raise SettingsError(texts.too_early(as_of, filters.after))
    undated = filters.undated or not filters.asks_date
    return replace(filters, before=min(as_of, filters.before or as_of), undated=undated)


def summary(index: Index, filters: Filters) -> CorpusSummary:
    """Return what is searched: the articles of `index` that `filters` admit."""
    mask = index.columns.mask(filters)
    ids = {p.article_id for at, p in enumerate(index.passages) if mask is None or mask[at]}
    return summarise((index.articles[id] for id in ids), index.undated_left_out(filters))


def term_weights(index: Index, topic: str) -> dict[str, float]:
    """Return the stems of `topic`, each with its idf in `index`."""
    return {term: index.lexical.idf(term) for term in stems_of(topic)}
