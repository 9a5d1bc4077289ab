import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from corpus.article import Article
from eval.bench.datasets import load_sets
from eval.bench.report import pooled_scores, scores, set_to_dict, summary_to_dict
from eval.bench.search import SetResult, Setup, run_set
from eval.bench.systems import ASKED, OURS, PLAIN, REWRITTEN, Contest, filters_for
from index.embedder import HashingEmbedder, Vectors
from index.filters import Filters
from index.passage import Chunking
from index.search import Index
from rag.holdings import Holdings
from rag.request import prepare

NEWS = ("hit@1", "hit@5", "hit@10", "MRR@10")


def setup(embedder: HashingEmbedder) -> Setup:
    return Setup(embedder, lambda texts: None, Chunking(), sample=4)


def run(data: Path, name: str, place: Path, embedder: HashingEmbedder) -> SetResult:
    (one,) = load_sets(data, [name])
    return run_set(one, place, setup(embedder))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_news_are_searched_by_all_systems(
    bench_data: Path, place: Path, embedder: HashingEmbedder
) -> None:
    result = run(bench_data, "news", place, embedder)

    assert (result.articles, result.passages, result.unscored) == (6, 6, 1)
    assert [record.id for record in result.records] == ["q0", "q1", "q2", "q3", "q4"]
    for record in result.records:
        scored = {name for name, outcome in record.outcomes.items() if outcome.metrics}
        assert scored == {OURS, ASKED, *PLAIN}
        assert record.outcomes.keys() - scored == {f"{OURS}, date range", f"{OURS}, outlet"}
        assert record.outcomes[OURS].rank == 1
    found = scores([result])
    assert all(found.systems[OURS][metric].mean == 1 for metric in NEWS)
    assert set(found.differences) == {f"{ours} - {p}" for ours in (OURS, ASKED) for p in PLAIN}


def test_a_rank_is_that_of_the_first_passage_with_the_answer(
    bench_data: Path, place: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Index.search

    def backwards(*args: object, **kwargs: object) -> list[object]:
        return search(*args, **kwargs)[::-1]  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "search", backwards)

    result = run(bench_data, "news", place, embedder)

    assert {record.outcomes[OURS].rank for record in result.records} == {6}
    assert {record.outcomes["bm25"].rank for record in result.records} == {1}
    difference = scores([result]).differences[f"{OURS} - bm25"]
    assert difference["hit@1"].mean == -1
    assert difference["hit@10"].mean == 0


def test_an_answer_in_the_title_counts_apart(
    bench_data: Path, place: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Contest, "title", Contest.text)
    monkeypatch.setattr(Contest, "text", lambda self, passage: "")

    found = scores([run(bench_data, "news", place, embedder)]).systems[OURS]

    assert {found[metric].mean for metric in NEWS} == {0}
    assert {found[f"{metric}, titled"].mean for metric in ("hit@1", "MRR@10")} == {1}


