"""What addresses and keys of servers have in common, whoever they are."""

import re
from urllib.parse import SplitResult, urlsplit


def split_web_address(url: str) -> SplitResult | None:
    """Return the parts of an http or https address; None if `url` is none."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return None
    return parts if fine and not re.search(r"\s", url) else None


def fits_a_header(key: str) -> bool:
    """Return whether a key or token can be sent in a header: printable ASCII without spaces."""
    return key.isascii() and key.isprintable() and " " not in key
