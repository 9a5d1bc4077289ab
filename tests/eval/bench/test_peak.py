from threading import active_count

from eval.bench.peak import PeakMemory


def test_the_peak_is_seen_although_it_is_given_back() -> None:
    threads = active_count()
    with PeakMemory() as memory:
        block = bytearray(b"x") * 300_000_000
        memory._stop.wait(0.2)  # a few looks
        del block

    assert memory.peak_mb - memory.start_mb > 200
    assert active_count() == threads
