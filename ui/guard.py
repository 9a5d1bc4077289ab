"""Which requests are answered: those for this page by its own name, from no other web site.

A web site can let a browser ask any address, and can point a name of its own at this computer. A
browser tells the first by Origin and the second by Host; neither can be forged by a site.
"""

import ipaddress
import re
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui import texts

_AUTHORITY = re.compile(r"(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::\d*)?", re.IGNORECASE)


def guarded(app: ASGIApp, host: str, hostnames: Collection[str] = ()) -> ASGIApp:
    """Return `app`, served on `host`, for requests of its own pages and of no browser.

    It is asked for by IP address, as localhost, `host`, this computer's name or one of `hostnames`,
    which may also be names of a proxy that asks under another.
    """
    own = {"localhost", host.lower(), *_this_computer(), *hostnames} - {""}

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] in {"http", "websocket"} else None
        problem = _problem(headers, own, hostnames) if headers is not None else None
        if problem:
            await PlainTextResponse(problem, 403)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return wrapped


def is_loopback(host: str) -> bool:
    """Return whether only this computer reaches what is served on `host`."""
    if host == "localhost":
        return True
    address = _address(host)
    return address is not None and address.version == 4 and address.is_loopback


def _problem(headers: Headers, own: Collection[str], hostnames: Collection[str]) -> str | None:
    host, origin = headers.get("host", ""), headers.get("origin")
    name = _name(host)
    if name not in own and _address(name) is None:
        return texts.not_of_this_page(host)
    # Reading too: Gradio lets every site read, unless it is asked as localhost.
    if origin is None or (sender := urlsplit(origin).netloc) == host or _name(sender) in hostnames:
        return None
    return texts.OF_ANOTHER_SITE


def _name(authority: str) -> str:
    """Return the host that "host:port" names; empty text if it names none."""
    found = _AUTHORITY.fullmatch(authority)
    return (found[1] or found[2]).lower().rstrip(".") if found else ""


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _this_computer() -> tuple[str, str]:
    name = socket.gethostname().lower()
    return name, f"{name.partition('.')[0]}.local"  # as it is known on a local network
