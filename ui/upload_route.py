"""The page's own way for files: one request a file, straight into the folder of uploads.

    PUT /corpus/files?name=reports/may.pdf&size=120000

The answer says what the file is called now, or in words why it is not taken. It is indexed by an
event of the page, which says when all files have arrived.
"""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from corpus.errors import CorpusError, GroundwireError
from corpus.folder import DEFAULT_LIMITS
from corpus.readers import READERS, suffix_of
from ui import corpus_texts as texts
from ui.corpus_editor import CorpusEditor
from ui.upload_names import safe_name
from ui.upload_room import Room

PATH = "/corpus/files"
MOST_FILES = 1000
"""Files sent at once."""
MOST_BYTES = DEFAULT_LIMITS.file_bytes
"""Of one file."""
_NAME = 4096  # characters of a name that are looked at


def upload_route(editor: CorpusEditor) -> Route:
    """Return the route by which files come to `editor`."""

    async def take(request: Request) -> JSONResponse:
        name = request.query_params.get("name", "")[:_NAME]
        stated = request.query_params.get("size", "")
        size = int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 16 else 0
        try:
            if problem := refusal(name, size):
                return JSONResponse({"problem": problem})
            with editor.uploads.arriving() as path:
                written = await _written(request, path, editor.uploads.room)
                if written > MOST_BYTES:
                    return JSONResponse({"problem": texts.too_large(written, MOST_BYTES)})
                file = await run_in_threadpool(editor.receive, path, name)
                return JSONResponse({"file": file})
        except ClientDisconnect:
            return JSONResponse({"problem": texts.NOT_RECEIVED})
        except GroundwireError as error:
            return JSONResponse({"problem": str(error)})
        except OSError as error:
            return JSONResponse({"problem": texts.cannot_be_kept(error.strerror or str(error))})

    return Route(PATH, take, methods=["PUT"])


def refusal(name: str, size: int) -> str | None:
    """Return why a file of this name and size is not taken; None if it is."""
    if suffix_of(safe_name(name)) not in READERS:
        return texts.unknown_type(tuple(READERS))
    return texts.too_large(size, MOST_BYTES) if size > MOST_BYTES else None


async def _written(request: Request, path: Path, room: Room) -> int:
    """Write the body to `path`, and return how many bytes came: all, or more than are taken.

    Raises CorpusError if there is no room for them.
    """
    written, full = 0, None

    def write(chunk: bytes) -> None:
        room.take(len(chunk))
        stream.write(chunk)

    with path.open("xb") as stream:
        async for chunk in request.stream():
            written += len(chunk)
            if written > MOST_BYTES:
                break
            if full is None:
                try:
                    await run_in_threadpool(write, chunk)
                except CorpusError as error:
                    full = error  # a browser reads no answer before it has sent all
    if full:
        raise full
    return written
