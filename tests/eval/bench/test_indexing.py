import gzip
import json
from pathlib import Path

from eval.bench.indexing import measured_index, readable_articles
from index.embedder import HashingEmbedder
from index.passage import Chunking, embedding_text, split_passages


def test_the_bare_encoder_gets_passages_of_the_corpus_half_before_and_half_after(
    bench_data: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    corpus = bench_data / "news" / "corpus.jsonl.gz"
    encoded: list[tuple[bool, list[str]]] = []
    place = tmp_path / "index"

    report, cost = measured_index(
        place,
        corpus,
        embedder,
        lambda texts: encoded.append((place.exists(), texts)),
        chunking=Chunking(),
        sample=4,
        progress=lambda *_: None,
    )

    texts = [
        embedding_text(a, p)
        for a in readable_articles(corpus)
        for p in split_passages(a, Chunking())
    ]
    _, (there_before, before), (there_after, after) = encoded
    assert (there_before, there_after) == (False, True)
    assert len(before) == len(after) == 2
    assert len({*before, *after} & set(texts)) == 4
    assert cost
    assert report.passages == cost.passages == len(texts)
    assert 0 < cost.embedding_seconds < cost.seconds
    assert cost.ratio == cost.passages_per_second / cost.bare_per_second
    assert cost.peak_mb >= cost.start_mb > 0
    size = sum(map(len, map(str.encode, texts))) + len(texts) * embedder.dimension * 4
    assert cost.vectors_and_text_mb == size / 1e6


def test_a_line_that_cannot_be_read_is_passed_over_and_reported(
    bench_data: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    corpus = bench_data / "news" / "corpus.jsonl.gz"
    with gzip.open(corpus, "at", encoding="utf-8") as stream:
        stream.write("{broken\n" + json.dumps({"id": "last", "text": "The last one."}) + "\n")

    report, _ = measured_index(
        tmp_path / "index",
        corpus,
        embedder,
        lambda texts: None,
        chunking=Chunking(),
        sample=2,
        progress=lambda *_: None,
    )

    assert report.articles == 7
    assert [skipped.line for skipped in report.skipped] == [7]
