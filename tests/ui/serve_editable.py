"""Serve the page over an index that it may change: `serve_editable.py INDEX PORT`.

The page's address is all that it writes to standard output. All of it is real but the model.
"""

import sys
from pathlib import Path


def main(place: Path, port: int) -> None:
    from index.embedder import HashingEmbedder
    from rag.assistant import Assistant
    from ui.opening import editor_of, uploads_of
    from ui.page import build_page
    from ui.serve import serve
    from ui.settings import load_settings
    from ui.upload_route import upload_route

    settings = load_settings(index=place)
    assistant = Assistant.open(place, HashingEmbedder(), even_empty=True)
    editor = editor_of(settings, assistant, uploads_of(settings))
    routes = [upload_route(editor)]
    page = build_page(assistant, editor=editor)
    serve(page, "127.0.0.1", port, lambda url: print(url, flush=True), routes)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
