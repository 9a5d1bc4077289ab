"""Which signatures are likely alike: locality-sensitive hashing, over arrays of them."""

import numpy as np
import numpy.typing as npt

from index.signatures import EMPTY, HASHES, Signatures

Pairs = npt.NDArray[np.int64]
"""Rows (lower, higher) of signatures, shape (pairs, 2)."""

# Two signatures are looked at if two hashes next to each other are the same in both: found with a
# chance of .98 at a Jaccard similarity of .25, of .47 at .1.
_BAND = 2
# Each is looked at with so many of those after it that have the same hashes: thousands of articles
# of one template (weather, results, obituaries of one form) would be millions of pairs.
_NEIGHBOURS = 200
_AT_ONCE = 20_000  # pairs whose signatures are in memory at once: 20 MB


def near_pairs(signed: Signatures, fresh: npt.NDArray[np.bool_]) -> Pairs:
    """Return the pairs of rows that are likely alike and of which one is `fresh`, in order.

    Pairs of little Jaccard similarity may be missing (see _BAND), and in families of more than
    _NEIGHBOURS those whose rows are far apart. Leskovec, Rajaraman and Ullman,
    "Mining of Massive Datasets", section 3.4, with a sort in the place of hash tables: no tables
    have to be kept between runs.
    """
    codes = np.empty(0, dtype=np.int64)
    for first in range(0, HASHES, _BAND):
        band = np.ascontiguousarray(signed[:, first : first + _BAND]).view(np.uint64)[:, 0]
        # What np.union1d gives, which takes many times as long: NumPy hashes before it sorts.
        codes = np.sort(np.concatenate([codes, _equal_pairs(band, fresh)]), kind="stable")
        codes = codes[np.diff(codes, prepend=-1) > 0]
    return np.stack(np.divmod(codes, max(len(signed), 1)), axis=1)


def estimated_sizes(signed: Signatures) -> npt.NDArray[np.float64]:
    """Estimate how many shingles each holds: the mean smallest of n hashes is 1 / (n + 1)."""
    mean = signed.mean(axis=1) / EMPTY
    return np.asarray(1 / np.maximum(mean, 1 / EMPTY) - 1)


def estimated_overlaps(signed: Signatures, pairs: Pairs) -> npt.NDArray[np.float64]:
    """Estimate for each pair which share of the smaller set of shingles the other holds, 0 to 1.

    From the Jaccard similarity J and the sizes a <= b: (a + b) / a * J / (1 + J).
    """
    same = [(signed[p[:, 0]] == signed[p[:, 1]]).mean(axis=1) for p in _parts(pairs)]
    jaccard = np.concatenate([np.empty(0), *same])
    sizes = estimated_sizes(signed)[pairs]
    smaller = np.maximum(sizes.min(axis=1), 1.0)
    shared = sizes.sum(axis=1) / smaller * jaccard / (1 + jaccard)
    return np.asarray(np.minimum(1.0, shared))


def _equal_pairs(keys: npt.NDArray[np.uint64], fresh: npt.NDArray[np.bool_]) -> Pairs:
    """Return the pairs of rows with the same key, each as one number."""
    rows = np.flatnonzero(np.isin(keys, keys[fresh]))
    rows = rows[np.argsort(keys[rows], kind="stable")]
    keys, found = keys[rows], [np.empty(0, dtype=np.int64)]
    for lag in range(1, min(len(rows), _NEIGHBOURS + 1)):
        same = np.flatnonzero(keys[lag:] == keys[:-lag])
        if not len(same):
            break
        low, high = rows[same], rows[same + lag]  # the sort is stable
        wanted = fresh[low] | fresh[high]
        found.append(low[wanted] * len(fresh) + high[wanted])
    return np.concatenate(found)


def _parts(pairs: Pairs) -> list[Pairs]:
    return [pairs[at : at + _AT_ONCE] for at in range(0, len(pairs), _AT_ONCE)]
