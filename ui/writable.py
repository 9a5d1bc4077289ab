"""Whether results can be written, asked before the work is done."""

import os
from pathlib import Path

from corpus.errors import SettingsError


def require_writable(flag: str, file: Path | None) -> None:
    """Raise SettingsError if `file`, given with `flag`, cannot be written."""
    if file is None:
        return
    folder = file.resolve().parent
    if not folder.is_dir():
        raise SettingsError(f"{flag} {file}: there is no folder {file.parent}: make it first")
    if file.is_dir() or not os.access(file if file.exists() else folder, os.W_OK):
        raise SettingsError(f"{flag} {file} cannot be written: name another file")
