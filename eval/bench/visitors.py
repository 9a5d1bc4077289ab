"""A page of ours in a process of its own, and users who ask it: as a program does, or a browser."""

import json
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import httpx
import psutil

from corpus.errors import ServeError
from eval.bench.load import Ask

_TURNS = 5
"""So many questions a user of the page asks before a new conversation."""
_TIMEOUT = httpx.Timeout(600)


@contextmanager
def served(*arguments: str) -> Iterator[tuple[str, psutil.Process]]:
    """Serve a page as `groundwire serve` with `arguments` does: yield its address and its process.

    Raises ServeError, with what it says, if it does not come up.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ui", "serve", "--port", str(port), *arguments]
    with TemporaryFile("w+", encoding="utf-8") as log:  # a pipe that nobody reads would fill up
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)  # noqa: S603
        try:
            if not (running.stdout and running.stdout.readline()):
                log.seek(0)
                raise ServeError(f"the page to be measured did not come up: {log.read()[-300:]}")
            yield f"http://127.0.0.1:{port}", psutil.Process(running.pid)
        finally:
            running.terminate()
            running.communicate()


def megabytes_of(process: psutil.Process) -> float:
    """Return the resident memory of `process`."""
    return round(float(process.memory_info().rss) / 1e6, 1)


def by_api(url: str) -> Ask:
    """Return a user who asks the endpoint `ask` of the page at `url`."""
    client = httpx.Client(base_url=f"{url}/gradio_api/call/v2/", timeout=_TIMEOUT)

    def ask(question: str, taken: Callable[[], None]) -> str | None:
        try:
            begun = client.post("ask", json={"question": question}).raise_for_status().json()
            taken()
            with client.stream("GET", f"ask/{begun['event_id']}") as stream:
                events = [line for line in stream.iter_lines() if line]
        except httpx.HTTPError as error:
            return f"{type(error).__name__}: {error}"
        return None if "event: complete" in events else " ".join(events)[-300:]

    return ask


def by_page(url: str) -> Ask:
    """Return a user who asks on the page at `url` as its script does, each in a few turns."""
    client = httpx.Client(base_url=url, timeout=_TIMEOUT)
    event = _sending(client.get("/config").raise_for_status().json())
    asked: list[str] = []

    def ask(question: str, taken: Callable[[], None]) -> str | None:
        session = asked[-1] if len(asked) % _TURNS else secrets.token_hex(8)
        asked.append(session)
        try:
            sent = {"event_data": {"question": question}, "session_hash": session}
            body = event | sent | {"data": [None, ""]}
            client.post("/gradio_api/queue/join", json=body).raise_for_status()
            taken()
            return _followed(client, session)
        except httpx.HTTPError as error:
            return f"{type(error).__name__}: {error}"

    return ask


def _sending(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a browser sends with each question: what of the page hands it over."""
    parts = config["components"]
    (outbox,) = (part["id"] for part in parts if part["props"].get("elem_id") == "gw-outbox")
    event = next(d["id"] for d in config["dependencies"] if [outbox, "submit"] in d["targets"])
    return {"fn_index": event, "trigger_id": outbox}


def _followed(client: httpx.Client, session: str) -> str | None:
    found: str | None = "the page let go of the line"
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            if message.get("msg") == "process_completed":  # a browser hears it to its end, too
                found = None if message["success"] else line[-300:]
    return found


def index_arguments(index: Path | None) -> list[str]:
    """Return the flags that name the folder of the index."""
    return ["--index", str(index)] if index else []
