"""A page answers to its own names, and to no other web site."""

import socket
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.guard import guarded, is_loopback

ALL = "0.0.0.0"  # noqa: S104 -- nothing is bound
Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(run_async: Callable[[Coroutine[Any, Any, Any]], Any]) -> Ask:
    async def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse("answered")

    async def send(host: str, names: frozenset[str], method: str, headers: dict[str, str]) -> Any:  # noqa: ANN401
        route = Route("/", answer, methods=["GET", "POST", "OPTIONS"])
        transport = httpx.ASGITransport(guarded(Starlette(routes=[route]), host, names))
        async with httpx.AsyncClient(transport=transport, base_url="http://unused") as client:
            response = await client.request(method, "/", headers=headers)
            return response.status_code, response.text

    def run(
        headers: dict[str, str], host: str = ALL, names: str = "", method: str = "POST"
    ) -> tuple[int, str]:
        return run_async(send(host, frozenset(names.split()), method, headers))

    return run


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:7860", "10.0.0.7", "[::1]:7860", "[fe80::1]", "localhost", "LOCALHOST.:80",
     f"{socket.gethostname()}:7860", "desk.lan", "Desk.example.org"],
)  # fmt: skip
def test_addresses_and_names_of_its_own_are_answered(ask: Ask, host: str) -> None:
    asked = ask({"Host": host, "Origin": f"http://{host}"}, "desk.lan", "desk.example.org")

    assert asked == (200, "answered")


@pytest.mark.parametrize("served", [ALL, "10.0.0.7", "127.0.0.1", ""])
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example",
     "evil.example@127.0.0.1", "", "[evil]", "127.0.0.1/evil"],
)  # fmt: skip
def test_a_name_that_somebody_points_at_it_is_refused_in_one_line(
    ask: Ask, served: str, host: str
) -> None:
    status, told = ask({"Host": host, "Origin": f"http://{host}"}, served, method="GET")

    assert status == 403
    assert "is no name of this page: open it by its IP address, or add the name" in told
    assert "\n" not in told


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://10.0.0.7:8000"])
def test_another_web_site_neither_changes_nor_reads(ask: Ask, method: str, origin: str) -> None:
    status, told = ask({"Host": "10.0.0.7:7860", "Origin": origin}, method=method)

    assert (status, told.partition(";")[0]) == (403, "another web site may not ask this for you")


def test_a_proxy_may_ask_under_another_name_if_its_own_is_set(ask: Ask) -> None:
    headers = {"Host": "127.0.0.1:7860", "Origin": "https://desk.example.org"}

    assert ask(headers)[0] == 403
    assert ask(headers, names="desk.example.org")[0] == 200
    assert ask({"Host": "127.0.0.1:7860"})[0] == 200  # no browser sends it


@pytest.mark.parametrize(
    ("host", "only"),
    [("localhost", True), ("127.0.0.9", True), (ALL, False), ("::1", False), ("desk", False)],
)
def test_whether_only_this_computer_reaches_it(host: str, only: bool) -> None:
    assert is_loopback(host) == only
