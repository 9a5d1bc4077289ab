"""From the name that somebody's file has to one that is safe in a folder of ours."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.readers import suffix_of

_PART_BYTES = 150  # of one folder's or file's name; systems allow 255, and a number may be added
_DEPTH = 6  # folders kept around a file
_ALL_BYTES = 600
_SEPARATORS = re.compile(r"[/\\]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # by Windows
_FORBIDDEN = set('<>:"|?*')
_NAMELESS = "article"


def safe_name(given: str) -> str:
    """Return a relative POSIX path like `given` that stays below any folder it is put in.

    Folders are kept, without what leads up or out. What is left of each part can be seen, is no
    hidden file, and has a length that every system takes; a file keeps its ending.
    """
    stripped = (part.strip(" .") for part in _SEPARATORS.split(given))
    parts = [part for part in stripped if part] or [_NAMELESS]
    if len(parts) > 1 and re.fullmatch(r"[A-Za-z]:", parts[0]):
        parts = parts[1:]  # the drive of a Windows path
    *folders, file = parts
    named = [_part(folder, "") for folder in folders[-_DEPTH:]]
    path = PurePosixPath(*named, _part(file, _suffix(file)))
    return path.as_posix() if len(path.as_posix().encode()) <= _ALL_BYTES else path.name


def numbered(name: str) -> Iterator[str]:
    """Yield `name`, then what it can be called if that is taken: "a (2).txt", and so on."""
    yield name
    path, suffix = PurePosixPath(name), _suffix(name)
    stem = path.name.removesuffix(suffix)
    number = 2
    while True:
        yield path.with_name(f"{stem} ({number}){suffix}").as_posix()
        number += 1


def _part(given: str, suffix: str) -> str:
    """Return one part of a path, `suffix` being the ending that it keeps."""
    text = unicodedata.normalize("NFC", given.removesuffix(suffix))
    shown = "".join(_shown(char) for char in text).strip(" .") or _NAMELESS
    shown = f"_{shown}" if _RESERVED.match(shown) else shown
    most = _PART_BYTES - len(suffix.encode())
    cut = shown.encode()[:most].decode("utf-8", "ignore").rstrip(" .")
    return f"{cut}{suffix}"


def _shown(char: str) -> str:
    if char == "\ufffd" or not char.isprintable() or char in _FORBIDDEN:
        return "_"
    return char


def _suffix(name: str) -> str:
    """Return the ending by which a reader is found, as `name` has it."""
    length = len(suffix_of(name))
    ending = name[-length:] if length else ""
    return ending if ending.isascii() and ending.isprintable() and length <= 12 else ""
