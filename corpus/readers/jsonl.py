"""JSONL, plain or gzipped: one article a line, read as a stream."""

import gzip
import json
import zlib
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from corpus.article import Article
from corpus.readers.records import build_article
from corpus.readers.whole import BOM, open_file
from corpus.source import ReadLimits, Record, SourceFile, UnreadableError


def read(source: SourceFile, limits: ReadLimits) -> Iterator[Record]:
    """Yield each line that is not blank; raises UnreadableError if nothing can follow."""
    number = 0
    with open_file(source) as file:
        for number, line in _lines(
            file, limits.line_bytes, packed=source.file.lower().endswith(".gz")
        ):
            parse = partial(_parse, source, line, limits)
            yield Record(sha256(line).hexdigest(), parse, number)
    if not number:
        raise UnreadableError("is empty: fill it or remove it")


def _lines(file: BinaryIO, limit: int, *, packed: bool) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers; one over `limit` is cut after it."""
    stream = gzip.GzipFile(fileobj=file) if packed else file
    try:
        number = 0
        while line := stream.readline(limit + 2):
            number += 1
            if number == 1:
                line = line.removeprefix(BOM)
            if line.strip():
                yield number, line
            while len(line) > limit and not line.endswith(b"\n"):
                line = stream.readline(limit + 2) or b"\n"
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UnreadableError("is a broken gzip file: pack it anew", number + 1) from error


def _parse(source: SourceFile, line: bytes, limits: ReadLimits) -> Article:
    if len(line.rstrip(b"\r\n")) > limits.line_bytes:
        raise UnreadableError(
            f"line is longer than {limits.line_bytes / 1e6:g} MB: split the article"
        )
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"line is not UTF-8 at its byte {error.start}: save as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"malformed JSON ({error.msg} at column {error.colno}): mend it"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("malformed JSON (too deep, or a number too long): mend it") from error
    if not isinstance(record, dict):
        raise UnreadableError("is no JSON object: write one article as {...} on each line")
    return build_article(source, record)
