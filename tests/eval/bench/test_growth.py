import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import CorpusError, IndexingError
from eval.bench import growth
from eval.bench.datasets import load_sets
from eval.bench.growth import Plan, RandomEmbedder, index_plan, run_growth, search_plan
from eval.bench.indexing import readable_articles
from eval.bench.synthetic import write_corpus
from index.embedder import HashingEmbedder
from index.passage import Chunking


def test_a_corpus_is_cut_to_size_by_whole_articles(bench_data: Path, tmp_path: Path) -> None:
    source, file = bench_data / "news" / "corpus.jsonl.gz", tmp_path / "corpus.jsonl"

    written = write_corpus(source, 4, Chunking(), file)

    assert (written.passages, written.synthetic) == (4, 0)
    originals = list(readable_articles(source))[:4]
    assert [replace(a, file="") for a in readable_articles(file)] == [
        replace(a, file="") for a in originals
    ]


def test_a_small_corpus_is_filled_up_with_shuffled_articles(
    bench_data: Path, tmp_path: Path
) -> None:
    source, file = bench_data / "news" / "corpus.jsonl.gz", tmp_path / "corpus.jsonl"

    written = write_corpus(source, 20, Chunking(), file)

    articles = list(readable_articles(file))
    assert written.passages >= 20
    assert written.synthetic == written.passages - 6
    assert len({article.id for article in articles}) == len(articles)
    assert len({article.text for article in articles}) == len(articles)
    assert sorted(articles[0].text.split()) == sorted(articles[6].text.split())
    assert articles[6].published == articles[0].published


def test_an_empty_corpus_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "corpus.jsonl"
    source.write_text("{}\n")

    with pytest.raises(CorpusError, match="no article that can be read"):
        write_corpus(source, 3, Chunking(), tmp_path / "out.jsonl")


def test_random_vectors_have_unit_length_and_a_seed() -> None:
    rows = RandomEmbedder(16).embed(["a", "a"], kind="document")

    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert not np.allclose(rows[0], rows[1])
    assert np.array_equal(rows, RandomEmbedder(16).embed(["b", "c"], kind="query"))


def test_one_size_is_indexed_and_searched(bench_data: Path, tmp_path: Path) -> None:
    corpus = bench_data / "news" / "corpus.jsonl.gz"
    queries = ("What did Narvik sell?", "Who complained?")
    plan = Plan(corpus, tmp_path / "index", 16, Chunking(), queries, (1000.0, 3000.0))

    cost, speed = index_plan(plan), search_plan(plan)

    files = (file for file in plan.place.rglob("*") if file.is_file())
    assert cost.disk_mb == sum(file.stat().st_size for file in files) / 1e6
    assert cost.seconds > 0
    assert set(speed.latency_ms) == {"no filter", "date range", "outlet"}
    for latency in speed.latency_ms.values():  # the model's own time is added
        assert latency.p50 > 2000
        assert latency.p95 > 2900


def test_sizes_run_in_processes_of_their_own(bench_data: Path, tmp_path: Path) -> None:
    (data,) = load_sets(bench_data, ["news"])
    seen = []

    (row,) = run_growth(
        data, [3], tmp_path, HashingEmbedder(16), Chunking(), lambda *step: seen.append(step)
    )

    assert row.corpus.passages == 3
    assert row.search.latency_ms["no filter"].p95 > 0
    assert seen == [("sizes", 0, 1), ("sizes", 1, 1)]


def test_a_killed_process_is_named_by_its_size() -> None:
    with pytest.raises(IndexingError, match="3 passages: the process was killed"):
        growth._in_child(os._exit, 9, 3)  # type: ignore[arg-type]
