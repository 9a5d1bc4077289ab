"""What a language model is to the rest: a name, and text that comes in pieces."""

import re
from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked."""

    system: str
    """Its orders, which are ours."""
    user: str
    """The question and the material, which others wrote."""


@dataclass(frozen=True, slots=True)
class Delta:
    """The next piece of what a model writes."""

    text: str
    cut_off: bool = False
    """Whether the model had more to say and was stopped: nothing follows."""
    tokens: int | None = None
    """What the model read and wrote in all, as far as its server says."""


class LanguageModel(Protocol):
    """Writes an answer to a prompt."""

    def stream(self, prompt: Prompt) -> Generator[Delta, None, None]:
        """Yield what the model writes, as it writes it.

        Raises LLMError if it cannot be asked, is too slow, or breaks off: one line that names the
        endpoint. Closing the generator stops the model.
        """


class ScriptedModel:
    """A stand-in for tests: writes what it was given, word by word, and remembers its prompts."""

    def __init__(
        self,
        text: str,
        *,
        cut_off: bool = False,
        error: Exception | None = None,
        tokens: int | None = None,
    ) -> None:
        """Write `text`; then be `cut_off`, or raise `error`; say that it took `tokens`."""
        self._text, self._cut_off, self._error, self._tokens = text, cut_off, error, tokens
        self.prompts: list[Prompt] = []

    def stream(self, prompt: Prompt) -> Generator[Delta, None, None]:
        """Yield the script."""
        self.prompts.append(prompt)
        for piece in re.findall(r"\S*\s*", self._text):
            yield Delta(piece)
        if self._error:
            raise self._error
        if self._cut_off or self._tokens:
            yield Delta("", self._cut_off, self._tokens)
