"""Serving the page: one address, nothing to the network, a clean end."""

import errno
import logging
import os
import socket
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import ServeError
from ui import texts
from ui.export.html import PARTS
from ui.guard import guarded
from ui.kept.browser import with_known_browsers
from ui.refusals import HANDLERS
from ui.tools import require_mcp, speak_json

_STYLES = [
    Path(__file__).parent / name
    for name in (
        "page.css",
        "filters.css",
        "corpus.css",
        "edit.css",
        "briefing.css",
        "kept/kept.css",
        f"export/{PARTS}",
    )
]
_FONTS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%23215f78'/%3E"
    "%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E"
)
# Gradio's own scripts are inline and evaluated; what this forbids is every other host.
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' "
    "'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def serve(
    page: gr.Blocks,
    host: str,
    port: int,
    ready: Callable[[str], None],
    routes: Sequence[BaseRoute] = (),
    *,
    hostnames: Collection[str] = (),
    known_browsers: bool = False,
    mcp: bool = False,
) -> None:
    """Serve `page` until interrupted; `ready` gets its address once it listens.

    `routes` are served beside it. With `known_browsers`, each browser gets a cookie by which the
    page knows it again. With `mcp`, the page's API is there as tools of an MCP server too. What
    another web site asks for is refused; `hostnames` are further names of this one (ui/guard.py).

    Raises ServeError if `host` is not this computer's, `port` is in use, or there is no package
    for `mcp`.
    """
    if mcp:
        require_mcp()
    listener = _listen(host, port)
    with listener:
        url = _address(listener)
        config = uvicorn.Config(
            _app(page, host, hostnames, routes, known_browsers, mcp),
            log_level="error",
            timeout_graceful_shutdown=1,  # open pages hold a connection that never ends
            lifespan="on",
        )
        try:
            _Server(config, lambda: ready(url)).run(sockets=[listener])
        except KeyboardInterrupt:
            return


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Pages that are still open lose their connection now, which is no error.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def _app(
    page: gr.Blocks,
    host: str,
    hostnames: Collection[str],
    routes: Sequence[BaseRoute],
    known_browsers: bool,
    mcp: bool,
) -> ASGIApp:
    app = FastAPI(openapi_url=None, routes=list(routes))
    theme = gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace"))
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"exception_handlers": dict(HANDLERS)},
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        max_file_size=1,  # files go to a route of our own
        theme=theme,
        head=_head(),
        mcp_server=mcp,
    )
    if mcp:
        speak_json(page)
    safe = guarded(app, host, hostnames)
    return _with_headers(with_known_browsers(safe) if known_browsers else safe)


def _head() -> str:
    # As `css`, Gradio would narrow each rule to a part of the page, and drop those for the rest.
    style = "".join(file.read_text(encoding="utf-8") for file in _STYLES)
    return f'<link rel="icon" href="{_ICON}"><style>{style}</style>'


def _with_headers(app: ASGIApp) -> ASGIApp:
    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await app(scope, receive, send_more)

    return wrapped


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ServeError(texts.host_unusable(host, _reason(error))) from error
    try:
        if os.name == "posix":  # on Windows the option would share a port in use
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise ServeError(_refusal(host, port, error)) from error
    return listener


def _refusal(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return texts.port_in_use(host, port)
    if number == errno.EACCES:
        return texts.port_forbidden(host, port)
    return texts.host_unusable(host, _reason(error))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- not bound here
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
