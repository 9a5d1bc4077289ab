"""Files on their way in: taken, or refused in one line."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from corpus.errors import CorpusError
from ui import upload_route as route
from ui.uploads import Uploads


class Keeping:
    """As much of an editor as takes files in."""

    def __init__(self, root: Path) -> None:
        self.uploads = Uploads(root)
        self.receive = self.uploads.keep


@pytest.fixture
def editor(tmp_path: Path) -> Any:  # noqa: ANN401 -- as much of one as is asked
    return Keeping(tmp_path / "uploads")


Put = Callable[..., tuple[int, Any]]


@pytest.fixture
def put(editor: Any, run_async: Callable[[Coroutine[Any, Any, Any]], Any]) -> Put:  # noqa: ANN401
    async def send(name: str, body: bytes | AsyncIterator[bytes], size: str) -> tuple[int, Any]:
        transport = httpx.ASGITransport(Starlette(routes=[route.upload_route(editor)]))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            asked = {"name": name, "size": size}
            response = await client.put(route.PATH, params=asked, content=body)
            return response.status_code, response.json()

    def run(name: str, body: bytes | AsyncIterator[bytes], size: str = "0") -> tuple[int, Any]:
        return run_async(send(name, body, size))

    return run


def test_a_file_is_kept_and_its_name_is_told(put: Put, editor: Keeping) -> None:
    assert put("../up/May.txt", b"one") == (200, {"file": "up/May.txt"})
    assert put("../up/May.txt", b"two") == (200, {"file": "up/May (2).txt"})
    assert (editor.uploads.root / "up" / "May.txt").read_bytes() == b"one"


@pytest.mark.parametrize("name", ["a.png", "a", "", "../..", ".txt", "x" * 9000])
def test_another_type_is_refused(put: Put, editor: Keeping, name: str) -> None:
    _, told = put(name, b"text")

    assert "type" in told["problem"]
    assert editor.uploads.files() == []


def test_what_is_too_large_is_refused_by_what_it_says_and_by_what_comes(
    put: Put, editor: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, told = put("a.txt", b"", "31000000")
    assert told == {"problem": "has 31 MB; at most 25 MB are taken: split it"}

    monkeypatch.setattr(route, "MOST_BYTES", 1000)

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 300
            await asyncio.sleep(0)

    _, told = put("a.txt", endless(), "nonsense")
    assert "are taken" in told["problem"]
    assert editor.uploads.files() == []
    assert list((editor.uploads.root / ".incoming").iterdir()) == []


def test_where_there_is_no_room_a_file_is_refused_once_it_is_sent(
    put: Put, editor: Keeping
) -> None:
    editor.uploads = Uploads(editor.uploads.root, most_mb=1)
    sent = []

    async def body() -> AsyncIterator[bytes]:
        for _ in range(4):
            sent.append(1)
            yield b"x" * 400_000

    _, told = put("a.txt", body())

    assert "may hold 1 MB" in told["problem"]
    assert len(sent) == 4
    assert editor.uploads.files() == []
    assert put("b.txt", b"small")[1] == {"file": "b.txt"}


def test_what_goes_wrong_is_told_in_one_line(put: Put, editor: Keeping) -> None:
    def fails(arrived: Path, name: str) -> str:
        raise CorpusError("the folder is not ours")

    editor.receive = fails
    assert put("a.txt", b"one")[1] == {"problem": "the folder is not ours"}

    def full(arrived: Path, name: str) -> str:
        raise OSError(28, "No space left on device")

    editor.receive = full
    assert "No space left on device" in put("a.txt", b"one")[1]["problem"]
