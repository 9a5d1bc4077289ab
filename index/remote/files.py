"""A generation's files as records on a server, in chunks that are known by their content.

A chunk that two generations share, or that a killed run left behind, is stored and sent once.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from corpus.errors import IndexStorageError
from index.remote.records import Records

_KIND = "chunk"
_BYTES = 1 << 20
_AT_ONCE = 8  # chunks in one request: at most 11 MB, where Chroma takes 40 MiB

Listing = Mapping[str, list[str]]
"""For each file, by its path in the folder, the ids of its chunks in order."""


def upload(records: Records, folder: Path) -> Listing:
    """Store all files of `folder`, and return what `download` needs."""
    listing: dict[str, list[str]] = {}
    waiting: dict[str, bytes] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        ids = listing[file.relative_to(folder).as_posix()] = []
        for chunk in _chunks(file):
            ids.append(_id(chunk))
            waiting[ids[-1]] = chunk
            if len(waiting) == _AT_ONCE:
                _send(records, waiting)
                waiting.clear()
    _send(records, waiting)
    return listing


def download(records: Records, listing: Listing, folder: Path) -> None:
    """Write the files of `listing` into the folder `folder`, which is empty.

    Raises IndexStorageError if a chunk is missing or is not what was stored.
    """
    for name, ids in listing.items():
        file = folder / _harmless(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            for at in range(0, len(ids), _AT_ONCE):
                part = ids[at : at + _AT_ONCE]
                found = records.get(part)
                for id in part:
                    stream.write(_unpacked(id, found.get(id, {}).get("data")))


def intact(listing: Listing, folder: Path) -> bool:
    """Return whether `folder` holds the files of `listing` and they are what was stored."""
    try:
        return all(
            [_id(chunk) for chunk in _chunks(folder / _harmless(name))] == ids
            for name, ids in listing.items()
        )
    except OSError:
        return False


def remove_others(records: Records, listings: Iterable[Listing]) -> None:
    """Delete the chunks that none of `listings` names."""
    kept = {id for listing in listings for ids in listing.values() for id in ids}
    records.remove(sorted(records.ids_of(_KIND) - kept))


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(_BYTES):
            yield chunk


def _id(chunk: bytes) -> str:
    return f"chunk-{hashlib.sha256(chunk).hexdigest()}"


def _send(records: Records, chunks: Mapping[str, bytes]) -> None:
    there = records.get(list(chunks)) if chunks else {}
    new = {id: {"data": _packed(chunk)} for id, chunk in chunks.items() if id not in there}
    if new:
        records.put(_KIND, new)


def _packed(chunk: bytes) -> str:
    return base64.b64encode(zlib.compress(chunk)).decode("ascii")


def _unpacked(id: str, data: str | None) -> bytes:
    try:
        packed = base64.b64decode(data) if data is not None else b""
        # No further than a chunk goes: a few kilobytes could unpack to more than the memory holds.
        chunk = zlib.decompressobj().decompress(packed, _BYTES)
    except (ValueError, TypeError, zlib.error):
        chunk = b""
    if _id(chunk) != id:
        raise IndexStorageError(
            f"the index's files on the server are damaged (chunk {id[6:18]} is "
            f"{'missing' if data is None else 'altered'}): write the index anew with groundwire "
            "index --rebuild"
        )
    return chunk


def _harmless(name: str) -> PurePosixPath:
    """Refuse a path that leads out of the folder: whoever can write on the server chose it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        raise IndexStorageError(f"the index's files on the server are damaged (a file {name!r})")
    return path
