"""Serving: one address, a clear refusal, nothing loaded from elsewhere."""

import socket
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from corpus.errors import ServeError

pytestmark = [
    pytest.mark.usefixtures("quiet_gradio"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def refusal(host: str, port: int) -> str:
    from ui.serve import serve  # gradio leaves things open already when it is imported

    page: Any = None  # it is not looked at before there is an address
    with pytest.raises(ServeError) as raised:
        serve(page, host, port, lambda url: pytest.fail(f"ready at {url}"))
    return str(raised.value)


def test_a_port_in_use_is_refused_and_another_is_not_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        assert refusal("127.0.0.1", port) == (
            f"port {port} on 127.0.0.1 is in use: choose another with --port, "
            f"for example --port {port + 1}"
        )


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid", "a" * 70])
def test_a_host_that_is_not_this_computer_is_refused(host: str) -> None:
    message = refusal(host, 0)

    assert f"host {host!r} cannot be served from" in message
    assert "--host 127.0.0.1" in message


def fetch(
    url: str, path: str = "/", body: str | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("POST" if body else "GET", path, body, headers)
    response = connection.getresponse()
    received = {name.lower(): value for name, value in response.getheaders()}
    text = response.read().decode()
    connection.close()
    return response.status, received, text


def test_it_serves_the_port_asked_for(served: str, free_port: int) -> None:
    assert served == f"http://127.0.0.1:{free_port}/"
    assert "Groundwire" in fetch(served)[2]


def test_browsers_are_told_to_load_nothing_from_elsewhere(served: str) -> None:
    policy = fetch(served)[1]["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_a_web_site_cannot_reach_it_under_its_own_name(served: str) -> None:
    assert fetch(served, Host="evil.example")[0] == 403
