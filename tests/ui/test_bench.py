"""`groundwire bench` as a user meets it, in this process, with the fake embedder."""

import gzip
import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from eval.bench import indexing, visitors
from index import embedder as embedders
from index.embedder import HashingEmbedder
from ui import cli


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        embedders, "SentenceTransformerEmbedder", lambda model, batch: HashingEmbedder(model=model)
    )
    monkeypatch.setattr(indexing, "bare_encoder", lambda model: lambda texts: None)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # noqa: ANN201
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["groundwire", "bench", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        captured = capsys.readouterr()
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


def test_all_sets_are_searched_shown_and_written(bench, bench_data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    file = tmp_path / "results.json"

    code, out, _ = bench("search", "--data", bench_data, "--json", file)

    assert code == 0
    for shown in (
        "news: 6 articles in 6 passages, 5 questions",
        "1.000 [1.000, 1.000]",
        "groundwire - bm25",
        "groundwire, outlet (50% of the passages)",
        "dense, rewritten",
        "of the bare encoder's",
        "mean over 2 sets",
        "mean over 12 questions",
    ):
        assert shown in out
    results = json.loads(file.read_text())
    assert results["benchmark"] == "search"
    assert results["conditions"]["packages"]["bm25s"]
    assert [one["name"] for one in results["sets"]] == ["news", "talks/a", "talks/b"]
    assert [len(one["records"]) for one in results["sets"]] == [5, 6, 6]
    assert set(results["summary"]) == {"sets", "mean_over_sets", "mean_over_turns"}


def test_indexes_can_be_kept(bench, bench_data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    arguments = ("search", "--data", bench_data, "--set", "talks/*", "--index", tmp_path / "kept")
    _, first, _ = bench(*arguments)
    _, second, _ = bench(*arguments)

    assert {place.name for place in (tmp_path / "kept").iterdir()} == {"talks-a", "talks-b"}
    assert "not measured" not in first
    assert second.count("indexing: not measured, the index was there already") == 2


def test_what_is_measured_stays_if_a_later_set_fails(
    bench,  # noqa: ANN001
    bench_data: Path,
    tmp_path: Path,
) -> None:
    (bench_data / "talks" / "b" / "corpus.jsonl.gz").write_bytes(b"no gzip")
    file = tmp_path / "results.json"

    code, _, err = bench("search", "--data", bench_data, "--json", file)

    assert code == 2
    assert "corpus.jsonl.gz" in err
    assert [one["name"] for one in json.loads(file.read_text())["sets"]] == ["news", "talks/a"]


def test_growth_is_shown_and_written(bench, bench_data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    file = tmp_path / "growth.json"

    code, out, _ = bench(
        "growth", "--data", bench_data, "--set", "news", "--sizes", "4", "--synthetic", 9,
        "--json", file,
    )  # fmt: skip

    assert code == 0
    assert "date range: p50 / p95 ms" in out
    sizes = json.loads(file.read_text())["sizes"]
    assert [size["corpus"] for size in sizes] == [
        {"passages": 4, "synthetic": 0},
        {"passages": 9, "synthetic": 3},
    ]


def test_change_is_shown_and_written(bench, bench_data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    file = tmp_path / "change.json"

    code, out, _ = bench("change", "--data", bench_data / "news", "--json", file)

    assert code == 0
    assert "searchable again after" in out
    assert [change["found"] for change in json.loads(file.read_text())["changes"]] == [True] * 3


def test_claims_are_judged_shown_and_written(bench, tmp_path: Path, cross_encoder: Path) -> None:  # noqa: ANN001
    lines = [
        {
            "id": f"{name}{at}{supported}",
            "set": name,
            "claim": f"The ferry {'sank' if supported else 'sailed'} in {at}.",
            "evidence": [f"The ferry sank in {at}."],
            "supported": supported,
        }
        for name in ("x", "y")
        for at in (1990, 1991, 1992)
        for supported in (True, False)
    ]
    claims = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "claims.jsonl.gz").write_bytes(gzip.compress(claims.encode()))
    file = tmp_path / "claims.json"

    code, out, _ = bench("claims", "--data", tmp_path, "--json", file, "--checker", cross_encoder)

    assert code == 0
    assert "mean over sets" in out
    results = json.loads(file.read_text())
    assert set(results["balanced_accuracy"]) == {"groundwire", "idf overlap", "checker"}
    assert results["balanced_accuracy"]["groundwire"]["mean_over_sets"]["mean"] == 1.0
    assert [one["id"] for one in results["records"]] == [line["id"] for line in lines]
    assert results["conditions"]["checker"] == cross_encoder.name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "--data", "missing"], "missing is no folder"),
        (["search", "--data", "empty"], "empty holds no data set"),
        (["search"], "Missing option"),
        (["search", "--data", "data", "--set", "sport"], "'sport'; found: news, talks/a"),
        (["search", "--data", "data", "--json", "no/where.json"], "there is no folder no"),
        (["search", "--data", "data", "--json", "empty"], "--json empty cannot be written"),
        (["search", "--data", "data", "--index", "data"], "data"),
        (["growth", "--data", "data"], "choose one with --set: news, talks/a, talks/b"),
        (["growth", "--data", "data/news", "--sizes", "many"], "--sizes 'many'"),
        (["growth", "--data", "data/news", "--sizes", "0"], "--sizes '0'"),
        (["change", "--data", "data"], "choose one with --set"),
        (["claims", "--data", "data"], "data holds no claims.jsonl.gz"),
        (["nope"], "No such command"),
    ],
)
def test_bad_input_is_one_line(
    bench,  # noqa: ANN001
    bench_data: Path,
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    (tmp_path / "empty").mkdir()

    code, out, err = bench(*arguments)

    assert (code, out) == (2, "")
    (line,) = err.strip().splitlines()
    assert line.startswith("groundwire: ")
    assert said in line


def test_a_broken_line_is_named_before_anything_is_indexed(
    bench,  # noqa: ANN001
    bench_data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (bench_data / "talks" / "b" / "queries.jsonl").write_text("{")
    monkeypatch.setattr(embedders, "SentenceTransformerEmbedder", None)

    code, _, err = bench("search", "--data", bench_data)

    assert code == 2
    assert "talks/b/queries.jsonl:1: malformed JSON" in err


def test_a_reranker_takes_part_in_our_search_alone(
    bench,  # noqa: ANN001
    bench_data: Path,
    tmp_path: Path,
    cross_encoder: Path,
) -> None:
    def ranks(file: str, *flags: object) -> tuple[str | None, dict[str, list[float]]]:
        json_file = tmp_path / file
        chosen = ("--data", bench_data, "--set", "news", "--json", json_file)
        assert bench("search", *chosen, *flags)[0] == 0
        results = json.loads(json_file.read_text())
        records = [record["systems"] for record in results["sets"][0]["records"]]
        scored = ("groundwire", "bm25", "dense", "rrf")
        found = {name: [record[name]["rank"] for record in records] for name in scored}
        return results["conditions"]["reranker"], found

    name, without = ranks("without.json")
    chosen, with_it = ranks("with.json", "--reranker", cross_encoder)

    assert (name, chosen) == (None, cross_encoder.name)
    assert with_it.pop("groundwire") != without.pop("groundwire")
    assert with_it == without


def test_load_serves_the_page_asks_it_and_writes_what_it_came_to(
    bench,  # noqa: ANN001
    groundwire,  # noqa: ANN001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    asked: list[str] = []
    sample = Path(__file__).parents[2] / "corpus" / "articles"
    assert groundwire("index", sample, "--index", "sample").code == 0
    monkeypatch.setattr(visitors, "served", lambda *flags: nullcontext((" ".join(flags), None)))
    monkeypatch.setattr(visitors, "megabytes_of", lambda process: 800.0)
    monkeypatch.setattr(visitors, "by_api", lambda url: lambda question, taken: asked.append(url))
    file = tmp_path / "load.json"

    code, out, _ = bench(
        "load", "--index", "sample", "--users", 3, "--questions", 10, "--json", file
    )

    assert code == 0
    assert set(asked) == {"--index sample"}
    assert "10 questions of 3 users at once: 0 errors" in out
    results = json.loads(file.read_text())
    assert (results["questions"], results["errors"], results["as"]) == (10, {}, "api")
    assert results["memory"] == [{"questions": 30, "megabytes": 800.0}]
