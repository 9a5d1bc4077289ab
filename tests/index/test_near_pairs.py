"""Which signatures are compared, and that a large family of them stays cheap."""

import numpy as np
import pytest

from index import near_pairs as module
from index.near_pairs import near_pairs
from index.signatures import HASHES, Signatures


def family(size: int) -> Signatures:
    """Return signatures that differ from each other in one hash or two."""
    chance = np.random.default_rng(1)
    signed = np.tile(chance.integers(0, 1 << 32, HASHES, dtype=np.uint32), (size, 1))
    rows = np.arange(size)
    signed[rows, rows % HASHES] = chance.integers(0, 1 << 32, size, dtype=np.uint32)
    return signed


def test_thousands_of_one_template_are_few_pairs() -> None:
    size = 3000
    pairs = near_pairs(family(size), np.ones(size, dtype=np.bool_))

    # A band leaves out what differs in it, one in 64, so that its neighbours lie a little further.
    assert len(pairs) <= size * module._NEIGHBOURS * 1.1
    assert set(pairs.ravel().tolist()) == set(range(size))


def test_a_new_one_in_a_large_family_is_paired_with_those_on_both_sides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_NEIGHBOURS", 2)
    fresh = np.zeros(9, dtype=np.bool_)
    fresh[4] = True

    pairs = near_pairs(np.tile(family(1), (9, 1)), fresh)

    assert pairs.tolist() == [[2, 4], [3, 4], [4, 5], [4, 6]]


def test_a_family_within_the_bound_is_paired_in_full() -> None:
    size = module._NEIGHBOURS + 1

    pairs = near_pairs(family(size), np.ones(size, dtype=np.bool_))

    assert len(pairs) == size * (size - 1) // 2
