"""One writer at a time, with threads as machines and a clock that the test moves."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from corpus.errors import IndexBusyError
from index.remote import lease
from index.remote.lease import hold
from index.remote.records import Records
from index.remote.server import _CONNECT_SECONDS


class Clock:
    def __init__(self) -> None:
        self.seconds = 1e9

    def __call__(self) -> float:
        return self.seconds


def test_while_one_writes_another_is_told_who(records: Records) -> None:
    clock = Clock()
    with (
        hold(records, "machine one", clock),
        pytest.raises(IndexBusyError, match=r"machine one.*180 s"),
        hold(records, "machine two", clock),
    ):
        pass

    with hold(records, "machine two", clock) as lease:
        lease.confirm()


def test_a_dead_writers_lease_is_taken_over_once_its_time_is_over(records: Records) -> None:
    clock = Clock()
    with hold(records, "dead", clock) as dead:
        clock.seconds += 181

        with hold(records, "heir", clock) as heir:
            heir.confirm()
            with pytest.raises(IndexBusyError, match="took over"):
                dead.confirm()

        with pytest.raises(IndexBusyError, match="took over"):
            dead.confirm()

    with hold(records, "next", clock) as lease:  # what the dead one released was not the next's
        lease.confirm()


def test_a_lease_is_renewed_while_its_holder_works(records: Records) -> None:
    clock = Clock()
    with hold(records, "slow", clock, seconds=0.6):
        clock.seconds += 0.5
        _wait_until_renewed(records, clock)
        clock.seconds += 0.5  # past the end that it began with

        with pytest.raises(IndexBusyError, match="slow"), hold(records, "other", clock):
            pass


def _wait_until_renewed(records: Records, clock: Clock) -> None:
    for _ in range(600):  # renewals are due every tenth of a second
        (held,) = records.of("lease").values()
        if held["until"] / 1000 > clock.seconds + 0.5:
            return
        time.sleep(0.05)
    pytest.fail("not renewed")


def test_a_renewal_ends_before_the_lease_even_if_each_request_is_slow() -> None:
    request = lease.REQUEST_SECONDS + _CONNECT_SECONDS
    late = lease._SECONDS / lease._RENEWALS + request  # since the server's time was read

    assert late + 3 * request < lease._SECONDS


def test_of_many_at_once_one_wins(records: Records) -> None:
    start, done = Barrier(8), Barrier(8)

    def claim(n: int) -> bool:
        start.wait()
        try:
            with hold(records, f"machine {n}", time.time):
                done.wait()
                return True
        except IndexBusyError:
            done.wait()
            return False

    with ThreadPoolExecutor(8) as machines:
        assert sum(machines.map(claim, range(8))) == 1


def test_of_many_claims_of_one_record_the_first_stays(records: Records) -> None:
    start = Barrier(8)

    def claim(n: int) -> bool:
        start.wait()
        return records.claim("generation-000001", "generation", {"mark": f"{n}"})

    with ThreadPoolExecutor(8) as machines:
        won = list(machines.map(claim, range(8)))

    assert sum(won) == 1
    assert records.get(["generation-000001"])["generation-000001"]["mark"] == str(won.index(True))
