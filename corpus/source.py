"""A file that was found, the limits it is read under, and the refusal a reader can raise."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.errors import CorpusError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read."""

    path: Path
    """Where it is: absolute."""
    file: str
    """What it is called everywhere else: POSIX path relative to the folder that was given."""
    left_out: str | None = None
    """Why it is not to be opened at all, if so."""

    @property
    def article_id(self) -> str:
        """The id of the one article in this file; it does not change when the text does."""
        return hashlib.sha256(self.file.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much may be read at once, so that one file cannot fill the memory."""

    file_bytes: int = 25_000_000
    """Of a file that holds one article."""
    line_bytes: int = 5_000_000
    """Of one line of a JSONL file, unpacked; the file itself may have any size."""


class UnreadableError(CorpusError):
    """A reader's refusal of a file; `read_articles` turns it into a Skipped."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one article, read but not yet parsed, so that known ones never need be."""

    digest: str
    """SHA-256 of the bytes: the whole file's, or the line's."""
    parse: Callable[[], Article]
    """May raise UnreadableError, or anything a parser raises."""
    line: int | None = None
    """1-based line of the file, for JSONL."""


Reader = Callable[[SourceFile, ReadLimits], Iterator[Record]]
"""Yields what a file holds; may raise UnreadableError or OSError."""
