"""What the readers of one-article files share: reading, decoding, building the Article."""

import logging
import os
import stat
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from corpus.article import Article
from corpus.metadata import Header, merge, read_header
from corpus.source import Reader, ReadLimits, Record, SourceFile, UnreadableError

BOM = b"\xef\xbb\xbf"


def whole_file(read: Callable[[SourceFile, bytes], Article]) -> Reader:
    """Make a reader out of `read`, which builds an article from the bytes of a whole file."""

    def reader(source: SourceFile, limits: ReadLimits) -> Iterator[Record]:
        with open_file(source) as file:
            data = file.read(limits.file_bytes + 1)
        if len(data) > limits.file_bytes:
            limit = f"{limits.file_bytes / 1e6:g} MB"
            raise UnreadableError(
                f"is larger than {limit}: split it, or use JSONL for many articles"
            )
        if not data:
            raise UnreadableError("is empty: fill it or remove it")
        yield Record(sha256(data).hexdigest(), partial(read, source, data))

    return reader


def open_file(source: SourceFile) -> BinaryIO:
    """Open a file to read bytes; refuse anything that is no regular file, without waiting."""
    # A pipe in the place of a file must not block; where there is no such flag there is no pipe.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(source.path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError("is no regular file: use a copy of it")
    return os.fdopen(descriptor, "rb")


def decode(data: bytes) -> str:
    """Return `data` as text, character for character; only UTF-8 is taken, a BOM goes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("is UTF-16 text: save it as UTF-8")
    if b"\0" in data:
        raise UnreadableError("is binary (NUL bytes), not text: remove it, or name its true type")
    start = len(BOM) if data.startswith(BOM) else 0
    try:
        return data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        offset = start + error.start
        found = f"byte {data[offset]:#04x} at offset {offset}"
        raise UnreadableError(f"is not UTF-8 ({found}): save it as UTF-8") from error


def build(source: SourceFile, text: str, stated: Header = Header()) -> Article:  # noqa: B008 - frozen
    """Build the article; what `stated` leaves open is taken from the text's own header."""
    if not text.strip():
        raise UnreadableError("holds no text: fill it or remove it")
    header = merge(stated, read_header(text))
    article = Article(source.article_id, source.file, text)
    return replace(
        article,
        title=header.title,
        outlet=header.outlet,
        authors=header.authors,
        published=header.published,
        url=header.url,
    )


@contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Keep what parsers log and warn off the user's screen: what matters becomes a Skipped."""
    levels = [(logging.getLogger(name), logging.getLogger(name).level) for name in loggers]
    for logger, _ in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in levels:
            logger.setLevel(level)
