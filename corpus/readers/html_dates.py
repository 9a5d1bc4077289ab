"""The publication date that a web page states in its markup; dates in its prose do not count."""

import json
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

from corpus.dates import parse_date

_META = frozenset(
    "article:published_time article:published og:published_time og:article:published_time "
    "datepublished dc.date dc.date.issued dc.date.created dcterms.date dcterms.issued "
    "dcterms.created citation_publication_date citation_date parsely-pub-date sailthru.date "
    "publish-date publish_date publishdate publication_date pubdate pub_date date".split()
)


def stated_date(page: str) -> date | None:
    """Return the day that JSON-LD, meta tags or marked time tags state, looked at in this order."""
    parser = _DateParser()
    parser.feed(page)
    parser.close()
    stated = (*_linked_data(parser.scripts), *parser.metas, *parser.times)
    return next(filter(None, map(parse_date, stated)), None)


class _DateParser(HTMLParser):
    """Collects the places where a page states its date."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: list[str] = []
        self.times: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that states the date, or the start of linked data."""
        values = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._in_script = "ld+json" in values.get("type", "").lower()
        elif tag == "meta":
            names = {values.get(key, "").lower() for key in ("name", "property", "itemprop")}
            if names & _META:
                self.metas.append(values.get("content", ""))
        elif tag == "time" and _marks_publication(values):
            self.times.append(values.get("datetime", ""))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of linked data."""
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        """Keep linked data."""
        if self._in_script:
            self.scripts.append(data)


def _marks_publication(values: dict[str, str]) -> bool:
    """Tell whether a time tag says that it holds the publication date, not just any."""
    if "pubdate" in values or values.get("itemprop", "").lower() == "datepublished":
        return True
    return "publish" in values.get("class", "").lower()


def _linked_data(scripts: list[str]) -> Iterator[str]:
    for script in scripts:
        try:
            yield from _dates_published(json.loads(script))
        except (ValueError, RecursionError):  # a page's broken script is no reason to lose the page
            continue


def _dates_published(value: object) -> Iterator[str]:
    """Yield the datePublished of articles in JSON-LD, on the top level and in a @graph."""
    if isinstance(value, list):
        for item in value:
            yield from _dates_published(item)
    elif isinstance(value, dict):
        published = value.get("datePublished")
        if isinstance(published, str):
            yield published
        for key in ("@graph", "mainEntity"):
            yield from _dates_published(value.get(key))
