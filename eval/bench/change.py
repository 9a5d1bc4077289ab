"""How long it takes until one changed article can be found again."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from corpus.errors import CorpusError
from eval.bench.bootstrap import SEED
from eval.bench.datasets import CORPUS, DataSet
from index.embedder import Embedder
from index.passage import Chunking
from index.search import Hit, Index
from index.writer import Progress, update_index

_ARTICLES = 3
_ADDED = "The harbour master of Quillhaven counted {number} zanderboats on the quay."


@dataclass(frozen=True, slots=True)
class Changed:
    """One article whose text was added to."""

    article_id: str
    passages: int
    """How many the changed article has."""
    embedded: int
    """How many passages were embedded in the run."""
    update_seconds: float
    open_seconds: float
    search_seconds: float
    found: bool
    """Whether what was added is in the first passage found for it."""

    @property
    def seconds(self) -> float:
        """From the start of the run to the first answer of the search."""
        return self.update_seconds + self.open_seconds + self.search_seconds


def median_seconds(changes: Sequence[Changed]) -> float:
    """Return the median over the articles of the seconds until searchable."""
    return median(change.seconds for change in changes)


def run_change(
    data: DataSet,
    place: Path,
    folder: Path,
    embedder: Embedder,
    chunking: Chunking,
    progress: Progress = lambda step, done, total: None,
) -> Iterator[Changed]:
    """Index `data` at `place`, then change one article after another, each time only that one.

    The changed corpora are written into `folder`; after each, the index is as the data set is.
    Raises CorpusError if there are too few articles, and what indexing raises.
    """
    update_index(place, [data.corpus], embedder, chunking=chunking, progress=progress)
    embedder.embed(["The model is loaded now."], kind="query")
    with gzip.open(data.corpus, "rb") as stream:
        lines = [line for line in stream if line.strip()]
    if len(lines) < _ARTICLES:
        raise CorpusError(f"{data.corpus} holds fewer than {_ARTICLES} articles")
    chosen = np.random.default_rng(SEED).choice(len(lines), _ARTICLES, replace=False)
    for number, row in enumerate(map(int, chosen)):
        added = _ADDED.format(number=number + 1)
        record = json.loads(lines[row])
        record["text"] += f"\n\n{added}"
        _write(
            [*lines[:row], json.dumps(record).encode() + b"\n", *lines[row + 1 :]], folder / CORPUS
        )
        try:
            yield _update(place, folder / CORPUS, str(record["id"]), added, embedder, chunking)
        finally:
            update_index(place, [data.corpus], embedder, chunking=chunking)
        progress("articles changed", number + 1, _ARTICLES)


def _write(lines: Sequence[bytes], corpus: Path) -> None:
    # Under the corpus's own name and byte for byte: the other articles are known by that.
    with gzip.open(corpus, "wb", compresslevel=1) as stream:
        stream.writelines(lines)


def _update(
    place: Path,
    corpus: Path,
    article_id: str,
    added: str,
    embedder: Embedder,
    chunking: Chunking,
) -> Changed:
    begin = perf_counter()
    report = update_index(place, [corpus], embedder, chunking=chunking)
    updated = perf_counter()
    index = Index.open(place, embedder, chunking)
    opened = perf_counter()
    hits = index.search(added)
    searched = perf_counter()
    index.close()
    return Changed(
        article_id=article_id,
        passages=sum(passage.article_id == article_id for passage in index.passages),
        embedded=report.embedded,
        update_seconds=updated - begin,
        open_seconds=opened - updated,
        search_seconds=searched - opened,
        found=any(added in _text(hit) for hit in hits[:1]),
    )


def _text(hit: Hit) -> str:
    return hit.article.text[hit.passage.start : hit.passage.end]
