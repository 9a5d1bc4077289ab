"""What makes a passage likelier beside the words of the query; nothing is left out for it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Preference:
    """What is known of a search beside its query and its filters; the default knows nothing."""

    as_of: date | None = None
    """The day from which the reader looks back: news of the days before it is likelier."""
    span: DateSpan | None = None
    """The days asked about: news published in them, or soon after, is likelier."""
    articles: frozenset[str] = frozenset()
    """Ids of the articles of the source asked about."""
    history: tuple[str, ...] = ()
    """The questions before this one, oldest first: their words lend context."""
    question: str | None = None
    """The question as it was asked, if the query is that made whole: words that were filled in
    serve the search by words and blur the vector."""
