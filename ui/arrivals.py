"""Uploads between their arrival and their indexing: several people may send one file at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from corpus.errors import CorpusError
from corpus.folder import SourceFile
from ui.corpus_texts import cannot_be_put_back
from ui.uploads import Taken, Uploads


class Arrivals:
    """Counts who is about to have which upload indexed. Safe to share between threads.

    While somebody is, nobody else takes the file away.
    """

    def __init__(self, uploads: Uploads) -> None:
        """Watch over the files of `uploads`."""
        self._uploads = uploads
        self._awaited: Counter[str] = Counter()
        self._lock = Lock()

    def keep(self, arrived: Path, given: str, taken: Taken) -> str:
        """Keep a file as `Uploads.keep` does, and wait for it to be indexed."""
        with self._lock:
            file = self._uploads.keep(arrived, given, taken)
            self._awaited[file] += 1
            return file

    def begin(self, files: Sequence[str]) -> None:
        """Note that one of those who sent each of `files` has them indexed now."""
        with self._lock:
            self._awaited -= Counter(files)

    @contextmanager
    def moved_out(self, file: str | None) -> Iterator[str | None]:
        """Take the file away as `Uploads.remove` does, and yield what puts it back.

        None for no file, and for one that somebody has just sent again. If the block raises, the
        file is back.
        """
        with self._lock:
            key = self._uploads.remove(file) if file and not self._awaited[file] else None
        try:
            yield key
        except BaseException:
            if key:
                self._uploads.put_back(key)
            raise

    @contextmanager
    def returned(self, key: str, taken: Taken) -> Iterator[SourceFile]:
        """Put back a file that was taken away, and yield it; if the block raises, it is away again.

        Raises CorpusError if it is gone.
        """
        file = self._uploads.put_back(key, taken)
        path = self._uploads.path(file) if file else None
        if file is None or path is None:
            raise CorpusError(cannot_be_put_back(key))
        try:
            yield SourceFile(path, file)
        except BaseException:
            self._uploads.remove(file)
            raise

    def discard(self, file: str) -> None:
        """Delete the file, unless somebody has just sent it again."""
        with self._lock:
            if not self._awaited[file]:
                self._uploads.discard(file)
