"""The connection, against servers that are down, silent, other than Chroma, or guarded."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import numpy as np
import pytest

from corpus.errors import IndexServerError
from index.remote import server as module
from index.remote.address import ServerAddress
from index.remote.server import ChromaServer

Answer = Callable[[BaseHTTPRequestHandler], tuple[int, bytes]]


@pytest.fixture
def http_server() -> Iterator[Callable[[Answer], str]]:
    """Return a maker of loopback servers that answer everything with what a function says."""
    servers: list[ThreadingHTTPServer] = []

    def make(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                code, body = answer(self)
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

            def log_message(self, *arguments: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


def refused(url: str, token: str | None = None) -> str:
    with pytest.raises(IndexServerError) as error:
        ChromaServer(ServerAddress(url, token))
    line = str(error.value)
    assert "\n" not in line
    assert url in line
    return line


def test_a_server_that_is_down() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

    assert "cannot be reached" in refused(url)


def test_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONNECT_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()

        assert "does not answer in time" in refused(f"http://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize("answer", [(200, b"<html>"), (200, b"[]"), (404, b"{}"), (302, b"")])
def test_another_kind_of_server(
    http_server: Callable[[Answer], str], answer: tuple[int, bytes]
) -> None:
    assert "not as a Chroma server" in refused(http_server(lambda request: answer))


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_token_is_named_but_not_shown(
    http_server: Callable[[Answer], str], code: int
) -> None:
    url = http_server(lambda request: (code, b"no"))

    line = refused(url, "s3cret")

    assert str(code) in line
    assert "is the token right?" in line
    assert "s3cret" not in line
    assert "asks for a token" in refused(url)


def test_the_token_goes_along_with_every_request(
    http_server: Callable[[Answer], str], chroma_url: str
) -> None:
    """A proxy as in front of a real deployment: it passes on what has the token."""
    seen: list[str | None] = []
    good = ["Bearer s3cret"]

    def proxy(request: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        seen.append(request.headers["Authorization"])
        body = request.rfile.read(int(request.headers["Content-Length"] or 0))
        if seen[-1] not in good:
            return 401, b"no"
        onward = httpx.request(
            request.command,
            chroma_url + request.path,
            content=body,
            headers={"Content-Type": "application/json"},
        )
        return onward.status_code, onward.content

    url = http_server(proxy)
    server = ChromaServer(ServerAddress(url, "s3cret"))
    collection = server.made("behind-a-proxy")
    collection.put(["a"], np.ones((1, 2), dtype=np.float32), [{"n": 1}])

    assert collection.count() == 1
    assert set(seen) == {"Bearer s3cret"}
    assert "401" in refused(url, "another")
    good.clear()
    with pytest.raises(IndexServerError, match=r"refuses \(401.*is the token right\?"):
        collection.count()
    server.close()


def test_errors_of_chroma_are_one_line(server: ChromaServer) -> None:
    collection = server.made("two-dimensions")
    collection.put(["a"], np.ones((1, 2), dtype=np.float32), [{"n": 1}])

    with pytest.raises(IndexServerError, match="dimension of 2, got 3"):
        collection.put(["b"], np.ones((1, 3), dtype=np.float32), [{"n": 1}])


def test_ids_come_back_over_several_pages(
    server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", 3)
    collection = server.made("pages")
    ids = [f"id{n}" for n in range(10)]
    collection.put(ids, np.ones((10, 2), dtype=np.float32), [{"even": n % 2} for n in range(10)])

    assert collection.ids() == set(ids)
    assert collection.ids({"even": 1}) == set(ids[1::2])
    assert {"pages"} <= set(server.names())
