"""The answer contract: what every surface (command line, page, API, evals) shows."""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Whether the corpus answers the question."""

    ANSWERED = "answered"
    INSUFFICIENT = "insufficient"


class Support(StrEnum):
    """How a statement stands to what it cites."""

    VERBATIM = "verbatim"
    """Every word of it is the source's own."""
    VERIFIED = "verified"
    """Worded otherwise, and passed the check against the cited sentences."""
    UNVERIFIED = "unverified"
    """Shown, but the check could not confirm it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One stretch of one article; `quote` equals `Article.text[start:end]`."""

    n: int
    """The marker: 1-based, in order of first use, unique in an answer."""
    file: str
    article_id: str
    title: str | None
    outlet: str | None
    published: date | None
    start: int
    end: int
    quote: str
    also_in: tuple[str, ...] = ()
    """The other outlets with the same story, each once: they are no sources of their own."""
    news: date | None = None
    """Of which day's news the article is, where it states no date and others show it."""

    @property
    def day(self) -> date | None:
        """When the article was published; else of which day's news it is, as far as known."""
        return self.published or self.news


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words or claim a statement is, as its source names them."""

    name: str
    """In full where the article does so anywhere; else its description: "a Kremlin official"."""
    role: str | None = None
    """What the article calls them: "Italian Premier"."""
    occasion: str | None = None
    """Where or how it was said, in the article's words: "in a video message"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of the answer, without markers, and the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    support: Support
    speaker: Speaker | None = None
    """None where the source itself says so."""
    note: str | None = None
    """What a reader is to know of it: that it stands in for a sentence of a language model, and
    on which words that one failed."""


@dataclass(frozen=True, slots=True)
class DisputedValue:
    """One of the values that sources give for the same thing."""

    value: str
    """In the words of the first source cited: "nearly 30 countries"."""
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that give values for one thing at one time which cannot all be right."""

    about: str
    """What the values are of, in words of the sources or the question: "countries"."""
    values: tuple[DisputedValue, ...]
    """Two or more."""


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A short fact, in the words of the first statement cited."""

    text: str
    as_of: date | None
    """When the newest source that gives it was published, as far as known."""
    citations: tuple[int, ...]


class Refusal(StrEnum):
    """Why the corpus does not answer."""

    UNCLEAR = "unclear"
    """The question does not tell what or whom it is about."""
    NOT_MENTIONED = "not mentioned"
    """Nothing is there on the subject."""
    NOT_SAID = "not said"
    """The subject is there, but not this of it."""
    OTHER_DATES = "other dates"
    """It is there, but only of other dates than were asked about."""
    CONTRADICTED = "contradicted"
    """The question takes for granted what the sources deny."""
    NOT_QUOTABLE = "not quotable"
    """What was found did not pass the check against its sources."""


class UnderstoodKind(StrEnum):
    """What something understood in a question is about."""

    DATES = "dates"
    """The time asked about."""
    AS_OF = "as of"
    """The day from which the reader looks back."""
    OUTLET = "outlet"
    """Who published the articles."""
    AGENCY = "agency"
    """Whom the articles' texts name as their source."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of when and from whom a question asks; it prefers, and hides nothing."""

    kind: UnderstoodKind
    words: str
    """The question's own words; empty for what was given beside it."""
    text: str
    """What they were taken to mean, for a reader: "1 to 30 September 2025"."""
    first: date | None
    last: date | None
    """The days meant, both included; None where there is no such bound."""
    articles: int
    """How many articles of the corpus are of those days or of that source."""


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What was searched: how many articles, and the span of their publication dates."""

    articles: int
    oldest: date | None
    newest: date | None
    undated_left_out: int = 0
    """Articles without a date that the question's filters left out for that alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to one question.

    Markers in `text`, `statements[].citations` and `citations[].n` are the same set; what looks
    like a marker in a source is written (7) in `text`, and stays as it is elsewhere. The statements
    of an insufficient answer are the nearest that the corpus says, if anything there is near.
    """

    question: str
    standalone_question: str
    """The question made whole from the turns before it; equal to `question` if it was whole."""
    status: Status
    reason: str | None
    """Why the answer is insufficient, for a reader; None when answered."""
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    corpus: CorpusSummary
    confidence: float = 0.0
    """How well the best evidence answers; only comparable between questions of one set-up."""
    refusal: Refusal | None = None
    """The kind of `reason`."""
    short: ShortAnswer | None = None
    """The fact asked for, where the question asks for a short one and sources agree on it."""
    earlier: tuple[ShortAnswer, ...] = ()
    """What was held before, newest first."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where sources give different values for what was asked, at the same time."""
    sources: int = 0
    """How many stories the articles cited are: reprints of one text count once."""
    understood: tuple[Understood, ...] = ()
    """The dates and the sources that the question was taken to ask about."""
    notes: tuple[str, ...] = ()
    """What a reader is to know of how it was written: a line each, without markers."""
    tokens: int | None = None
    """What a language model read and wrote for it; None without one, or where that is not known."""
    timings_ms: dict[str, float] = field(default_factory=dict)
    """Milliseconds per step of the way, and `total`."""

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON-ready data: dates as ISO strings, unknown values as None."""
        plain: dict[str, Any] = plain_data(asdict(self))
        return plain


def plain_data(value: Any) -> Any:  # noqa: ANN401 -- JSON is any
    """Return `value` with dates as ISO strings and tuples as lists."""
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
