"""Named values become what an article states, or are refused by the field that is wrong."""

import re
from collections.abc import Mapping

from corpus.article import Article
from corpus.bylines import split_names
from corpus.dates import parse_date
from corpus.metadata import Header
from corpus.source import SourceFile, UnreadableError

# JSON can spell these, but no UTF-8 file and no database can hold them.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class FieldError(UnreadableError):
    """A field of a record, or of front matter, holds what it cannot hold."""

    def __init__(self, field: str, finding: str) -> None:
        super().__init__(f'"{field}" {finding}')
        self.field = field


def build_article(source: SourceFile, record: Mapping[str, object]) -> Article:
    """Build the article that a JSONL record holds; raises UnreadableError."""
    text = _string(record, "text")
    if not text or not text.strip():
        raise FieldError("text", "is missing or empty: add the article's text")
    header = read_fields(record)
    return Article(
        id=_id(record),
        file=source.file,
        text=text,
        title=header.title,
        outlet=header.outlet,
        authors=header.authors,
        published=header.published,
        url=header.url,
    )


def read_fields(record: Mapping[str, object]) -> Header:
    """Return what `record` states in title, source, authors, published and url.

    A missing, null or empty field is not stated, others are ignored; raises FieldError for a
    value of another type and for a date that is none.
    """
    published = _line(record, "published")
    day = parse_date(published or "")
    if published and day is None:
        finding = f"is no full date ({published[:40]!r}): write one like 2025-03-27"
        raise FieldError("published", finding)
    return Header(
        title=_line(record, "title"),
        outlet=_line(record, "source"),
        authors=_authors(record),
        published=day,
        url=_line(record, "url"),
    )


def _string(record: Mapping[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise FieldError(field, f"is a {_kind(value)}: write a text")
    if _UNSTORABLE.search(value):
        raise FieldError(field, "holds a NUL or half a surrogate pair: remove it")
    return value


def _line(record: Mapping[str, object], field: str) -> str | None:
    return " ".join((_string(record, field) or "").split()) or None


def _id(record: Mapping[str, object]) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if id := _line(record, "id"):
        return id
    raise FieldError("id", "is missing or empty: give each article its own")


def _authors(record: Mapping[str, object]) -> tuple[str, ...]:
    value = record.get("authors")
    if not isinstance(value, list):
        return split_names(_line(record, "authors") or "")
    names = [_line({"authors": name}, "authors") for name in value]
    return tuple(filter(None, names))


def _kind(value: object) -> str:
    names = {dict: "group of values", list: "list", bool: "truth value"}
    return names.get(type(value), "number")
