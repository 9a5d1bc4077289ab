"""What the corpus room hands to the others: articles and their sentences."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Article:
    """One article, as its file states it.

    A field the file does not state is None (or empty, for authors): nothing is guessed, and a
    file's modification time is not a date. All offsets anywhere in the project are half-open
    character offsets into `text`.
    """

    id: str
    """Stable over edits: the JSONL line's own id, otherwise a digest of `file`."""
    file: str
    """POSIX path relative to the indexed folder."""
    text: str
    """For .txt, and .md without front matter, the file's own content, character for character."""
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    url: str | None = None


class SentenceKind(StrEnum):
    """What a stretch of text is: prose, or a line that only labels prose."""

    SENTENCE = "sentence"
    HEADING = "heading"
    """A headline, a cross-heading, a caption, a dateline of its own: never an answer by itself."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of `Article.text`, without surrounding white space."""

    start: int
    end: int
    kind: SentenceKind = SentenceKind.SENTENCE

    @property
    def is_heading(self) -> bool:
        """Whether it only labels the prose around it."""
        return self.kind is SentenceKind.HEADING


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or one record of a file, that could not become an article."""

    file: str
    """POSIX path relative to the indexed folder."""
    reason: str
    """What was found and what to do, in one line without the file's name."""
    line: int | None = None
    """1-based line of a record or of broken front matter."""

    def __str__(self) -> str:
        """Name the place and the reason, as a reader of a log wants it."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.reason}"
