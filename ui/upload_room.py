"""How much the folder of uploads may hold: with no log-in, anybody could fill the disk."""

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock

from corpus.errors import CorpusError
from ui import corpus_texts as texts

MOST_MB = 5000
"""What it may hold unless a setting says otherwise."""


class Room:
    """Counts what arrives in a folder. Safe to share between threads."""

    def __init__(self, folder: Path, most_mb: int = MOST_MB) -> None:
        """Let `folder` hold `most_mb` megabytes; it need not be there yet."""
        self._folder, self._most_mb = folder, most_mb
        self._held: int | None = None
        self._lock = Lock()

    def take(self, size: int) -> None:
        """Count `size` bytes that arrive now. Raises CorpusError if there is no room for them."""
        most = self._most_mb * 1_000_000
        with self._lock:
            if self._held is None or self._held + size > most:
                self._held = _size(self._folder)  # what was counted may be gone again
            if self._held + size > most:
                raise CorpusError(texts.no_room(str(self._folder), self._most_mb))
            self._held += size


def _size(folder: Path) -> int:
    """Return how many bytes are in `folder`, hidden files too."""
    total = 0
    for above, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # gone by now
                total += Path(above, name).lstat().st_size
    return total
