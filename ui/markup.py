"""Text that others wrote, made harmless for HTML."""

import html
import re
from urllib.parse import urlsplit

LABEL_LIMIT = 300
"""As many characters of a title, a name or a question are shown outside the article itself."""

_SURROGATES = re.compile("[\ud800-\udfff]")  # JSON may hold lone ones; UTF-8 cannot


def well_formed(text: str) -> str:
    """Return `text` with halves of characters replaced, each by one character."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""What makes "gpj.exe" look like "exe.jpg": fine in a text, but not in a name."""


def escape(text: str) -> str:
    """Return `text` as HTML that shows exactly it, in an element or a quoted attribute."""
    harmless = html.escape(well_formed(text))
    return harmless.replace("\r", "&#13;")  # a parser would turn a bare one into a line feed


def label(text: str) -> str:
    """Return `text` for a line of labels: cut if endless, and unable to turn what follows it."""
    return f"<bdi>{escape(clip(_TURNS.sub('', text)))}</bdi>"


def clip(text: str) -> str:
    """Return `text` in at most LABEL_LIMIT characters, with an ellipsis where it was cut."""
    return text if len(text) <= LABEL_LIMIT else f"{text[: LABEL_LIMIT - 1]}…"


def web_address(url: str | None) -> str | None:
    """Return `url` if it is an http or https address with a host, else None."""
    if not url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url.strip())
        return url.strip() if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:  # such as an unclosed bracket
        return None
