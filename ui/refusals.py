"""What a client is told that calls the API wrongly: a status and one line."""

from collections.abc import Awaitable, Callable, Mapping

from gradio.exceptions import InvalidApiNameError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ui import texts

_CALLS = "/call/"


async def _refuse(request: Request, error: Exception) -> Response:
    """Answer a call of an endpoint, or with an argument, that there is not."""
    _, called, rest = request.url.path.partition(_CALLS)
    if not called:
        raise error
    if isinstance(error, TypeError):  # Gradio's own words, without its advice to open a dialog
        return JSONResponse({"detail": str(error).partition(". ")[0]}, 400)
    return JSONResponse({"detail": texts.no_endpoint(rest.removeprefix("v2/").strip("/"))}, 404)


HANDLERS: Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    TypeError: _refuse,
    KeyError: _refuse,
    InvalidApiNameError: _refuse,
}
"""By the errors that Gradio raises for such calls."""
