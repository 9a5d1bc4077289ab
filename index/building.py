"""The files of a generation but its manifest: written from a change and the generation before."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.article import Article
from index.catalog import first_rows, save_entries
from index.change import Change
from index.embedder import Embedder, Vectors
from index.intake import Progress
from index.manifest import require_whole
from index.passage import Passage, embedding_text, title_and_body
from index.store import ChromaStore, passage_metadata
from index.termcounts import TermCounts
from index.vectors import read_matrix, writing_matrix

_WINDOW = 4096  # passages whose vectors are in memory at once
_BATCH = 256  # passages embedded between two signs of progress

_Row = tuple[int, str, Article, Passage]


def build(
    folder: Path, base: Path | None, change: Change, embedder: Embedder, progress: Progress
) -> None:
    """Write the next generation into `folder`, where the vector store of `base` stands already.

    What `base`, the generation before, holds of it is carried over. Memory: besides the articles,
    the term counts and the vectors of a few thousand passages.
    """
    old = read_matrix(base / "vectors.npy") if base else None
    with writing_matrix(folder / "vectors.npy", change.passages, embedder.dimension) as append:
        for part in _vectors(change, old, embedder, progress):
            append(part)
    _write_store(folder / "chroma", change, read_matrix(folder / "vectors.npy"), progress)
    progress("lexical index", 0, 1)
    counts = TermCounts.load(base / "lexical") if base else TermCounts.of([])
    counts.carried(change.origin, _new_fields(change)).save(folder / "lexical")
    save_entries(change.after, folder / "articles.jsonl")
    progress("lexical index", 1, 1)


def _vectors(
    change: Change, old: Vectors | None, embedder: Embedder, progress: Progress
) -> Iterator[Vectors]:
    """Yield the vectors of all passages in order, a window at a time: carried over or embedded."""
    pairs = _pairs(change)
    done, total = 0, len(change.new)
    progress("embedding", done, total)
    for at in range(0, change.passages, _WINDOW):
        origin = change.origin[at : at + _WINDOW]
        kept = origin >= 0
        part = np.empty((len(origin), embedder.dimension), dtype=np.float32)
        if old is not None:
            part[kept] = old[origin[kept]]
        window = islice(pairs, len(origin))
        texts = {n: embedding_text(*pair) for n, pair in enumerate(window) if not kept[n]}
        for batch in _batches(texts):
            part[batch] = embedder.embed([texts[n] for n in batch], kind="document")
            done += len(batch)
            progress("embedding", done, total)
        yield part


def _batches(texts: dict[int, str]) -> Iterator[list[int]]:
    # Neighbours in length share a batch, so that little is computed for padding.
    order = sorted(texts, key=lambda n: len(texts[n]), reverse=True)
    return (order[at : at + _BATCH] for at in range(0, len(order), _BATCH))


def _write_store(folder: Path, change: Change, matrix: Vectors, progress: Progress) -> None:
    store = ChromaStore(folder)
    try:
        store.remove([id for entry in change.gone for id in entry.passage_ids()])
        rows = _rows_to_store(change)
        done, total = 0, sum(len(entry.passages) for entry in change.fresh)
        while batch := list(islice(rows, _WINDOW)):
            progress("vector index", done, total)
            numbers, ids, articles, passages = zip(*batch, strict=True)
            store.add(
                ids,
                matrix[list(numbers)],
                [embedding_text(*pair) for pair in zip(articles, passages, strict=True)],
                [passage_metadata(*pair) for pair in zip(articles, passages, strict=True)],
            )
            done += len(batch)
        progress("vector index", done, total)
        require_whole(store.count(), change.passages, folder)
    finally:
        store.close()


def _rows_to_store(change: Change) -> Iterator[_Row]:
    """Yield what has no id in the store yet, be its vector carried over or new."""
    fresh = {entry.digest for entry in change.fresh}
    return (
        (row, id, entry.article, passage)
        for entry, first in first_rows(change.after)
        if entry.digest in fresh
        for row, (id, passage) in enumerate(
            zip(entry.passage_ids(), entry.passages, strict=True), start=first
        )
    )


def _new_fields(change: Change) -> Iterator[tuple[str, str]]:
    pairs = zip(_pairs(change), change.origin.tolist(), strict=True)
    return (title_and_body(*pair) for pair, row in pairs if row < 0)


def _pairs(change: Change) -> Iterator[tuple[Article, Passage]]:
    return ((entry.article, passage) for entry in change.after for passage in entry.passages)
