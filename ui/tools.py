"""The page's API as tools of an MCP server, for other assistants."""

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from corpus.errors import ServeError
from ui import texts

if TYPE_CHECKING:
    import gradio as gr

PATH = "gradio_api/mcp/"
"""Where the tools are, below the address of the page."""


def require_mcp() -> None:
    """Raise ServeError if the package is missing without which there are no tools."""
    if find_spec("mcp") is None:
        raise ServeError(texts.MCP_MISSING)


def speak_json(page: "gr.Blocks") -> None:
    """Let the tools of `page`, which was mounted with an MCP server, give JSON.

    Raises ServeError if that server could not be made.
    """
    server = page.mcp_server_obj
    if server is None:
        raise ServeError(texts.mcp_failed(page.mcp_error or ""))

    def as_json(data: Any, root_url: str) -> list[Any]:  # noqa: ANN401
        return [
            server.types.TextContent(type="text", text=json.dumps(each, ensure_ascii=False))
            for each in data
        ]

    # Gradio's own way gives what Python prints of a dictionary, which nobody can parse.
    server.postprocess_output_data = as_json  # type: ignore[method-assign]
