"""A document as an HTML page of its own: no script, no font, nothing from the network."""

from collections import Counter
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui import texts
from ui.export.document import Document

PARTS = "parts.css"
"""How a briefing looks, beside this module."""

_HERE = Path(__file__).parent


class _Places:
    """Counts where in the text each note is referred to, so that it can lead back there."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    def add(self, n: int) -> int:
        """Return which reference to note `n` this is, from 1 on."""
        self._counts[n] += 1
        return self._counts[n]

    def of(self, n: int) -> range:
        """Return the references to note `n` so far."""
        return range(1, self._counts[n] + 1)


def render(document: Document) -> str:
    """Return `document` as an HTML page. Whatever it holds is shown as text."""
    css = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("briefing.css", PARTS))
    return _filled("briefing.html.jinja", document, top=1, at="", css=Markup(css))  # noqa: S704 -- ours


def render_parts(document: Document, at: str) -> str:
    """Return `document` as HTML for a place within a page whose own heading is the first.

    Each id in it begins with `at`; the page has the style sheet PARTS.
    """
    return _filled("parts.html.jinja", document, top=2, at=at)


def _filled(template: str, document: Document, **values: object) -> str:
    found = _environment().get_template(template)
    return found.render(document=document, places=_Places(), texts=texts, **values)


@cache
def _environment() -> Environment:
    # What is shown was written by others: everything is escaped, and nothing missing is passed by.
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
