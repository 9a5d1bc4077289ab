"""All settings, built once at the top from defaults, groundwire.toml, GROUNDWIRE_* and flags."""

import difflib
import os
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from corpus.errors import SettingsError
from index.passage import Chunking
from index.remote.address import ServerAddress
from index.weights import DEFAULT_MODEL
from rag.llm.endpoint import Endpoint
from ui.hostnames import Hostnames
from ui.upload_room import MOST_MB

FILE = "groundwire.toml"
PREFIX = "GROUNDWIRE_"
OFF = "off"
"""In place of the file of conversations: none are kept."""

_SECRET = {"chroma_token", "llm_api_key"}


class Settings(BaseSettings):
    """Frozen; a later source wins over an earlier one: defaults, file, environment, flags."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, toml_file=FILE, env_ignore_empty=True
    )

    index: Path = Path(".groundwire")
    """The folder of the index, unless it is on a server."""
    chroma: str | None = None
    """The address of the Chroma server that holds the index."""
    chroma_token: SecretStr | None = None
    """What the proxy before that server asks for."""
    collection: str = "groundwire"
    """The name of the index on that server."""
    model: str = Field(DEFAULT_MODEL, min_length=1)
    """A sentence-transformers model: the default, a folder, or a name in the local hub cache."""
    reranker: str | None = Field(None, min_length=1)
    """A sentence-transformers CrossEncoder that reorders the best passages: folder or hub name."""
    selector: bool = True
    """Whether the small model that comes with the project helps to choose the evidence."""
    checker: str | None = Field(None, min_length=1)
    """A CrossEncoder for inference or fact-checking that checks statements too: folder or name."""
    llm_base_url: str | None = None
    """The base URL of an OpenAI-compatible server whose language model writes the answers."""
    llm_model: str | None = None
    """The model's name on that server."""
    llm_api_key: SecretStr | None = None
    """What that server asks for."""
    llm_timeout: float = Field(60.0, ge=1, le=600, allow_inf_nan=False)
    """Seconds in which it is to have written an answer."""
    max_words: int = Field(Chunking().max_words, ge=20, le=400)
    """The most words a passage has."""
    batch_size: int = Field(32, ge=1, le=1024)
    """How many passages are embedded at once."""
    conversations: str | None = Field(None, min_length=1)
    """The file that conversations are kept in, or "off". By default it is beside the index."""
    host: str = "127.0.0.1"
    """The address the page is served on."""
    port: int = Field(7860, ge=1, le=65535)
    """The port the page is served on."""
    hostnames: Hostnames = frozenset()
    """Further names that the page is opened by, such as a proxy's; with commas in a variable."""
    uploads: Path | None = None
    """Where articles that are put in on the page are kept; None for a folder beside the index."""
    uploads_mb: int = Field(MOST_MB, ge=1, le=10_000_000)
    """The most megabytes that folder may hold, what was taken out on the page among them."""
    edit: bool | None = None
    """Whether the page may change the corpus; None for: if only this computer reaches it."""

    @field_validator("index", "uploads", "conversations")
    @classmethod
    def _can_be_a_path(cls, path: Path | str | None) -> Path | str | None:
        if "\0" in str(path):
            raise ValueError("a path cannot hold a NUL character")
        return path

    @property
    def uploads_folder(self) -> Path:
        """Where articles that are put in on the page are kept.

        Raises SettingsError if that is in the index, which is deleted and written anew at will.
        """
        index = Path(os.path.abspath(self.index))  # noqa: PTH100 - resolve() would follow links
        # Not hidden: these are somebody's articles.
        beside = index.with_name(f"{index.name.lstrip('.') or 'groundwire'}-uploads")
        folder = Path(os.path.abspath(self.uploads or beside))  # noqa: PTH100
        if folder.is_relative_to(index):
            raise SettingsError(f"uploads {folder} is in the index {index}: name another folder")
        return folder

    @property
    def conversations_file(self) -> Path | None:
        """Where conversations are kept; None if they are not."""
        if self.conversations is None:
            index = self.index.resolve()
            return index.parent / f"{index.name}.conversations.sqlite"
        return None if self.conversations == OFF else Path(self.conversations)

    @property
    def server(self) -> ServerAddress | None:
        """Where the index is, if it is on a server. Raises SettingsError if that cannot be."""
        if self.chroma is None:
            return None
        token = self.chroma_token.get_secret_value() if self.chroma_token else None
        return ServerAddress(self.chroma, token, self.collection)

    @property
    def endpoint(self) -> Endpoint | None:
        """Where the language model is, if there is one. Raises SettingsError if that cannot be."""
        if not self.llm_base_url and not self.llm_model:
            return None
        if not self.llm_base_url or not self.llm_model:
            given, missing, example = (
                ("llm_base_url", "llm_model", "the name its server knows it by")
                if self.llm_base_url
                else ("llm_model", "llm_base_url", "such as http://127.0.0.1:11434/v1")
            )
            raise SettingsError(f"{given} is set but {missing} is not: set it too, {example}")
        key = self.llm_api_key.get_secret_value() if self.llm_api_key else None
        return Endpoint(self.llm_base_url, self.llm_model, key, self.llm_timeout)

    @property
    def chunking(self) -> Chunking:
        """How articles are cut into passages."""
        return Chunking(self.max_words)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Name the sources, the strongest first."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**flags: Any) -> Settings:  # noqa: ANN401
    """Build the settings; `flags` that are None were not given.

    Raises SettingsError, naming the key and where it stands, for unknown keys and bad values.
    """
    _refuse_unknown_variables()
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(_explain(error, given)) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{FILE} is not text in UTF-8: save it as such") from None
    except ValueError as error:  # a TOML file that cannot be parsed
        raise SettingsError(f"{FILE} is not valid TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"{FILE} cannot be read: {error.strerror}") from None


def _refuse_unknown_variables() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"environment variable {name} is unknown{_nearest(name, known)}")


def _explain(error: ValidationError, flags: dict[str, Any]) -> str:
    first = error.errors()[0]
    key = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        return f"{FILE}: setting {key!r} is unknown{_nearest(key, set(Settings.model_fields))}"
    if key in flags:
        place = f"--{key.replace('_', '-')}"
    else:
        place = PREFIX + key.upper() if PREFIX + key.upper() in os.environ else f"{FILE}: {key}"
    given = "" if key in _SECRET else f" {first['input']!r}"
    return f"{place}{given}: {first['msg'].lower()}"


def _nearest(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f": did you mean {close[0]}?" if close else f"; known: {', '.join(sorted(known))}"
