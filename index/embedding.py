"""The vectors of passages: carried over from the generation before, or embedded."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from corpus.article import Article
from index.catalog import first_rows
from index.change import Change
from index.embedder import Embedder, Vectors
from index.intake import Progress
from index.passage import Passage, embedding_text
from index.vectors import Rows

_WINDOW = 4096  # passages whose vectors are in memory at once
_BATCH = 256  # passages embedded between two signs of progress


class Row(NamedTuple):
    """A passage of the generation there is to be."""

    number: int
    id: str
    article: Article
    passage: Passage


def rows(change: Change, *, fresh_only: bool) -> Iterator[Row]:
    """Yield the passages there are to be, in order, all of them or those of fresh entries.

    A fresh entry's ids are not stored yet, be its vectors new or carried over.
    """
    fresh = {entry.digest for entry in change.fresh}
    return (
        Row(number, id, entry.article, passage)
        for entry, first in first_rows(change.after)
        if entry.digest in fresh or not fresh_only
        for number, (id, passage) in enumerate(
            zip(entry.passage_ids(), entry.passages, strict=True), start=first
        )
    )


def embedded(
    wanted: Iterator[Row],
    change: Change,
    old: Callable[[Rows], Vectors] | None,
    embedder: Embedder,
    progress: Progress,
) -> Iterator[tuple[list[Row], Vectors]]:
    """Yield the rows `wanted`, which hold all that is new, and their vectors, window by window.

    `old` returns the vectors of rows of the generation before. Memory: the vectors of a few
    thousand passages.
    """
    done, total = 0, len(change.new)
    progress("embedding", done, total)
    while window := list(islice(wanted, _WINDOW)):
        origin = change.origin[[row.number for row in window]]
        kept = origin >= 0
        vectors = np.empty((len(window), embedder.dimension), dtype=np.float32)
        if old is not None and kept.any():
            vectors[kept] = old(origin[kept])
        texts = {
            n: embedding_text(row.article, row.passage)
            for n, row in enumerate(window)
            if not kept[n]
        }
        for batch in _batches(texts):
            vectors[batch] = embedder.embed([texts[n] for n in batch], kind="document")
            done += len(batch)
            progress("embedding", done, total)
        yield window, vectors


def _batches(texts: dict[int, str]) -> Iterator[list[int]]:
    # Neighbours in length share a batch, so that little is computed for padding.
    order = sorted(texts, key=lambda n: len(texts[n]), reverse=True)
    return (order[at : at + _BATCH] for at in range(0, len(order), _BATCH))
