"""Making a briefing from what an index holds."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.filters import Filters
from index.preference import Preference
from index.search import Index
from rag.answer import CorpusSummary, Disagreement, DisputedValue
from rag.briefing import texts
from rag.briefing.bearing import bearing, of_times, subject_and_times
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
from rag.briefing.choice import Drafts, chosen
from rag.briefing.dating import Dated, date_undated
from rag.briefing.figures import Counted
from rag.briefing.figures import as_of as day_of
from rag.briefing.gaps import gaps
from rag.briefing.gather import found, gather
from rag.briefing.newest import is_broad, newest
from rag.briefing.numbering import Numbering
from rag.briefing.piece import Piece
from rag.briefing.remarks import said_on
from rag.briefing.scope import admitting, check_topic, stems_of, summary
from rag.briefing.timeline import Happening
from rag.briefing.wording import worded
from rag.drafting.writer import Writer

_LOG = logging.getLogger(__name__)
_GAPS = {Length.SHORT: 3, Length.FULL: 5}
"""So many open questions are told."""
_MANY = 25
"""From so many articles on it a topic is wide; by hand."""
Progress = Callable[[str, float], object]
"""Is told each step by name as it begins, with the share of the work done, from 0 to 1."""


def brief(
    index: Index,
    topic: str,
    *,
    filters: Filters | None = None,
    as_of: date | None = None,
    length: Length = Length.SHORT,
    writer: Writer | None = None,
    progress: Progress | None = None,
) -> Briefing:
    """Return a briefing on `topic` from the articles of `index` that `filters` admit.

    `as_of` is the day from which it looks back: nothing published later is in it; articles without
    a date are. It is made of verbatim evidence; a `writer` words its bottom line, events
    and positions, as far as that holds. `progress` is told each step.

    Raises SettingsError if the topic is empty or too long, `as_of` is not of the years 1000 to
    2999, or the filters contradict themselves, it or the corpus.
    """
    topic, admitted = check_topic(topic), admitting(filters or Filters(), as_of)
    tell = progress or (lambda step, share: None)
    tell("search", 0.0)
    corpus = summary(index, admitted)
    made = as_of or min(corpus.newest or date.today(), date.today())
    broad = is_broad(topic)
    subject, times = subject_and_times(index, topic)
    hits = [] if broad else found(index, subject, admitted, Preference(as_of=as_of))
    tell("read", 0.1)
    pieces = newest(index, admitted) if broad else gather(index, subject, hits)
    pieces, dated = date_undated(pieces)
    pieces = pieces if broad else bearing(index, subject, of_times(times, pieces))
    if as_of:
        pieces = [piece for piece in pieces if piece.day is None or piece.day <= as_of]
    if not pieces:
        return _silent(index, topic, made, corpus)
    tell("choose", 0.5)
    stems = frozenset(stems_of(subject))
    drafts = chosen(index.stories, stems, pieces, length)
    while bad := {piece for piece in drafts.pieces() if not _is_sound(index, piece)}:
        pieces = [piece for piece in pieces if piece not in bad]
        if not pieces:
            return _silent(index, topic, made, corpus)
        drafts = chosen(index.stories, stems, pieces, length)
    tell("ask", 0.7)
    listed = [group[0] for group in drafts.figures]
    open_ones = [] if broad else gaps(index, topic, pieces, listed, admitted, _GAPS[length])
    tell("check", 0.9)
    notes = [*_notes(topic, broad, pieces), texts.DAYS, *_datings(dated, drafts)]
    briefing = _sound(index, topic, made, corpus, drafts, open_ones, notes)
    if writer and not briefing.reason:
        return worded(briefing, writer, index.articles, lambda: tell("word", 0.9))
    return briefing


def _silent(index: Index, topic: str, made: date, corpus: CorpusSummary) -> Briefing:
    reason = texts.silent(topic, corpus)
    open_ones = (Gap(texts.what_of(topic), reason),)
    return Briefing(topic, made, corpus, reason, (), (), (), (), (), (), open_ones, ())


def _is_sound(index: Index, piece: Piece) -> bool:
    """Return whether the line that `piece` makes passes the check."""
    numbering = Numbering(index)
    line = numbering.line(piece)
    return not any(line_faults(line, numbering.citations, index.articles))


def _sound(
    index: Index, topic: str, made: date, corpus: CorpusSummary, drafts: Drafts,
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
        bottom_line=tuple(replace(line(piece), day=said_on(piece)) for piece in drafts.bottom),
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
    return Figure(best.about, best.value, day_of(group), line)


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


def _datings(dated: Sequence[Dated], drafts: Drafts) -> list[str]:
    """Say of the undated articles that are cited from which day their own are counted."""
    cited = {piece.article.id for piece in drafts.pieces()}
    told: dict[tuple[date, str, bool], list[str]] = {}
    for each in dated:
        if each.article.id in cited:
            own = each.by.id == each.article.id
            told.setdefault((each.day, each.by.file, own), []).append(each.article.file)
    return [texts.dated(files, day, by) for (day, by, _), files in told.items()]
