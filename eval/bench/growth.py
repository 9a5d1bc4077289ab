"""How an index grows: time, disk, memory and latency by the number of passages.

Vectors are random and cost nothing, so that what is measured is all but encoding; what the real
model takes for a query is measured once, and added. Each size is indexed in a process of its own
and searched in another: memory that one has freed does not hide what the next takes.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Literal, TypeVar

import numpy as np

from corpus.errors import IndexingError
from eval.bench.bootstrap import SEED
from eval.bench.datasets import DataSet
from eval.bench.indexing import TimedEmbedder
from eval.bench.peak import PeakMemory
from eval.bench.report import Latency, latency_of
from eval.bench.synthetic import Written, write_corpus
from eval.bench.systems import filters_for
from index.embedder import Embedder, Vectors
from index.filters import Filters
from index.passage import Chunking
from index.search import Index
from index.writer import Progress, update_index

T = TypeVar("T")

_QUERIES = 200


class RandomEmbedder:
    """Gives random unit vectors from a fixed seed, whatever the texts."""

    model = "random"

    def __init__(self, dimension: int) -> None:
        """Make vectors of `dimension`."""
        self.dimension = dimension
        self._rng = np.random.default_rng(SEED)

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        """See Embedder; `kind` makes no difference."""
        rows = self._rng.standard_normal((len(texts), self.dimension), dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


@dataclass(frozen=True, slots=True)
class Plan:
    """One size: what is indexed where, and how it is searched."""

    corpus: Path
    place: Path
    dimension: int
    chunking: Chunking
    queries: tuple[str, ...]
    query_ms: tuple[float, ...]
    """What the real model takes to embed each query."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What indexing took, the making of vectors left out."""

    seconds: float
    disk_mb: float
    start_mb: float
    """Resident memory of the process before."""
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Speed:
    """What searching took."""

    open_seconds: float
    start_mb: float
    peak_mb: float
    latency_ms: dict[str, Latency]
    """By filter ("no filter" among them), the query's embedding by the real model included."""


@dataclass(frozen=True, slots=True)
class Size:
    """One row of the table."""

    corpus: Written
    indexing: Cost
    search: Speed


def run_growth(
    data: DataSet,
    sizes: Sequence[int],
    folder: Path,
    embedder: Embedder,
    chunking: Chunking,
    progress: Progress = lambda step, done, total: None,
) -> Iterator[Size]:
    """Index and search the first passages of `data`, whole articles, for each of `sizes`.

    Where `data` has fewer, synthetic articles are added. `embedder` is the real model. Works in
    `folder`, which is to be empty. Raises IndexingError, naming the size, if a process is killed,
    and what indexing and searching raise.
    """
    queries = tuple(question.question for question in data.questions[:_QUERIES])
    query_ms = _query_times(embedder, queries)
    for done, size in enumerate(sizes):
        progress("sizes", done, len(sizes))
        work = folder / str(done)
        work.mkdir()
        plan = Plan(work / "corpus.jsonl", work / "index", embedder.dimension, chunking,
                    queries, query_ms)  # fmt: skip
        written = write_corpus(data.corpus, size, chunking, plan.corpus)
        yield Size(written, _in_child(index_plan, plan, size), _in_child(search_plan, plan, size))
    progress("sizes", len(sizes), len(sizes))


def index_plan(plan: Plan) -> Cost:
    """Index, and say what it took."""
    embedder, begin = TimedEmbedder(RandomEmbedder(plan.dimension)), perf_counter()
    with PeakMemory() as memory:
        update_index(plan.place, [plan.corpus], embedder, chunking=plan.chunking)
    seconds = perf_counter() - begin - embedder.seconds
    sizes = (file.stat().st_size for file in plan.place.rglob("*") if file.is_file())
    return Cost(seconds, sum(sizes) / 1e6, memory.start_mb, memory.peak_mb)


def search_plan(plan: Plan) -> Speed:
    """Open and search, and say what it took."""
    with PeakMemory() as memory:
        begin = perf_counter()
        index = Index.open(plan.place, RandomEmbedder(plan.dimension), plan.chunking)
        opened = perf_counter() - begin
        filters: dict[str, Filters | None] = {"no filter": None, **filters_for(index.articles)}
        for each in filters.values():
            index.search("warm", filters=each)
        times: dict[str, list[float]] = {name: [] for name in filters}
        for query, extra in zip(plan.queries, plan.query_ms, strict=True):
            for name, each in filters.items():
                begin = perf_counter()
                index.search(query, filters=each)
                times[name].append((perf_counter() - begin) * 1000 + extra)
        index.close()
    latency = {name: latency_of(ms) for name, ms in times.items()}
    return Speed(opened, memory.start_mb, memory.peak_mb, latency)


def _query_times(embedder: Embedder, queries: Sequence[str]) -> tuple[float, ...]:
    timed = TimedEmbedder(embedder)
    timed.embed(["warm"], kind="query")
    times = []
    for query in queries:
        timed.seconds = 0.0
        timed.embed([query], kind="query")
        times.append(timed.seconds * 1000)
    return tuple(times)


def _in_child(work: Callable[[Plan], T], plan: Plan, size: int) -> T:
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(work, plan).result()
    except BrokenProcessPool as error:
        raise IndexingError(
            f"{size} passages: the process was killed, perhaps for want of memory; try fewer"
        ) from error
