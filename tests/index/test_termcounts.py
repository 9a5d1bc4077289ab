from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexStorageError
from index.termcounts import TermCounts

WORDS = "oslo grain ferri cod bergen choir".split()
TEXT = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
PASSAGES = st.lists(st.tuples(TEXT, TEXT), max_size=6)


def table(counts: TermCounts) -> list[tuple[dict[str, int], dict[str, int]]]:
    fields = [matrix.toarray() for matrix in (counts.title, counts.body)]
    rows = zip(*fields, strict=True)
    return [tuple(_row(counts.vocabulary, field) for field in row) for row in rows]  # type: ignore


def _row(vocabulary: object, row: np.ndarray) -> dict[str, int]:
    return {t: int(n) for t, n in zip(vocabulary, row, strict=True) if n}  # type: ignore


@given(PASSAGES, PASSAGES, st.data())
def test_carried_counts_are_those_counted_anew(
    before: list[tuple[str, str]], fresh: list[tuple[str, str]], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.integers(0, len(before) - 1))) if before else []
    origin = data.draw(st.permutations([*kept, *[-1] * len(fresh)]))
    rest = iter(fresh)
    after = [before[row] if row >= 0 else next(rest) for row in origin]

    carried = TermCounts.of(before).carried(np.array(origin, dtype=np.int64), fresh)

    assert table(carried) == table(TermCounts.of(after))
    assert set(carried.vocabulary) == set(TermCounts.of(after).vocabulary)


def test_what_is_loaded_is_what_was_saved(tmp_path: Path) -> None:
    counts = TermCounts.of([("Cod", "Cod rose."), ("", "…"), ("Bergen", "Bergen, bergen")])

    counts.save(tmp_path / "lexical")

    loaded = TermCounts.load(tmp_path / "lexical")
    assert table(loaded) == table(counts)
    assert loaded.body.dtype == np.uint16


def test_a_term_that_stands_very_often_does_not_wrap_around() -> None:
    counts = TermCounts.of([("", "cod " * 70_000)])

    assert counts.body.max() == 65_535


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("vocabulary.json", b"{"),
        ("vocabulary.json", b'["cod"]'),
        ("vocabulary.json", b"[[], {}]"),
        ("title.data.npy", b""),
        ("body.indices.npy", b"\x93NUMPY"),
        ("body.indptr.npy", None),
    ],
)
def test_damaged_counts_are_refused(tmp_path: Path, part: str, content: bytes | None) -> None:
    TermCounts.of([("Cod", "Cod rose."), ("", "Bergen slept.")]).save(tmp_path / "lexical")
    file = tmp_path / "lexical" / part
    file.unlink() if content is None else file.write_bytes(content)

    with pytest.raises(IndexStorageError, match="damaged"):
        TermCounts.load(tmp_path / "lexical")
