"""Markdown, with or without front matter; the text stays as it is, marks and all."""

import re
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.metadata import Header
from corpus.readers.records import FieldError, read_fields
from corpus.readers.whole import build, decode
from corpus.source import SourceFile, UnreadableError

if TYPE_CHECKING:
    from frontmatter.default_handlers import YAMLHandler

MAX_FRONT_MATTER = 65_536

_OPENING = re.compile(r"---[ \t]*\r?\n")
_LINE_END = re.compile(r"\A[ \t]*\r?\n")
_KEY = re.compile(r"[A-Za-z_][\w -]*:(?:\s|\Z)")

_NAMES = {
    "title": ("title", "headline"),
    "source": ("outlet", "source", "site", "sitename", "publisher", "publication"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "pubdate", "publish_date", "publication_date"),
    "url": ("url", "link", "canonical_url"),
}
"""For each field the names that front matter gives it; the first that has a value counts."""


def read(source: SourceFile, data: bytes) -> Article:
    """Build the article from the bytes of a .md file; raises UnreadableError."""
    text = decode(data)
    front, body = _split(text)
    return build(source, body, _read_front_matter(front) if front else Header())


def _split(text: str) -> tuple[str, str]:
    """Return the front matter, empty if there is none, and the text below it."""
    opening = _OPENING.match(text)
    if not opening or not _KEY.match(text[opening.end() : opening.end() + 80]):
        return "", text  # a rule above the first paragraph
    try:
        front, body = _handler().split(text)
    except ValueError:
        raise UnreadableError('front matter is not closed: put a line "---" below it', 1) from None
    if len(front) > MAX_FRONT_MATTER:
        raise UnreadableError(
            f"front matter is longer than {MAX_FRONT_MATTER} characters: shorten it", line=1
        )
    # What split leaves begins where its marker ended: on the marker's own line.
    return front, _LINE_END.sub("", body, count=1)


def _handler() -> "YAMLHandler":
    from frontmatter.default_handlers import YAMLHandler

    return YAMLHandler()


def _read_front_matter(front: str) -> Header:
    values = _parse(front)
    names = {
        field: next((name for name in known if values.get(name)), known[0])
        for field, known in _NAMES.items()
    }
    try:
        return read_fields({field: values.get(name) for field, name in names.items()})
    except FieldError as error:
        line = _line_of(front, names[error.field])
        raise UnreadableError(f"front matter: {error.reason}", line) from error


def _parse(front: str) -> dict[str, object]:
    import yaml

    try:
        # BaseLoader builds strings only: a title "No" stays one, and a date is read by our rules.
        values = _handler().load(front, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(
            f"front matter is malformed ({error.problem}): mend it", line
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError("front matter is malformed: mend it", line=1) from error
    if not isinstance(values, dict):
        raise UnreadableError('front matter holds no "name: value" lines: mend it', line=1)
    return {str(name).lower(): value for name, value in values.items()}


def _line_of(front: str, name: str) -> int:
    lines = front.lower().splitlines()
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(name)), 1)
