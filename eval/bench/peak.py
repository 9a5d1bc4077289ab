"""How much memory this process takes while something runs."""

from threading import Event, Thread
from types import TracebackType

import psutil

_EVERY = 0.02  # seconds between two looks


class PeakMemory:
    """Watch the resident memory of this process inside a `with` block.

    Looked at from outside rather than asked of the system afterwards: the system's own peak
    counts from the start of the process, and on Linux a child inherits its parent's.
    """

    def __init__(self) -> None:
        """Note what is taken now."""
        self._process = psutil.Process()
        self._stop = Event()
        self.start_mb = self.peak_mb = self._megabytes()

    def __enter__(self) -> "PeakMemory":
        """Begin to watch."""
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Look a last time."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.peak_mb = max(self.peak_mb, self._megabytes())
            if self._stop.wait(_EVERY):
                return

    def _megabytes(self) -> float:
        return round(float(self._process.memory_info().rss) / 1e6, 1)
