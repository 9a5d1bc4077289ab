"""What a question says about when and from whom, for the search, the answer and its reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.preference import DateSpan, Preference
from rag import messages, spans
from rag.answer import Understood, UnderstoodKind
from rag.asked_kinds import TAKES_PLACE
from rag.asked_times import Reference, asked_times, looks_back
from rag.holdings import Holdings
from rag.sources import Source, asked_sources
from rag.when import Asked, Relation

_APART = " … "  # keeps the names on both sides of what is taken out from running together


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question taken apart."""

    preference: Preference
    """What the search is to prefer."""
    understood: tuple[Understood, ...]
    """The same for a reader."""
    times: tuple[Asked, ...]
    topic: str
    """The question without its words of time and source."""


def understand(holdings: Holdings, question: str, as_of: date | None = None) -> Understanding:
    """Return what `question`, made whole, says about time and source to a reader of `holdings`.

    `as_of` is the day from which the reader looks back. Without it, that is the newest publication
    date of the corpus, which may be old, but at most today, or today if no article is dated; it is
    then a preference only if the question counts from it ("last week", "latest").
    """
    covered = holdings.covered
    day = as_of or _newest(covered)
    times = asked_times(question, Reference(day, covered, as_of is not None))
    sources = asked_sources(question, holdings)
    newest = looks_back(question)
    back = as_of is not None or newest or any(asked.relative for asked in times)
    return Understanding(
        Preference(
            as_of=day if back else None,
            span=_preferred(times, covered),
            articles=_articles(sources),
        ),
        (
            *_told_as_of(as_of, newest, day, holdings),
            *(_told_time(asked, holdings) for asked in times),
            *(item for source in sources for item in _told_source(source)),
        ),
        tuple(times),
        _without(question, times, sources),
    )


def _newest(covered: DateSpan | None) -> date:
    """Return the newest publication date, unless it is to come or of no year that is read."""
    today = date.today()
    day = min(covered.last, today) if covered else today
    return day if day.year in spans.YEARS else today


def _preferred(times: Sequence[Asked], covered: DateSpan | None) -> DateSpan | None:
    """Return the days to prefer: those all times share or, if they share none, the whole of them.

    None where that says nothing: no day is known or past, or all the corpus is of those days.
    """
    known = [asked.span for asked in times if asked.span and not asked.ahead]
    if not known or covered is None:
        return None
    first, last = max(span.first for span in known), min(span.last for span in known)
    if first > last:
        first, last = min(span.first for span in known), max(span.last for span in known)
    every = first <= covered.first and covered.last <= last
    return None if every else DateSpan(first, last)


def _articles(sources: Sequence[Source]) -> frozenset[str]:
    ids = (ids for source in sources for ids in (source.crediting, *source.outlets.values()))
    return frozenset().union(*ids)


def _told_as_of(
    given: date | None, newest: str | None, day: date, holdings: Holdings
) -> Iterator[Understood]:
    if given or newest:
        articles = holdings.count(DateSpan(date.min, day))
        words = "" if given else newest or ""
        yield Understood(
            UnderstoodKind.AS_OF, words, messages.looking_back(day), None, day, articles
        )


def _told_time(asked: Asked, holdings: Holdings) -> Understood:
    if asked.span is None:
        text = f"“{asked.words}”: {messages.NOT_A_DATE}"
        return Understood(UnderstoodKind.DATES, asked.words, text, None, None, 0)
    ends = asked.relation in {Relation.BEFORE, Relation.UNTIL}
    begins = asked.relation in {Relation.SINCE, Relation.AFTER}
    first = None if ends else asked.span.first
    last = None if begins else asked.span.last
    text = messages.open_days(first, last)
    return Understood(
        UnderstoodKind.DATES, asked.words, text, first, last, holdings.count(asked.span)
    )


def _told_source(source: Source) -> Iterator[Understood]:
    for name, ids in source.outlets.items():
        yield Understood(UnderstoodKind.OUTLET, source.words, name, None, None, len(ids))
    if source.crediting:
        count = len(source.crediting)
        text = messages.named_in_texts(source.words, count)
        yield Understood(UnderstoodKind.AGENCY, source.words, text, None, None, count)
    if not source.outlets and not source.crediting:
        text = messages.no_such_outlet(source.words)
        yield Understood(UnderstoodKind.OUTLET, source.words, text, None, None, 0)


def _without(question: str, times: Sequence[Asked], sources: Sequence[Source]) -> str:
    # News of March seldom says "in March"; but what has happened since March is told as that.
    told = {Relation.IN, Relation.BETWEEN}
    own = (asked for asked in times if asked.span and asked.relation in told)
    places = [(asked.start, asked.end) for asked in own]
    places += [(s.start, s.end) for s in sources if s.outlets or s.crediting]
    for start, end in sorted(places, reverse=True):
        question = question[:start] + _APART + question[end:]
    return TAKES_PLACE.sub("happen", question).strip()
