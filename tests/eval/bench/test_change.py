from pathlib import Path

import pytest

from corpus.errors import CorpusError
from eval.bench.change import Changed, median_seconds, run_change
from eval.bench.datasets import load_sets
from index.embedder import HashingEmbedder
from index.passage import Chunking
from index.search import indexed


def test_each_change_embeds_one_article_and_is_found_and_undone(
    bench_data: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    (data,) = load_sets(bench_data, ["news"])
    place = tmp_path / "index"
    originals = {entry.article.text for entry in _index(data, place, embedder)}

    changes = list(run_change(data, place, tmp_path, embedder, Chunking()))

    assert [change.embedded for change in changes] == [1, 1, 1]
    assert all(change.found for change in changes)
    assert len({change.article_id for change in changes}) == 3
    assert {entry.article.text for entry in indexed(place)[0]} == originals


def _index(data, place: Path, embedder: HashingEmbedder):  # noqa: ANN001, ANN202
    from index.writer import update_index

    update_index(place, [data.corpus], embedder)
    return indexed(place)[0]


def test_the_median_is_over_whole_times() -> None:
    changes = [Changed("a", 1, 1, s, 1.0, 0.5, True) for s in (1.0, 9.0, 2.0)]

    assert median_seconds(changes) == 3.5


def test_too_few_articles_are_refused(
    bench_data: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    import gzip

    with gzip.open(bench_data / "news" / "corpus.jsonl.gz", "wt") as stream:
        stream.write('{"id": "one", "text": "The only one."}\n')
    (data,) = load_sets(bench_data, ["news"])

    with pytest.raises(CorpusError, match="fewer than 3 articles"):
        list(run_change(data, tmp_path / "index", tmp_path, embedder, Chunking()))
