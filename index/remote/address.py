"""Where a Chroma server is, and which collection on it is meant."""

import re
from dataclasses import dataclass, field

from corpus.addresses import fits_a_header, split_web_address
from corpus.errors import SettingsError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,60}[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a collection is. Raises SettingsError for what cannot be an address."""

    url: str
    """http:// or https://, host, and port where it is not 80 or 443."""
    token: str | None = field(default=None, repr=False)
    """Sent as "Authorization: Bearer"; never shown."""
    collection: str = "groundwire"
    """Names one index of perhaps several on the server."""

    def __post_init__(self) -> None:
        for problem in (url_problem(self.url), collection_problem(self.collection)):
            if problem:
                raise SettingsError(problem)
        if not fits_a_header(self.token or ""):
            raise SettingsError(
                "the token for the Chroma server holds a space or a character that a header "
                "cannot hold: copy it anew"
            )

    def __str__(self) -> str:
        return f"collection {self.collection} on {self.url}"


def url_problem(url: str) -> str | None:
    """Return what keeps `url` from being a Chroma server's address, or None."""
    if "@" in url:
        # First of all, and not repeated: what stands before it may be a password.
        return "the address of the Chroma server holds a user name: give a token instead"
    parts = split_web_address(url)
    if parts is None:
        return f"{url!r} is no address of a Chroma server: write it as http://host:8000"
    if parts.path.strip("/") or parts.query or parts.fragment:
        return f"{url!r}: leave out what follows host and port"
    return None


def collection_problem(name: str) -> str | None:
    """Return what keeps `name` from naming a collection, or None."""
    if _NAME.fullmatch(name):
        return None
    return f"collection {name!r}: take 3 to 62 of a-z, A-Z, 0-9, '.', '_', '-', not '.' first"
