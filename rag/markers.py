"""Markers: the [n] by which a text points at its citations."""

import re

MARKER = re.compile(r"\[(\d+)\]")


def as_text(words: str) -> str:
    """Return `words` with what looks like a marker in them, "[7]", written "(7)"."""
    return MARKER.sub(r"(\1)", words)
