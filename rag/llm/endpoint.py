"""Where a language model is served, and which one is meant."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.errors import SettingsError

_CALLS = ("/chat/completions", "/completions", "/models")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server. Raises SettingsError for what cannot be one."""

    url: str
    """http:// or https://, host, port, and path up to its version, mostly /v1."""
    model: str
    """As the server names it."""
    api_key: str | None = field(default=None, repr=False)
    """Sent as "Authorization: Bearer"; never shown."""
    timeout: float = 60.0
    """Seconds in which an answer is to be there; its first word is to come within half of them."""

    def __post_init__(self) -> None:
        if problem := url_problem(self.url):
            raise SettingsError(problem)
        if not self.model.strip():
            raise SettingsError("llm_model is empty: give the name the server knows the model by")
        key = self.api_key or "-"
        if not key.isascii() or not key.isprintable() or " " in key:
            raise SettingsError(
                "llm_api_key holds a space or a character that a header cannot hold: copy it anew"
            )

    def __str__(self) -> str:
        return f"language model {self.model} at {self.url}"


def url_problem(url: str) -> str | None:
    """Return what keeps `url` from being the base URL of a language model, or None."""
    if "@" in url:
        # First of all, and not repeated: what stands before it may be a password.
        return "llm_base_url holds a user name: leave it out and set llm_api_key"
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        fine = False
    if not fine or re.search(r"\s", url):
        return f"llm_base_url {url!r} is no address: write it as http://127.0.0.1:11434/v1"
    if parts.query or parts.fragment:
        return f"llm_base_url {url!r}: leave out what follows the path"
    for call in _CALLS:
        if parts.path.rstrip("/").endswith(call):
            return f"llm_base_url {url!r}: leave out {call}, which is added by itself"
    return None
