"""Of which day's news an article without a date is, as its own text or other articles show."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.article import Article
from index.terms import terms
from rag.briefing.counted_dates import WEEKDAY
from rag.briefing.piece import Piece, alike
from rag.dates_in_text import DateInText, dates_in
from rag.names import names

# Set by hand on the sample corpus.
_CALENDAR, _WEEKDAY = 0.65, 0.75
"""Sentences so much alike tell the same news, if they share a date, or only a day of the week."""
NAMES = 2
"""So many words of names they are to share too."""
_FRESH = timedelta(3)
"""News is published so many days after its event at most."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An article that states no date, and what shows of which day's news it is."""

    article: Article
    day: date
    by: Article
    """The article that tells the same of that day: itself, where it gives the year elsewhere."""


def date_undated(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Dated]]:
    """Return `pieces` with the day of their article's news, and the articles that have one now.

    An article without a date that tells of "March 27" is of the year in which others that are alike
    tell that day; one that tells of "Thursday", of the one day that others alike call so. Where
    they do not agree, nothing is known.
    """
    found: dict[str, Dated] = {}
    known = {piece.article.id for piece in pieces if piece.article.published}
    while True:
        sure = [piece for piece in pieces if piece.article.id in known]
        new = [
            dated
            for own in _by_article(piece for piece in pieces if piece.article.id not in known)
            if (dated := _dated(own, sure))
        ]
        if not new:
            return list(pieces), list(found.values())
        found |= {dated.article.id: dated for dated in new}
        known |= set(found)
        pieces = [
            replace(piece, news=found[piece.article.id].day) if piece.article.id in found else piece
            for piece in pieces
        ]


def _by_article(pieces: Iterable[Piece]) -> list[list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.article.id, []).append(piece)
    return list(found.values())


def _dated(own: Sequence[Piece], sure: Sequence[Piece]) -> Dated | None:
    """Return the day of the article of `own`, if the `sure` ones agree on it."""
    votes = [vote for piece in own for vote in _of_calendar(piece, sure)]
    if len({day.year for day, _ in votes}) > 1:
        return None
    if not votes:
        votes = [vote for piece in own for vote in _of_weekday(piece, sure)]
        if len({day for day, _ in votes}) > 1:
            return None
    if not votes:
        return None
    day, by = max(votes, key=lambda vote: vote[0])
    return Dated(own[0].article, day, by)


def _of_calendar(piece: Piece, sure: Sequence[Piece]) -> Iterator[tuple[date, Article]]:
    """Yield the days that a date without a year in `piece` can mean, and who shows it."""
    for named in (each for words in _open_times(piece) for each in dates_in(words)):
        if named.month is None or named.day is None:
            continue
        for day in _in_full(piece.article.text, named):
            yield day, piece.article
        for other in sure:
            if (told := _told_by(other, named)) and _tells_the_same(piece, other, _CALENDAR):
                yield told, other.article


def _in_full(text: str, named: DateInText) -> Iterator[date]:
    """Yield the days of that name which `text` gives with the year."""
    for whole in dates_in(text):
        if whole.year and (whole.month, whole.day) == (named.month, named.day):
            with suppress(ValueError):  # 31 June
                yield date(whole.year, whole.month or 1, whole.day or 1)


def _told_by(other: Piece, named: DateInText) -> date | None:
    """Return the day of that name which `other` tells, or just after which it was published."""
    days = [*_days(other)]
    if other.day:
        days += [other.day - timedelta(back) for back in range(_FRESH.days + 1)]
    return next((day for day in days if (day.month, day.day) == (named.month, named.day)), None)


def _of_weekday(piece: Piece, sure: Sequence[Piece]) -> Iterator[tuple[date, Article]]:
    names_of_days = {match["day"] for w in _open_times(piece) if (match := WEEKDAY.fullmatch(w))}
    for other in sure:
        for day in _days(other):
            if f"{day:%A}" in names_of_days and _tells_the_same(piece, other, _WEEKDAY):
                yield day, other.article


def _open_times(piece: Piece) -> list[str]:
    return [told.words for told in piece.times if told.span is None and not told.is_bound]


def _days(piece: Piece) -> list[date]:
    return [told.day for told in piece.times if told.day and not told.is_planned]


def _tells_the_same(one: Piece, other: Piece, least: float) -> bool:
    if alike(one, other) < least:
        return False
    mine, theirs = (set(terms(" ".join(names(piece.sentence)))) for piece in (one, other))
    return len(mine & theirs) >= NAMES
