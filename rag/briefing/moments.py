"""When the things happened that an article tells, sentence by sentence."""

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from corpus.article import Article
from index.preference import DateSpan
from rag.briefing.event_dates import Told, times_told
from rag.dates_in_text import dates_in, names_month
from rag.points import ALONE
from rag.quoted import masked
from rag.reading import sentences_of

_REACH = 3
"""From so many sentences back "the next day" may count; by hand."""
_LONG = timedelta(31)
"""A longer time is a background, not when something happened."""
_BESIDE = re.compile(
    r"\b(?:after|since|before|until|when|who|whom|which|whose|where|as|while|because|despite|"
    r"following|ahead of)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:—–()~]")


def told_at(article: Article, start: int, news: date | None = None) -> tuple[Told, ...]:
    """Return the times told outside quotations by the sentence of `article` that begins there.

    `news` is the day whose news it tells, if that is known though its publication is not: then days
    of a month, and of the week if it is that day's, are counted from it, but not "yesterday".
    """
    sentences = sentences_of(article)
    at = bisect_left(sentences, start, key=lambda sentence: sentence.start)
    if article.published or news is None:
        return _times(article)[at]
    read = _times(replace(article, published=news))[at]
    return tuple(_counted_from(told, news) for told in read)


def _counted_from(told: Told, news: date) -> Told:
    """Return `told` with the days nearest to `news`; its article may be of later."""
    if told.span is None or told.words == f"{news:%A}":
        return told
    if any(named.year for named in dates_in(told.words)):
        return told
    if not names_month(told.words):
        return replace(told, span=None)
    later = DateSpan(*(day + relativedelta(years=1) for day in (told.span.first, told.span.last)))
    return replace(told, span=later) if later.first - news < news - told.span.first else told


@lru_cache(maxsize=256)
def _times(article: Article) -> tuple[tuple[Told, ...], ...]:
    bare = masked(article.text)
    read: list[tuple[Told, ...]] = []
    for sentence in sentences_of(article):
        before = [t.span for times in read[-_REACH:] for t in times if _is_day(t)]
        text = bare[sentence.start : sentence.end]
        anchor: DateSpan | None = before[-1] if before else None
        read.append(tuple(times_told(text, article.published, anchor)))
    return tuple(read)


def _is_day(told: Told) -> bool:
    return told.day is not None and not told.is_planned


def happened(masked_sentence: str, times: tuple[Told, ...]) -> Told | None:
    """Return when that happened which the sentence is there to tell; None if it does not say.

    Not what it tells beside that: "after Berg resigned on Monday", "the summit, which began in
    May".
    """
    for told in times:
        clause = _CLAUSE.split(masked_sentence[: told.start])[-1]
        beside = bool(_BESIDE.search(clause))
        beside = beside or not ALONE.match(masked_sentence, told.end)  # "the March 27 summit"
        long = told.span and told.span.last - told.span.first > _LONG
        if not (beside or told.is_bound or told.is_planned or long):
            return told
    return None
