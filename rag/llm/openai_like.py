"""Any OpenAI-compatible server: Ollama, vLLM, llama.cpp, a cloud.

The only module that knows the client and its errors; it imports them late, since they take seconds.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing
from http.client import responses
from typing import TYPE_CHECKING, Any

from corpus.errors import LLMError, first_line
from rag.llm.endpoint import Endpoint
from rag.llm.model import Delta, Prompt
from rag.llm.threads import iterate

if TYPE_CHECKING:
    from openai import APIStatusError

_MOST_TOKENS = 1024  # four sentences take 200; a model that thinks aloud first takes more
_PAUSE = 2.0
"""Seconds before the second try where the server does not say how long to wait."""
_NO_KEY = "none"  # else the client would send a key for another service that it finds around it
_COUNTED = {"stream_options": {"include_usage": True}}
_REMEDY = "look whether it runs, or unset llm_base_url"


class OpenAILikeModel:
    """A model behind an endpoint. Safe to share between threads: each answer has its own client."""

    def __init__(self, endpoint: Endpoint, *, count_tokens: bool = False) -> None:
        """Ask the model at `endpoint`, once it is needed.

        With `count_tokens` the server is asked to say how many tokens it took, by OpenAI's
        `stream_options`, which not every server knows; without, some say so all the same.
        """
        self._endpoint, self._count_tokens = endpoint, count_tokens

    def stream(self, prompt: Prompt) -> Generator[Delta, None, None]:
        """Yield what the model writes; see `LanguageModel`.

        A server that is too busy (429) is asked once more. Nothing is asked twice otherwise.
        """
        import llama_index.llms.openai_like  # noqa: F401 -- on our time, not on the model's

        return iterate(lambda: self._timed(prompt))

    async def _timed(self, prompt: Prompt) -> AsyncGenerator[Delta, None]:
        clock, seconds, begun = asyncio.get_running_loop().time, self._endpoint.timeout, False
        end = clock() + seconds
        try:
            async with (
                asyncio.timeout(seconds / 2) as limit,
                aclosing(self._asked(prompt)) as asked,
            ):
                async for delta in asked:
                    if delta.text and not begun:
                        begun = True
                        limit.reschedule(end)
                    yield delta
        except TimeoutError:
            raise LLMError(self._too_slow(begun)) from None

    def _too_slow(self, begun: bool) -> str:
        seconds = self._endpoint.timeout
        what = f"was not done after {seconds:g} s" if begun else f"was silent for {seconds / 2:g} s"
        return f"{self._endpoint} {what}: raise llm_timeout, or take a faster one"

    async def _asked(self, prompt: Prompt) -> AsyncGenerator[Delta, None]:
        from httpx import HTTPError
        from openai import APIConnectionError, APIError, APIStatusError

        try:
            async with aclosing(self._tried_twice(prompt)) as tried:
                async for delta in tried:
                    yield delta
        except APIStatusError as error:
            raise LLMError(self._refused(error)) from error
        except APIConnectionError as error:
            cause = first_line(_root(error))
            raise LLMError(f"{self._endpoint} cannot be reached ({cause}): {_REMEDY}") from error
        except (APIError, HTTPError) as error:
            found = self._without_key(first_line(error, 120))
            raise LLMError(f"{self._endpoint} broke off ({found}): {_REMEDY}") from error
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            # The client takes whatever comes for what it hopes for, and stumbles later.
            found = f"does not speak as an OpenAI-compatible server does ({type(error).__name__})"
            raise LLMError(f"{self._endpoint} {found}: check llm_base_url") from error

    async def _tried_twice(self, prompt: Prompt) -> AsyncGenerator[Delta, None]:
        from openai import RateLimitError

        try:
            async with aclosing(self._deltas(prompt)) as deltas:
                async for delta in deltas:
                    yield delta
            return
        except RateLimitError as error:
            pause = _pause(error)
            if pause > self._endpoint.timeout / 4:
                raise
        await asyncio.sleep(pause)
        async with aclosing(self._deltas(prompt)) as deltas:
            async for delta in deltas:
                yield delta

    async def _deltas(self, prompt: Prompt) -> AsyncGenerator[Delta, None]:
        from httpx import AsyncClient
        from llama_index.core.llms import ChatMessage
        from llama_index.llms.openai_like import OpenAILike

        messages = [
            ChatMessage(role="system", content=prompt.system),
            ChatMessage(role="user", content=prompt.user),
        ]
        # No redirects: the evidence goes to the server that was named, and to no other.
        async with AsyncClient(timeout=None, follow_redirects=False) as http:  # noqa: S113 -- _timed
            model = OpenAILike(
                model=self._endpoint.model,
                api_base=self._endpoint.url,
                api_key=self._endpoint.api_key or _NO_KEY,
                is_chat_model=True,
                temperature=0.0,
                max_tokens=_MOST_TOKENS,
                max_retries=0,
                async_http_client=http,
                additional_kwargs=_COUNTED if self._count_tokens else {},
            )
            ended, tokens = None, None
            async for part in await model.astream_chat(messages):
                ended = _finish(part.raw) or ended
                tokens = _tokens(part.raw) or tokens
                yield Delta(part.delta or "")
            yield Delta("", cut_off=ended != "stop", tokens=tokens)

    def _refused(self, error: "APIStatusError") -> str:
        code = error.status_code
        said = f"{self._endpoint} answers {code} {responses.get(code, 'unknown status')}"
        if code in (401, 403):
            return f"{said}: check llm_api_key"
        if code == 404:
            return (
                f"{said}: check llm_model, and whether llm_base_url ends as its server wants (/v1)"
            )
        if code == 429:
            return f"{said}: too many questions for it; ask again later"
        return f"{said} ({self._without_key(first_line(error, 120))}): {_REMEDY}"

    def _without_key(self, text: str) -> str:
        return text.replace(self._endpoint.api_key, "…") if self._endpoint.api_key else text


def _finish(chunk: Any) -> str | None:  # noqa: ANN401 -- whatever the server sent
    return chunk.choices[0].finish_reason if chunk.choices else None


def _tokens(chunk: Any) -> int | None:  # noqa: ANN401 -- whatever the server sent
    total = getattr(getattr(chunk, "usage", None), "total_tokens", None)
    return total if isinstance(total, int) else None


def _pause(error: "APIStatusError") -> float:
    try:
        return max(0.0, float(error.response.headers.get("retry-after", _PAUSE)))
    except ValueError:  # a date, which few servers send
        return _PAUSE


def _root(error: BaseException) -> Exception:
    while error.__cause__:
        error = error.__cause__
    return error if isinstance(error, Exception) else Exception(error)
