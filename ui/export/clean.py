"""Text that others wrote, as every file format can hold it: one line, and no characters that steer.

What is left may still mean something in a format (`<`, `*`, `#`): each writer escapes that.
"""

import re

from ui.markup import clip

TEXT_LIMIT = 4_000
"""As many characters of a sentence or a quote are shown: no sentence that people wrote is longer,
and a file whose one line has a megabyte must not make a thousand pages."""

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f]"  # control characters, line breaks among them
    "|[\u2028\u2029]"  # other line breaks
    "|[\u202a-\u202e\u2066-\u2069]"  # would turn round the text that follows
)
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML and UTF-8 cannot hold them


def clean(text: str) -> str:
    """Return `text` in one line, of at most TEXT_LIMIT characters, as it is otherwise."""
    whole = _folded(text)
    return whole if len(whole) <= TEXT_LIMIT else f"{whole[: TEXT_LIMIT - 1]}…"


def clean_label(text: str) -> str:
    """Return `text`, a title or a name, in one line of at most LABEL_LIMIT characters."""
    return clip(_folded(text))


def _folded(text: str) -> str:
    # A control character holds words apart; half a character and a non-character stood for one.
    return " ".join(_NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", _STEERING.sub(" ", text)).split())
