"""From a briefing to the document that all formats draw: which parts, in what order and words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rag import messages
from rag.answer import Citation, Disagreement, Speaker, Support
from rag.briefing.briefing import Briefing, Figure, Line
from rag.briefing.who import is_one
from ui import texts
from ui.export.clean import clean, clean_label
from ui.export.document import Block, Cited, Document, Entries, Entry, Row, Section, Table
from ui.export.notes import Numbering, source_name


def lay_out(briefing: Briefing, links: Mapping[str, str | None]) -> Document:
    """Return `briefing` as a document; parts with nothing to tell are left out.

    `links` holds the web addresses of articles by their ids.
    """
    number = Numbering(briefing.citations, links)
    sections = tuple(
        Section(title, blocks)
        for title, build in _PARTS
        if (blocks := tuple(build(briefing, number)))
    )
    return Document(
        title=_as_title(clean_label(briefing.topic)),
        day=briefing.made,
        made=texts.looks_back(briefing.made),
        searched=texts.was_searched(briefing.corpus),
        reason=clean(briefing.reason or ""),
        sections=sections,
        notes=number.notes(),
    )


def _bottom_line(briefing: Briefing, number: Numbering) -> Iterator[Block]:
    return _entries(
        Entry(_cited(line, number), texts.day(line.day)) for line in briefing.bottom_line
    )


def _timeline(briefing: Briefing, number: Numbering) -> Iterator[Block]:
    return _entries(
        Entry(
            _cited(event.line, number),
            clean_label(texts.event_days(event.first, event.last, event.words)),
        )
        for event in briefing.timeline
    )


def _remarks(briefing: Briefing, number: Numbering) -> Iterator[Block]:
    for remarks in briefing.remarks:
        speaker = remarks.speaker
        said = (
            Entry(_below(speaker.name, remark.line, number), texts.day(remark.day))
            for remark in remarks.said
        )
        about = ", ".join(part for part in (speaker.role, speaker.occasion) if part)
        yield from _entries(said, speaker.name, about)


def _figures(briefing: Briefing, number: Numbering) -> Iterator[Block]:
    told = {
        *(line.text for line in briefing.bottom_line),
        *(event.line.text for event in briefing.timeline),
        *(remark.line.text for remarks in briefing.remarks for remark in remarks.said),
    }
    rows = []
    for figure in briefing.figures:
        rows.append(_figure(figure, number, again=figure.line.text in told))
        told.add(figure.line.text)
    if rows:
        yield Table(texts.FIGURES_HEAD, tuple(rows), (7, 2, 2, 3))


def _figure(figure: Figure, number: Numbering, *, again: bool) -> Row:
    """Return the row of a figure; its sentence, unless a reader has come upon it before."""
    line = figure.line
    source = Cited(_names(number.citations(line.citations)), number(line.citations), _said_by(line))
    about = Cited(clean(figure.about), aside="" if again else clean(line.text))
    return Row((about, Cited(clean(figure.value)), Cited(texts.day(figure.as_of)), source))


def _differences(briefing: Briefing, number: Numbering) -> Iterator[Block]:
    rows = tuple(row for one in briefing.disagreements for row in _difference(one, number))
    if rows:
        yield Table(texts.DIFFERENCES_HEAD, rows, (2, 7, 3, 2))


def _difference(disagreement: Disagreement, number: Numbering) -> Iterator[Row]:
    for place, value in enumerate(disagreement.values):
        cited = number.citations(value.citations)
        yield Row(
            (
                Cited("" if place else clean(disagreement.about)),
                Cited(clean(value.value), aside=clean(cited[0].quote) if cited else ""),
                Cited(_names(cited), number(value.citations)),
                Cited(_published(cited)),
            ),
            continues=place > 0,
        )


def _positions(briefing: Briefing, number: Numbering) -> Iterator[Block]:
    for position in briefing.positions:
        stands = (
            Entry(_below(position.actor, stand.line, number), texts.day(stand.day))
            for stand in position.stands
        )
        yield from _entries(stands, position.actor)


def _gaps(briefing: Briefing, _number: Numbering) -> Iterator[Block]:
    asked = [Entry(Cited(clean(gap.question), aside=clean(gap.reason))) for gap in briefing.gaps]
    if asked and not briefing.reason:  # which says itself what was searched
        asked.append(Entry(Cited(messages.searched(briefing.corpus))))
    return _entries(asked)


def _making(briefing: Briefing, _number: Numbering) -> Iterator[Block]:
    return _entries(Entry(Cited(clean(note))) for note in briefing.notes)


_PARTS: Sequence[tuple[str, Callable[[Briefing, Numbering], Iterator[Block]]]] = (
    (texts.BOTTOM_LINE, _bottom_line),
    (texts.TIMELINE, _timeline),
    (texts.REMARKS, _remarks),
    (texts.FIGURES, _figures),
    (texts.DIFFERENCES, _differences),
    (texts.POSITIONS, _positions),
    (texts.GAPS, _gaps),
    (texts.MAKING, _making),
)


def _entries(entries: Iterable[Entry], heading: str = "", about: str = "") -> Iterator[Block]:
    if told := tuple(entries):
        yield Entries(told, clean_label(heading), clean_label(about))


def _cited(line: Line, number: Numbering) -> Cited:
    return Cited(clean(line.text), number(line.citations), _said_by(line))


def _below(heading: str, line: Line, number: Numbering) -> Cited:
    """Return a line that stands below the name of whose words it is: that is not said again."""
    speaker = line.speaker
    if speaker is None or not is_one(speaker, Speaker(heading)):
        return _cited(line, number)
    occasion = f"— {speaker.occasion}" if speaker.occasion else ""
    aside = clean(f"{occasion} {_standing(line)}")
    return Cited(clean(line.text), number(line.citations), aside)


def _said_by(line: Line) -> str:
    speaker = messages.said_by(line.speaker) if line.speaker else ""
    return clean(f"{speaker} {_standing(line)}")


def _standing(line: Line) -> str:
    marks = {Support.UNVERIFIED: texts.UNVERIFIED, Support.VERIFIED: texts.REWORDED}
    return f"({marks[line.support]})" if line.support in marks else ""


def _names(citations: Iterable[Citation]) -> str:
    return ", ".join(dict.fromkeys(map(source_name, citations)))


def _published(citations: Sequence[Citation]) -> str:
    days = sorted(citation.published for citation in citations if citation.published)
    if days:
        return messages.days(days[0], days[-1])
    return next((texts.day_of(each) for each in citations if each.news), texts.UNDATED)


def _as_title(topic: str) -> str:
    """Return a topic with a capital, unless its first word has one already ("iPhone sales")."""
    first = topic.partition(" ")[0]
    return f"{topic[:1].upper()}{topic[1:]}" if first.islower() else topic
