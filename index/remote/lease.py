"""The lock between writers on several machines: a lease, since Chroma itself has no locks.

A writer claims the record after the newest one, `lease-000042` after 41, once 41 is released or
its time is over. Chroma ignores the second of two claims of one id, so one writer wins. The holder
moves the end of its time on while it writes; if its machine dies, the next writer takes over when
that end has passed. All times are the server's.

What a lease cannot do: a machine that slept for longer than its lease wakes up believing that it
holds it. So it asks before it publishes and before each batch that it deletes, which leaves the
length of one request for harm; and of two that publish the same generation only one can.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from corpus.errors import IndexBusyError, IndexServerError
from index.remote.records import Record, Records

_KIND = "lease"
_SECONDS = 180.0
_RENEWALS = 6  # within that time
REQUEST_SECONDS = 20.0
"""How long a lease's own requests may wait: a renewal of three of them ends before the lease does,
though the server is busy and the last request of the renewal before was slow as well."""


class Lease:
    """A lease that its owner holds, or held."""

    def __init__(
        self, records: Records, number: int, owner: str, now: Callable[[], float], seconds: float
    ) -> None:
        """Wrap a claimed record; use `hold`."""
        self._records = records
        self._id = f"lease-{number:06}"
        self._owner = owner
        self._now = now
        self._seconds = seconds

    def confirm(self) -> None:
        """Move the lease's end on. Raises IndexBusyError if somebody else has taken over."""
        leases = self._records.of(_KIND)
        if not leases or max(leases) != self._id or leases[self._id]["owner"] != self._owner:
            raise IndexBusyError(
                "another process took over writing this index while this one did not answer: "
                "run it again"
            )
        self._write(self._now() + self._seconds)

    def release(self) -> None:
        """Let others write. The record stays, so that its number is never used again."""
        with suppress(IndexServerError):  # then its time runs out instead
            self._write(0.0)

    def _write(self, until: float) -> None:
        self._records.put(_KIND, {self._id: _record(self._owner, until)})


@contextmanager
def hold(
    records: Records, owner: str, now: Callable[[], float], seconds: float = _SECONDS
) -> Iterator[Lease]:
    """Hold the lease of an index while the block runs, renewing it in the background.

    `owner` names the holder to others; no two may have the same. `now` returns the server's time in
    seconds. It and `records` must not wait for the server longer than REQUEST_SECONDS. Raises
    IndexBusyError if somebody else holds it.
    """
    lease = _acquire(records, owner, now, seconds)
    done = Event()
    renewal = Thread(target=_renew, args=(lease, done, seconds / _RENEWALS), daemon=True)
    renewal.start()
    try:
        yield lease
    finally:
        done.set()
        renewal.join()
        lease.release()


def _acquire(records: Records, owner: str, now: Callable[[], float], seconds: float) -> Lease:
    leases = records.of(_KIND)
    newest = max(leases, default="lease-000000")
    left = leases[newest]["until"] / 1000 - now() if leases else 0.0
    if left > 0:
        raise IndexBusyError(
            f"the index is being written by {leases[newest]['owner']}: wait until it is done, or, "
            f"if it died, {left:.0f} s"
        )
    number = int(newest.removeprefix("lease-")) + 1
    lease = Lease(records, number, owner, now, seconds)
    won = records.claim(f"lease-{number:06}", _KIND, _record(owner, now() + seconds))
    if not won or max(records.of(_KIND)) != f"lease-{number:06}":
        raise IndexBusyError("another process has just begun to write the index: wait for it")
    records.remove(list(leases))
    return lease


def _renew(lease: Lease, done: Event, every: float) -> None:
    while not done.wait(every):
        try:
            lease.confirm()
        except IndexBusyError:
            return
        except IndexServerError:
            continue  # a server that restarts answers again next time


def _record(owner: str, until: float) -> Record:
    # Whole milliseconds: Chroma does not give back every float as it was.
    return {"owner": owner, "until": round(until * 1000)}
