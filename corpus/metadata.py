"""What a plain text states about itself: in its dateline, its labelled lines and its title."""

import re
from dataclasses import dataclass, fields
from datetime import date

from corpus.bylines import is_outlet, read_byline
from corpus.dates import match_date, parse_date
from corpus.titles import read_title

TOP_LINES, END_LINES, DATELINE_LINES = 10, 6, 5
"""How many lines that are not blank are searched: from the start, from the end, for datelines."""
MAX_LINE, MAX_DATELINE, MAX_OUTLET_WORDS = 300, 100, 6

_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{1,20}?)\s*:\s*(?P<value>\S.*)")
_LABELS = {
    **dict.fromkeys(("source", "outlet", "publication", "publisher", "newspaper"), "outlet"),
    **dict.fromkeys(("published", "published on", "publication date", "first published"), "date"),
    **dict.fromkeys(("date", "date published", "posted", "posted on"), "date"),
    **dict.fromkeys(("url", "link", "source url", "original", "original url"), "url"),
    **dict.fromkeys(("title", "headline"), "title"),
}
_PUBLISHED = re.compile(r"(?:first )?(?:published|posted)(?: on)? (?P<value>.+)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+")

_DASH = r"\s*(?:—|–|-{1,2})\s*"
_AGENCY = re.compile(rf"(?P<head>[^()—–:]{{2,80}})\((?P<outlet>[^()]{{2,60}})\){_DASH}")
_DATE_FIRST = re.compile(r"(?:date:? +)?(?P<date>\d{4}-\d\d-\d\d) +[^\W\d_][^:—–]{1,40}[:—–]")
_BEFORE_DATE = re.compile(rf", *|{_DASH}")
_PLACE_BEHIND = re.compile(rf"{_DASH}(?:[^\W\d_][^:—–]{{1,40}}:\s*)?")
_AFTER_DATE = re.compile(r"\s*(?:[—–:(]|-)")


@dataclass(frozen=True, slots=True)
class Header:
    """What a text says of itself. A field that it does not state is None, or empty."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    url: str | None = None


def read_header(text: str) -> Header:
    """Read what `text` states about itself, in its first and last lines; nothing is guessed.

    A date without a year, an impossible or an ambiguous one, and an "Updated" line give no date.
    """
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    top, rest = lines[:TOP_LINES], lines[TOP_LINES:]
    found = [_read_labelled(line) for line in (*top, *rest[-END_LINES:]) if len(line) <= MAX_LINE]
    found += [_read_dateline(line[:MAX_LINE]) for line in lines[:DATELINE_LINES]]
    return merge(*found, Header(title=_title(text)))


def merge(*headers: Header) -> Header:
    """Return a header that takes each field from the first header that states it."""
    first = {
        field.name: next(filter(None, (getattr(header, field.name) for header in headers)), None)
        for field in fields(Header)
    }
    return Header(**{name: value for name, value in first.items() if value})


def _read_labelled(line: str) -> Header:
    """Read a line of its own such as "Source: Reuters" or "By Jane Doe"."""
    if byline := read_byline(line):
        return Header(authors=byline[0], outlet=byline[1])
    if match := _LABELLED.fullmatch(line):
        return _read_value(_LABELS.get(match["label"].lower()), match["value"])
    match = _PUBLISHED.fullmatch(line)
    return Header(published=parse_date(match["value"])) if match else Header()


def _read_value(field: str | None, value: str) -> Header:
    if field == "date":
        return Header(published=parse_date(value))
    if field in ("url", "outlet") and _URL.fullmatch(value):
        return Header(url=value)
    if field == "outlet" and _is_short_name(value):
        return Header(outlet=value)
    return Header(title=value) if field == "title" else Header()


def _is_short_name(value: str) -> bool:
    if value.endswith(".") or "," in value or ";" in value:  # the sources of a chart
        return False
    return value[0].isupper() and len(value.split()) <= MAX_OUTLET_WORDS


def _read_dateline(line: str) -> Header:
    """Read the outlet and the date in a dateline, the words before the first sentence."""
    match = _AGENCY.match(line)
    if match and _is_dateline(match):
        published = _date_in(match["head"]) or parse_date(line[match.end() :])
        return Header(outlet=match["outlet"].strip(), published=published)
    if match := _DATE_FIRST.match(line):
        return Header(published=parse_date(match["date"]))
    return Header(published=_date_after_place(line))


def dateline_end(line: str) -> int:
    """Return where the dateline that `line` opens with ends and its prose begins; 0 if none."""
    line = line[:MAX_LINE]
    if match := _DATE_FIRST.match(line):
        return len(line) - len(line[match.end() :].lstrip())
    match = _AGENCY.match(line)
    if not match or not _is_dateline(match):
        return 0
    end = match.end()
    if dated := match_date(line[end:]):
        place = _PLACE_BEHIND.match(line, end + dated[1])
        end = place.end() if place else end
    return end


def _date_after_place(line: str) -> date | None:
    """Return the date in "VIGO, Spain, March 27, 2025 — ...": behind capitals, before a mark."""
    for match in _BEFORE_DATE.finditer(line[:MAX_DATELINE]):
        if not line[: match.start()].partition(",")[0].isupper():
            return None
        dated = match_date(line[match.end() :])
        if dated and _AFTER_DATE.match(line, match.end() + dated[1]):
            return dated[0]
    return None


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell whether place and outlet are in front: a known outlet, or any name behind a date."""
    known = is_outlet(match["outlet"])
    dated = match["outlet"][:1].isupper() and _date_in(match["head"]) is not None
    return (known or dated) and _is_place(match["head"])


def _is_place(head: str) -> bool:
    """Tell whether `head` can stand before an agency's name: names and dates, no prose."""
    words = head.split()
    return bool(words) and all(len(word) < 4 or not word[0].islower() for word in words)


def _date_in(head: str) -> date | None:
    parts = head.split(", ")
    dates = (parse_date(", ".join(parts[first:])) for first in range(len(parts)))
    return next(filter(None, dates), None)


def _title(text: str) -> str | None:
    title = read_title(text)
    return title if title and _states_nothing(title) else None


def _states_nothing(line: str) -> bool:
    """Tell whether `line` is neither dateline, byline, labelled line nor a date of its own."""
    dated = match_date(line)
    if dated and dated[1] == len(line):
        return False
    labelled = _LABELLED.fullmatch(line)
    if labelled and labelled["label"].lower() in {*_LABELS, "updated", "last updated"}:
        return False
    return _read_labelled(line) == _read_dateline(line) == Header()
