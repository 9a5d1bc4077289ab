"""Writing reports: whole or not at all."""

import os
import shutil
from pathlib import Path

from corpus.errors import SettingsError


def write(content: str | bytes, file: Path) -> None:
    """Write `content` to `file`, text as UTF-8; a reader sees the old file or the new one.

    Raises SettingsError, one line that names the file, if it cannot be written.
    """
    try:
        if file.exists() and not file.is_file():
            # A pipe cannot be replaced; where /dev/stdout is one, it leads to no name of a file.
            file.write_bytes(_encoded(content))
        else:
            _replace(file.resolve(), _encoded(content))  # a link stays a link
    except OSError as error:
        raise _unwritable(file, error) from error


def append(content: str, file: Path) -> None:
    """Add `content` to `file`, as $GITHUB_STEP_SUMMARY wants it. Raises as `write` does."""
    try:
        with file.open("ab") as stream:
            stream.write(_encoded(content))
    except OSError as error:
        raise _unwritable(file, error) from error


def _replace(target: Path, content: bytes) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        if target.exists():
            shutil.copymode(target, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _encoded(content: str | bytes) -> bytes:
    # Case files and articles can hold lone surrogates, which UTF-8 cannot.
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _unwritable(file: Path, error: OSError) -> SettingsError:
    if isinstance(error, FileNotFoundError):
        return SettingsError(
            f"{file} cannot be written: there is no folder {file.parent}: make it first"
        )
    return SettingsError(f"{file} cannot be written: {error.strerror or error}: name another file")
