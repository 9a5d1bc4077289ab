"""What indexing costs: time, memory, and its throughput beside the bare encoder's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal

import numpy as np

from corpus.article import Article
from corpus.folder import find_files, read_articles
from eval.bench.bootstrap import SEED
from eval.bench.peak import PeakMemory
from index.change import IndexReport
from index.embedder import Embedder, Vectors
from index.generation import exists
from index.passage import Chunking, embedding_text, split_passages
from index.weights import DEFAULT_MODEL, bundled_weights
from index.writer import Progress, update_index

Encode = Callable[[list[str]], object]
"""Encodes texts; what it returns is thrown away."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """The cost of one run over a whole corpus, the model being loaded before."""

    passages: int
    seconds: float
    embedding_seconds: float
    """Of these, spent in the embedder."""
    start_mb: float
    """Resident memory of the process before, models included."""
    peak_mb: float
    vectors_and_text_mb: float
    """What the vectors (as float32) and the embedded texts take by themselves."""
    passages_per_second: float
    bare_per_second: float
    """Of the bare encoder, on `bare_passages` drawn from the same passages."""
    bare_passages: int
    bare_before: float
    """The bare encoder's passages per second on the half encoded before the run."""
    bare_after: float
    ratio: float
    """Our throughput over the bare encoder's."""


class TimedEmbedder:
    """Adds up how long the embedder it wraps takes."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap `embedder`."""
        self.model = embedder.model
        self._embedder = embedder
        self.seconds = 0.0

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """See Embedder."""
        begin = perf_counter()
        try:
            return self._embedder.embed(texts, kind=kind)
        finally:
            self.seconds += perf_counter() - begin


def bare_encoder(model: str) -> Encode:
    """Return `SentenceTransformer.encode` of `model` with its own defaults, on the processor."""
    from sentence_transformers import SentenceTransformer

    path = bundled_weights() if model == DEFAULT_MODEL else model
    transformer = SentenceTransformer(str(path), device="cpu")
    return lambda texts: transformer.encode(texts, show_progress_bar=False)


def measured_index(
    place: Path,
    corpus: Path,
    embedder: Embedder,
    encode: Encode,
    *,
    chunking: Chunking,
    sample: int,
    progress: Progress,
) -> tuple[IndexReport, Indexing | None]:
    """Index `corpus` into `place`; None instead of a cost if an index was there already.

    Half of a seeded sample of `sample` passages is encoded bare before the run and half after
    it, so that a machine that slows down slows both.
    """
    if exists(place):
        return update_index(place, [corpus], embedder, chunking=chunking, progress=progress), None
    drawn, text_bytes = _draw(corpus, chunking, sample)
    embedder.embed(["warm"], kind="document")
    encode(["warm"])
    before = _seconds(encode, drawn[::2])
    timed, begin = TimedEmbedder(embedder), perf_counter()
    with PeakMemory() as memory:
        report = update_index(place, [corpus], timed, chunking=chunking, progress=progress)
    seconds = perf_counter() - begin
    after = _seconds(encode, drawn[1::2])
    bare, ours = len(drawn) / (before + after), report.passages / seconds
    return report, Indexing(
        passages=report.passages,
        seconds=seconds,
        embedding_seconds=timed.seconds,
        start_mb=memory.start_mb,
        peak_mb=memory.peak_mb,
        vectors_and_text_mb=(report.passages * embedder.dimension * 4 + text_bytes) / 1e6,
        passages_per_second=ours,
        bare_per_second=bare,
        bare_passages=len(drawn),
        bare_before=len(drawn[::2]) / before,
        bare_after=len(drawn[1::2]) / after,
        ratio=ours / bare,
    )


def readable_articles(corpus: Path) -> Iterator[Article]:
    """Yield the articles of a corpus file one by one, passing over what cannot be read."""
    for source in find_files([corpus]):
        yield from (found for found in read_articles(source) if isinstance(found, Article))


def _draw(corpus: Path, chunking: Chunking, size: int) -> tuple[list[str], int]:
    """Return `size` texts drawn evenly (fewer, if there are fewer), and the bytes of all texts.

    Vitter's algorithm R: the corpus is never held whole, since its memory is yet to be measured.
    """
    rng = np.random.default_rng(SEED)
    drawn: list[str] = []
    number = total = 0
    for article in readable_articles(corpus):
        for passage in split_passages(article, chunking):
            text = embedding_text(article, passage)
            total += len(text.encode())
            number += 1
            if len(drawn) < size:
                drawn.append(text)
            elif (at := int(rng.integers(number))) < size:
                drawn[at] = text
    rng.shuffle(drawn)
    return drawn, total


def _seconds(encode: Encode, texts: list[str]) -> float:
    begin = perf_counter()
    encode(texts)
    return perf_counter() - begin
