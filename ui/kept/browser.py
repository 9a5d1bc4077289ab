"""Whose a conversation is: a browser's, which a cookie of its own makes known again."""

import hashlib
import re
import secrets
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "groundwire_browser"
_ID = re.compile(r"[A-Za-z0-9_-]{43}")  # as `new_id` makes them
_DAYS = 400  # browsers keep no cookie longer


def new_id() -> str:
    """Return an id of 256 random bits."""
    return secrets.token_urlsafe(32)


def owner_of(cookies: Mapping[str, str]) -> str | None:
    """Return under which name the browser with these `cookies` keeps things; None if unknown.

    Whoever reads the name in the file does not learn the id, which alone opens what is kept.
    """
    id_ = cookies.get(COOKIE, "")
    return hashlib.sha256(id_.encode()).hexdigest() if _ID.fullmatch(id_) else None


def with_known_browsers(app: ASGIApp) -> ASGIApp:
    """Return `app` so that each browser that opens a page of it gets an id, or keeps its own."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await app(scope, receive, send)
            return
        cookies = HTTPConnection(scope).cookies
        id_ = cookies[COOKIE] if owner_of(cookies) else new_id()

        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(id_, scope["scheme"] == "https"))
                    headers["cache-control"] = "no-store"  # no cache may hand it to another
            await send(message)

        await app(scope, receive, send_more)

    return wrapped


def _cookie(id_: str, encrypted: bool) -> str:
    # No script reads it, and no other site's form sends it; a link from there does open the page.
    life = f"Max-Age={_DAYS * 24 * 3600}; Path=/; HttpOnly; SameSite=Lax"
    return f"{COOKIE}={id_}; {life}{'; Secure' if encrypted else ''}"