def test_turns_are_searched_as_the_product_does_with_their_history(
    bench_data: Path, place: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    search = Index.search

    def noting(self: Index, query: str, *args: object) -> list[object]:
        asked.append((query, args[2]))
        return search(self, query, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "search", noting)

    result = run(bench_data, "talks/a", place, embedder)

    index = Index.open(place, embedder)
    holdings = Holdings(index.articles)
    request = prepare(holdings, "And who complained about it?", ["What did Narvik sell?"])
    assert asked[0] == (request.whole, request.prefer)
    assert request.prefer.history == ("What did Narvik sell?",)
    (outcomes,) = {tuple(record.outcomes) for record in result.records}
    assert outcomes == (OURS, *PLAIN, *REWRITTEN)
    # "it" is not resolved by the plain systems; the rewritten question names the town.
    found = scores([result]).systems
    assert found["bm25, rewritten"]["R@5"].mean == 1
    assert found["bm25"]["nDCG@5"].mean < found["bm25, rewritten"]["nDCG@5"].mean


def test_articles_are_judged_once_at_their_best_rank(
    bench_data: Path, place: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Index.search

    def thrice(*args: object, **kwargs: object) -> list[object]:
        return [hit for hit in search(*args, **kwargs) for _ in range(3)]  # type: ignore[arg-type]

    once = scores([run(bench_data, "talks/a", place, embedder)])
    monkeypatch.setattr(Index, "search", thrice)
    again = scores([run(bench_data, "talks/a", place, embedder)])

    assert again.systems[OURS] == once.systems[OURS]


def test_a_question_that_is_not_taken_scores_nothing_and_ends_nothing(
    bench_data: Path, place: Path, embedder: HashingEmbedder
) -> None:
    file = bench_data / "news" / "questions.jsonl"
    long = file.read_text().replace("of Narvik sell", "of Narvik sell" + " please" * 400)
    file.write_text(long)

    result = run(bench_data, "news", place, embedder)

    refused, rest = result.records[0].outcomes[OURS], result.records[1].outcomes[OURS]
    assert refused.refused
    assert "characters" in refused.refused
    assert refused.rank is None
    assert refused.metrics
    assert set(refused.metrics.values()) == {0.0}
    assert rest.rank == 1
    assert set_to_dict(result)["refused_questions"] == 1


def test_two_questions_of_one_id_are_both_scored(
    bench_data: Path, place: Path, embedder: HashingEmbedder
) -> None:
    file = bench_data / "news" / "questions.jsonl"
    file.write_text(file.read_text().replace('"q1"', '"q0"').replace("timber", "gold"))

    result = run(bench_data, "news", place, embedder)

    assert [record.id for record in result.records] == ["q0", "q0", "q2", "q3", "q4"]
    assert [record.outcomes["bm25"].rank for record in result.records] == [1, None, 1, 1, 1]


def test_the_report_is_json_and_holds_no_text(
    bench_data: Path, place: Path, embedder: HashingEmbedder
) -> None:
    report = set_to_dict(run(bench_data, "news", place, embedder))

    text = json.dumps(report, default=str)
    assert not any(word in text for word in ("harbour", "Trade", "herring", "HERRING"))
    assert report["records"][0]["systems"]["bm25"]["rank"] == 1
    assert report["systems"][OURS]["MRR@10"] == {"mean": 1, "low": 1, "high": 1}
    assert set(report["latency_ms"]) >= {OURS, *PLAIN, f"{OURS}, outlet"}
    assert report["filters"]["outlet"]["passages_admitted"] == 0.5
    assert report["indexing"]["bare_passages"] == 4


def test_an_index_that_is_there_is_taken_and_not_timed(
    bench_data: Path, place: Path, embedder: HashingEmbedder
) -> None:
    first = run(bench_data, "news", place, embedder)
    second = run(bench_data, "news", place, embedder)

    assert first.indexing
    assert second.indexing is None
    assert scores([second]) == scores([first])


def test_the_summary_is_over_sets_and_over_turns(
    bench_data: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    a, b = (run(bench_data, f"talks/{n}", tmp_path / n, embedder) for n in "ab")
    zero = {"R@5": 0.0, "nDCG@5": 0.0}
    worse = tuple(
        replace(r, outcomes={name: replace(o, metrics=zero) for name, o in r.outcomes.items()})
        for r in b.records[:3]
    )
    b = replace(b, records=worse)
    alone = scores([a]).systems["dense"]["R@5"].mean

    summary = summary_to_dict([a, b])

    assert summary["sets"] == ["talks/a", "talks/b"]
    assert scores([a, b]).systems["dense"]["R@5"].mean == pytest.approx(alone / 2)
    assert pooled_scores([a, b]).systems["dense"]["R@5"].mean == pytest.approx(alone * 6 / 9)
    assert summary_to_dict([a]) == {}


def test_no_vector_of_a_question_is_remembered_from_system_to_system(
    bench_data: Path, place: Path
) -> None:
    class Noting(HashingEmbedder):
        def __init__(self) -> None:
            super().__init__()
            self.asked: list[str] = []

        def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
            self.asked += texts if kind == "query" else []
            return super().embed(texts, kind=kind)

    noting = Noting()
    result = run(bench_data, "news", place, noting)

    searched = [name for name in result.records[0].outcomes if name != "bm25"]
    assert noting.asked.count("What did the harbour of Bergen sell?") == len(searched)


def test_filters_suit_the_corpus(bench_data: Path, place: Path, embedder: HashingEmbedder) -> None:
    run(bench_data, "news", place, embedder)
    index = Index.open(place, embedder)
    found = filters_for(index.articles)

    assert (
        index.columns.mask(found["date range"]) is None
        or index.columns.mask(found["date range"]).all()
    )
    assert set(found["outlet"].outlets) < {"Fjord Weekly", "Coast Daily"}
    assert filters_for({}) == {}


def test_the_outlet_nearest_to_two_percent_is_not_the_tiniest() -> None:
    sizes = {"Daily": 9580, "Weekly": 410, "Once": 10}
    articles = {o: Article(o, "f", "x" * size, outlet=o) for o, size in sizes.items()}

    assert filters_for(articles) == {"outlet": Filters(outlets=("Weekly",))}
