"""What can go wrong on the way to a language model, and that it ends in one clear line."""
# ruff: noqa: ANN401 -- pytest.fixture hides the type of llm_server

import json
from collections.abc import Callable
from typing import Any

import pytest

from corpus.errors import LLMError
from rag.llm.endpoint import Endpoint
from rag.llm.model import Prompt
from rag.llm.openai_like import OpenAILikeModel

PROMPT = Prompt("You are brief.", "What is a ferry?")
KEY = "sk-s3cret"


def asked(url: str, timeout: float = 20.0, key: str | None = KEY) -> str:
    """Return what the model at `url` writes, with a bar behind it if it was cut off."""
    deltas = OpenAILikeModel(Endpoint(url, "small", key, timeout)).stream(PROMPT)
    return "".join(delta.text + ("|" if delta.cut_off else "") for delta in deltas)


def failure(url: str, timeout: float = 20.0) -> str:
    with pytest.raises(LLMError) as failed:
        asked(url, timeout)
    message = str(failed.value)
    assert message.startswith(f"language model small at {url} ")
    assert "\n" not in message
    assert KEY not in message
    return message


def test_the_model_gets_the_prompt_and_the_key(llm_server: Any) -> None:
    llm_server.writes("A ferry is a boat.")

    assert asked(llm_server.url).strip() == "A ferry is a boat."
    ((path, headers, body),) = llm_server.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        ("system", PROMPT.system),
        ("user", PROMPT.user),
    ]
    assert body["model"] == "small"
    assert body["stream"] is True


def test_a_key_for_another_service_is_not_sent(
    llm_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    llm_server.writes("Yes.")

    asked(llm_server.url, key=None)

    assert "another" not in json.dumps(llm_server.requests[0][1])


@pytest.mark.parametrize("finish", ["length", "content_filter", None])
def test_what_did_not_end_by_itself_is_cut_off(llm_server: Any, finish: str | None) -> None:
    llm_server.writes("A ferry is a", finish=finish)

    assert asked(llm_server.url) == "A ferry is a |"


@pytest.mark.parametrize("counted", [True, False])
def test_tokens_are_asked_for_only_where_they_are_to_be_counted(
    llm_server: Any, counted: bool
) -> None:
    llm_server.writes("A ferry is a boat.", tokens=42)

    model = OpenAILikeModel(Endpoint(llm_server.url, "small"), count_tokens=counted)
    *_, last = model.stream(PROMPT)

    assert (last.tokens, last.cut_off) == (42, False)
    (_, _, body) = llm_server.requests[0]
    assert body.get("stream_options") == ({"include_usage": True} if counted else None)


def test_a_server_that_does_not_count_leaves_it_unknown(llm_server: Any) -> None:
    llm_server.writes("A ferry is a boat.")

    *_, last = OpenAILikeModel(Endpoint(llm_server.url, "small"), count_tokens=True).stream(PROMPT)

    assert last.tokens is None


def test_nobody_there_is_said() -> None:
    assert "cannot be reached" in failure("http://127.0.0.1:9/v1")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (401, "401 Unauthorized: check llm_api_key"),
        (403, "403 Forbidden: check llm_api_key"),
        (404, "404 Not Found: check llm_model"),
        (400, "400 Bad Request (Error code: 400"),
        (500, "500 Internal Server Error"),
        (503, "503 Service Unavailable"),
        (302, "302 Found"),
    ],
)
def test_a_refusal_is_said_with_its_code(llm_server: Any, code: int, said: str) -> None:
    body = json.dumps({"error": {"message": f"no, {KEY} is\nbad"}})
    llm_server.refuses(code, body, Location="http://127.0.0.1:9/elsewhere")

    assert said in failure(llm_server.url)
    assert len(llm_server.requests) == 1


def test_a_busy_server_is_asked_once_more(llm_server: Any) -> None:
    llm_server.refuses(429, Retry_After="0.01")
    llm_server.writes("A ferry is a boat.")

    assert asked(llm_server.url).strip() == "A ferry is a boat."


@pytest.mark.parametrize(("wait", "times"), [("0.01", 2), ("3600", 1)])
def test_a_server_that_stays_busy_is_left_alone(llm_server: Any, wait: str, times: int) -> None:
    llm_server.refuses(429, Retry_After=wait)

    assert "429 Too Many Requests" in failure(llm_server.url)
    assert len(llm_server.requests) == times


@pytest.mark.parametrize(
    ("text", "pings", "said"),
    [
        ("", False, "was silent for 1 s"),
        ("", True, "was silent for 1 s"),
        ("A ferry", True, "was not done after 2 s"),
    ],
)
def test_a_slow_model_is_not_waited_for(llm_server: Any, text: str, pings: bool, said: str) -> None:
    llm_server.stalls(text, pings=pings)

    assert said in failure(llm_server.url, timeout=2)


def test_a_connection_that_breaks_is_no_end(llm_server: Any) -> None:
    llm_server.breaks_off("A ferry is")

    assert "broke off" in failure(llm_server.url)


@pytest.mark.parametrize(
    "body",
    [
        b"data: {not json\n\n",
        b'data: {"surprise": 1}\n\n',
        b"data: [1, 2]\n\n",
        b'data: {"choices": [{"delta": 7}]}\n\n',
        b'data: {"choices": [{"delta": {"content": 7}}]}\n\n',
        b'data: {"choices": 7}\n\n',
        b"data: \xff\xfe\n\n",
        b'data: {"error": {"message": "out of memory"}}\n\n',
    ],
)
def test_nonsense_is_said_to_be_that(llm_server: Any, body: bytes) -> None:
    llm_server.sends(body)

    assert "broke off" in failure(llm_server.url) or "does not speak" in failure(llm_server.url)


@pytest.mark.parametrize("body", [b"", b"<html><p>Welcome</p></html>", b": hello\n\n"])
def test_a_page_of_something_else_holds_no_words(llm_server: Any, body: bytes) -> None:
    llm_server.sends(body, "text/html")

    assert asked(llm_server.url) == "|"


def test_it_works_where_an_event_loop_runs_already(
    llm_server: Any, run_async: Callable[..., Any]
) -> None:
    llm_server.writes("A ferry is a boat.")

    async def notebook(ask: Callable[[str], str]) -> str:
        return ask(llm_server.url)

    assert run_async(notebook(asked)).strip() == "A ferry is a boat."


def test_who_stops_listening_stops_the_model(llm_server: Any) -> None:
    llm_server.stalls("A ferry is a boat. ", pings=True)
    stream = OpenAILikeModel(Endpoint(llm_server.url, "small")).stream(PROMPT)
    assert next(stream).text

    stream.close()  # returns at once, though the server would go on

    assert list(stream) == []
