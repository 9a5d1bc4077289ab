"""Where a language model is served, and which one is meant."""

from dataclasses import dataclass, field

from corpus.addresses import fits_a_header, split_web_address
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
        if not fits_a_header(self.api_key or ""):
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
    parts = split_web_address(url)
    if parts is None:
        return f"llm_base_url {url!r} is no address: write it as http://127.0.0.1:11434/v1"
    if parts.query or parts.fragment:
        return f"llm_base_url {url!r}: leave out what follows the path"
    for call in _CALLS:
        if parts.path.rstrip("/").endswith(call):
            return f"llm_base_url {url!r}: leave out {call}, which is added by itself"
    return None
