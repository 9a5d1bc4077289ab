"""Making a briefing from what an index holds, of verbatim evidence only."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from corpus.errors import SettingsError
from index.filters import Filters
from index.preference import Preference
from index.search import Index
from index.terms import terms
from rag.answer import CorpusSummary, Disagreement, DisputedValue
from rag.briefing import texts
from rag.briefing.bottom_line import bottom_line
from rag.briefing.briefing import (
    Briefing,
    Event,
    Figure,
    Gap,
    Length,
    Position,
    Remark,
    Remarks,
    Stand,
)  # fmt: skip
from rag.briefing.check import faults, line_faults
from rag.briefing.figures import Counted, counted, disputed, leading
from rag.briefing.gaps import gaps
from rag.briefing.gather import Piece, found, gather, near
from rag.briefing.newest import is_broad, newest
from rag.briefing.numbering import Numbering
from rag.briefing.positions import Course, courses
from rag.briefing.remarks import Spoken, spoken
from rag.briefing.timeline import Happening, by_day, happenings
from rag.compose import summarise
from rag.question import check_day

T = TypeVar("T")
_LOG = logging.getLogger(__name__)
_MOST_CHARACTERS = 300
_MANY = 25
"""From so many articles on it a topic is wide; by hand."""
Progress = Callable[[str, float], object]
"""Is told each step by name as it begins, with the share of the work done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How much each section tells: numbers of things, and words of their lines."""

    bottom: int
    events: int
    event_words: int
    people: int
    remarks: int
    remark_words: int
    figures: int
    actors: int
    position_words: int
    gaps: int


_SIZES = {
    Length.SHORT: _Size(4, 5, 120, 4, 2, 110, 4, 2, 80, 3),
    Length.FULL: _Size(5, 12, 300, 7, 3, 270, 8, 4, 180, 5),
}


@dataclass(frozen=True)
class _Drafts:
    """What was chosen, before it has numbers."""

    bottom: Sequence[Piece] = ()
    events: Sequence[Happening] = ()
    spoken: Sequence[Spoken] = ()
    figures: Sequence[tuple[Counted, ...]] = ()
    disputes: Sequence[tuple[Counted, ...]] = ()
    courses: Sequence[Course] = ()

    def pieces(self) -> Iterator[Piece]:
        """Yield the sentences chosen."""
        yield from self.bottom
        yield from (piece for event in self.events for piece in event.pieces)
        yield from (piece for said in self.spoken for _, piece in said.said)
        yield from (one.piece for group in (*self.figures, *self.disputes) for one in group)
        yield from (piece for course in self.courses for _, piece in course.stands)


def brief(
    index: Index,
    topic: str,
    *,
    filters: Filters | None = None,
    as_of: date | None = None,
    length: Length = Length.SHORT,
    progress: Progress | None = None,
) -> Briefing:
    """Return a briefing on `topic` from the articles of `index` that `filters` admit.

    `as_of` is the day from which it looks back: nothing published later is in it; articles without
    a date are. `progress` is told each step.

    Raises SettingsError if the topic is empty or too long, `as_of` is not of the years 1000 to
    2999, or the filters contradict themselves, it or the corpus.
    """
    topic, admitted = _checked(topic), _admitting(filters or Filters(), as_of)
    tell = progress or (lambda step, share: None)
    tell("search", 0.0)
    corpus = _summary(index, admitted)
    made = as_of or min(corpus.newest or date.today(), date.today())
    broad = is_broad(topic)
    hits = [] if broad else found(index, topic, admitted, Preference(as_of=as_of))
    tell("read", 0.1)
    pieces = newest(index, admitted) if broad else gather(index, topic, hits)
    if not pieces:
        return _silent(index, topic, made, corpus)
    tell("choose", 0.5)
    size = _SIZES[length]
    drafts = _chosen(index, frozenset(terms(topic)), pieces, size)
    while bad := {piece for piece in drafts.pieces() if not _is_sound(index, piece)}:
        pieces = [piece for piece in pieces if piece not in bad]
        if not pieces:
            return _silent(index, topic, made, corpus)
        drafts = _chosen(index, frozenset(terms(topic)), pieces, size)
    tell("ask", 0.7)
    listed = [group[0] for group in drafts.figures]
    open_ones = [] if broad else gaps(index, topic, pieces, listed, admitted, corpus, size.gaps)
    tell("check", 0.9)
    return _sound(index, topic, made, corpus, drafts, open_ones, _notes(topic, broad, pieces))


def _checked(topic: str) -> str:
    topic = " ".join(topic.encode("utf-8", "replace").decode("utf-8").split())
    if not any(character.isalnum() for character in topic):
        raise SettingsError(texts.EMPTY)
    if len(topic) > _MOST_CHARACTERS:
        raise SettingsError(texts.too_long(len(topic), _MOST_CHARACTERS))
    return topic


def _admitting(filters: Filters, as_of: date | None) -> Filters:
    """Return `filters` that let in nothing later than `as_of`."""
    check_day(as_of)
    filters.check_dates()
    if as_of is None:
        return filters
    if filters.after and filters.after > as_of:
        raise SettingsError(texts.too_early(as_of, filters.after))
    undated = filters.undated or not filters.asks_date
    return replace(filters, before=min(as_of, filters.before or as_of), undated=undated)


def _summary(index: Index, filters: Filters) -> CorpusSummary:
    mask = index.columns.mask(filters)
    ids = {p.article_id for at, p in enumerate(index.passages) if mask is None or mask[at]}
    return summarise((index.articles[id] for id in ids), index.undated_left_out(filters))


def _silent(index: Index, topic: str, made: date, corpus: CorpusSummary) -> Briefing:
    reason = texts.silent(topic, corpus)
    open_ones = (Gap(texts.what_of(topic), reason),)
    return Briefing(topic, made, corpus, reason, (), (), (), (), (), (), open_ones, ())


def _chosen(index: Index, topic: frozenset[str], pieces: Sequence[Piece], size: _Size) -> _Drafts:
    everything, pieces = pieces, near(pieces)
    bottom = bottom_line(pieces, topic, index.stories, size.bottom)
    events = _fitting(happenings(everything, topic), size.events, size.event_words, _event_words)
    moved = _fitting(
        courses(everything, size.actors), size.actors, size.position_words, _course_words
    )
    used = {*bottom, *(e.pieces[0] for e in events), *(p for c in moved for _, p in c.stands)}
    left = [piece for piece in pieces if piece not in used]
    said = _fitting(
        spoken(left, topic, size.people, size.remarks), size.people, size.remark_words, _said_words
    )
    numbers = counted(pieces)
    disputes = disputed(counted(everything), topic, index.stories)
    apart = [one for one in numbers if not any(_is_disputed(one, group) for group in disputes)]
    return _Drafts(bottom, by_day(events), said, leading(apart, size.figures), disputes[:2], moved)


def _is_disputed(figure: Counted, group: Sequence[Counted]) -> bool:
    return any(figure.piece is o.piece and figure.quantity == o.quantity for o in group)


def _fitting(items: Sequence[T], most: int, words: int, size: Callable[[T], int]) -> list[T]:
    """Return the first of `items` that together have at most `words` words, at least one."""
    kept: list[T] = []
    for item in items:
        if len(kept) < most and (not kept or size(item) <= words):
            kept.append(item)
            words -= size(item)
    return kept


def _is_sound(index: Index, piece: Piece) -> bool:
    """Return whether the line that `piece` makes passes the check."""
    numbering = Numbering(index)
    line = numbering.line(piece)
    return not any(line_faults(line, numbering.citations, index.articles))


def _event_words(event: Happening) -> int:
    return event.pieces[0].words + 3


def _course_words(course: Course) -> int:
    return sum(piece.words + 3 for _, piece in course.stands)


def _said_words(said: Spoken) -> int:
    return sum(piece.words + 3 for _, piece in said.said)


def _sound(
    index: Index, topic: str, made: date, corpus: CorpusSummary, drafts: _Drafts,
    open_ones: Sequence[Gap], notes: Sequence[str],
) -> Briefing:  # fmt: skip
    """Return the briefing of `drafts`."""
    numbering = Numbering(index)
    line = numbering.line
    briefing = Briefing(
        topic=topic,
        made=made,
        corpus=corpus,
        reason=None,
        bottom_line=tuple(line(piece) for piece in drafts.bottom),
        timeline=tuple(_event(event, numbering) for event in drafts.events),
        remarks=tuple(
            Remarks(s.voice.speaker, tuple(Remark(day, line(piece)) for day, piece in s.said))
            for s in drafts.spoken
        ),
        figures=tuple(_figure(group, numbering) for group in drafts.figures),
        disagreements=tuple(_disagreement(group, numbering) for group in drafts.disputes),
        positions=tuple(
            Position(
                course.voice.speaker.name,
                tuple(Stand(day, line(piece)) for day, piece in course.stands),
            )
            for course in drafts.courses
        ),
        gaps=tuple(open_ones),
        citations=(),
        notes=tuple(notes),
    )
    briefing = replace(briefing, citations=numbering.citations)
    found = faults(briefing, index.articles)
    if not found:
        return briefing
    _LOG.error("briefing withheld: %s", "; ".join(found))
    return Briefing(topic, made, corpus, texts.WITHHELD, (), (), (), (), (), (), (), ())


def _event(event: Happening, numbering: Numbering) -> Event:
    span = event.told.span
    first, last = (span.first, span.last) if span else (None, None)
    return Event(first, last, event.told.words, numbering.line(event.pieces[0], event.pieces[1:3]))


def _figure(group: Sequence[Counted], numbering: Numbering) -> Figure:
    best = group[0]
    line = numbering.line(best.piece, [other.piece for other in group[1:3]])
    days = [one.piece.article.published for one in group if one.piece.article.published]
    return Figure(best.about, best.value, max(days, default=None), line)


def _disagreement(group: Sequence[Counted], numbering: Numbering) -> Disagreement:
    values: dict[tuple[float, float], list[Counted]] = {}
    for one in group:
        values.setdefault((one.quantity.low, one.quantity.high), []).append(one)
    return Disagreement(
        group[0].about,
        tuple(
            DisputedValue(
                same[0].piece.sentence[same[0].quantity.start : same[0].quantity.noun_end],
                tuple(dict.fromkeys(numbering.number(each.piece) for each in same)),
            )
            for same in values.values()
        ),
    )


def _notes(topic: str, broad: bool, pieces: Sequence[Piece]) -> list[str]:
    articles = {piece.article.id: piece.article for piece in pieces}
    notes = [texts.broad(topic)] if broad else []
    if not broad and len(articles) >= _MANY:
        notes.append(texts.wide(len(articles)))
    return notes
