"""From a folder to an index on disk, with the fake embedder and the real Chroma."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from corpus.article import Article
from corpus.errors import CorpusError, IndexMismatchError, IndexStorageError
from index.change import IndexReport
from index.embedder import HashingEmbedder, SentenceTransformerEmbedder, Vectors
from index.generation import current
from index.passage import Chunking, Passage, split_passages
from index.search import Index, indexed
from index.vectors import read_matrix
from index.writer import update_index


def counts(report: IndexReport) -> dict[str, int]:
    names = ("added", "changed", "moved", "removed", "unchanged", "embedded")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def files(place: Path) -> list[str]:
    return sorted(entry.article.file for entry in indexed(place)[0])


def found(place: Path, embedder: HashingEmbedder, query: str) -> list[str]:
    index = Index.open(place, embedder)
    try:
        return [hit.article.file for hit in index.search(query)]
    finally:
        index.close()


def test_a_first_run_indexes_everything(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    report = update_index(place, [folder], counting)

    assert counts(report) == {"added": 3, "embedded": 3}
    assert files(place) == ["a.txt", "b.txt", "c.txt"]
    assert found(place, counting, "the price of cod")[0] == "c.txt"


def test_a_second_run_over_the_same_writes_and_embeds_nothing(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    generation = current(place)
    counting.embedded.clear()

    report = update_index(place, [folder], counting)

    assert counts(report) == {"unchanged": 3}
    assert counting.embedded == []
    assert current(place) == generation


def test_a_run_that_finds_nothing_new_does_not_load_the_model(folder: Path, place: Path) -> None:
    class Unloadable(SentenceTransformerEmbedder):
        @property
        def dimension(self) -> int:
            raise AssertionError("loaded")

    update_index(place, [folder], HashingEmbedder(model="all-MiniLM-L6-v2"))

    assert counts(update_index(place, [folder], Unloadable())) == {"unchanged": 3}


def test_only_new_and_changed_articles_are_embedded(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    counting.embedded.clear()
    (folder / "a.txt").write_text("Ministers met in Tromsø on Monday.", encoding="utf-8")
    (folder / "d.txt").write_text("A new bridge opened in Narvik.", encoding="utf-8")

    report = update_index(place, [folder], counting)

    assert counts(report) == {"added": 1, "changed": 1, "unchanged": 2, "embedded": 2}
    assert sorted(counting.embedded) == [
        "A new bridge opened in Narvik.",
        "Ministers met in Tromsø on Monday.",
    ]
    assert found(place, counting, "Where did ministers meet?")[0] == "a.txt"


def test_a_deleted_file_leaves_the_index(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    (folder / "c.txt").unlink()

    report = update_index(place, [folder], counting)

    assert counts(report) == {"removed": 1, "unchanged": 2}
    assert "c.txt" not in found(place, counting, "the price of cod")


def test_a_renamed_file_is_there_once_and_not_embedded_again(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    (folder / "c.txt").rename(folder / "fish.txt")
    counting.embedded.clear()

    report = update_index(place, [folder], counting)

    assert counts(report) == {"moved": 1, "unchanged": 2}
    assert counting.embedded == []
    assert files(place) == ["a.txt", "b.txt", "fish.txt"]
    assert found(place, counting, "the price of cod")[0] == "fish.txt"


def test_two_files_with_one_text_are_both_there(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    (folder / "copy.txt").write_bytes((folder / "c.txt").read_bytes())

    report = update_index(place, [folder], counting)

    assert counts(report)["added"] == 4
    assert set(found(place, counting, "the price of cod")[:2]) == {"c.txt", "copy.txt"}


def test_of_a_changed_jsonl_file_only_the_changed_line_is_embedded(
    tmp_path: Path, place: Path, counting: HashingEmbedder
) -> None:
    lines = [{"id": f"n{n}", "text": f"Report number {n} about wheat."} for n in range(5)]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    update_index(place, [file], counting)
    counting.embedded.clear()
    lines[2]["text"] = "Report number two about barley."
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    report = update_index(place, [file], counting)

    assert counts(report) == {"changed": 1, "unchanged": 4, "embedded": 1}
    assert counting.embedded == ["Report number two about barley."]


def test_unchanged_lines_of_a_changed_jsonl_file_are_not_cut_anew(
    tmp_path: Path, place: Path, counting: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [{"id": f"n{n}", "text": f"Report number {n} about wheat."} for n in range(5)]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    update_index(place, [file], counting)
    cut: list[str] = []

    def cutting(article: Article, chunking: Chunking) -> list[Passage]:
        cut.append(article.id)
        return split_passages(article, chunking)

    monkeypatch.setattr("index.intake.split_passages", cutting)
    lines[3]["text"] = "Report number three about barley."
    lines.insert(0, {"id": "first", "text": "Report about rye."})
    file.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")

    update_index(place, [file], counting)

    assert cut == ["first", "n3"]
    assert found(place, counting, "rye")[0] == "news.jsonl"


def test_what_is_carried_over_is_what_would_be_written_anew(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    (folder / "a.txt").write_text("Cod is sold in Oslo on Monday.", encoding="utf-8")
    (folder / "b.txt").rename(folder / "z.txt")
    (folder / "0.txt").write_text("A new bridge opened in Narvik.", encoding="utf-8")
    update_index(place, [folder], counting)
    update_index(tmp_path / "anew", [folder], counting)

    updated, anew = (Index.open(at, counting) for at in (place, tmp_path / "anew"))

    matrices = [read_matrix(current(at) / "vectors.npy") for at in (place, tmp_path / "anew")]
    assert np.array_equal(*matrices)
    for query in ("cod in Oslo", "ferry", "bridge in Narvik", "Who knows why?"):
        assert updated.search(query) == anew.search(query)
    assert "grain" not in updated.lexical
    updated.close()
    anew.close()


def test_a_jsonl_file_in_capitals_keeps_all_its_articles(
    tmp_path: Path, place: Path, counting: HashingEmbedder
) -> None:
    file = tmp_path / "NEWS.JSONL"
    lines = [json.dumps({"id": f"n{n}", "text": f"Report {n} on wheat."}) for n in range(5)]
    file.write_text("\n".join(lines), encoding="utf-8")
    update_index(place, [file], counting)

    assert counts(update_index(place, [file], counting)) == {"unchanged": 5}


def test_an_index_inside_the_corpus_is_not_read_as_articles(
    folder: Path, counting: HashingEmbedder
) -> None:
    place = folder / "index"
    update_index(place, [folder], counting)
    (folder / "c.txt").unlink()

    report = update_index(place, [folder], counting)

    assert counts(report) == {"removed": 1, "unchanged": 2}
    assert report.skipped == ()


def test_somebody_s_own_folder_is_not_taken_for_an_index(
    folder: Path, counting: HashingEmbedder
) -> None:
    (folder / "download.partial").write_text("mine", encoding="utf-8")

    with pytest.raises(IndexStorageError, match="neither empty nor an index"):
        update_index(folder, [folder], counting)

    assert (folder / "download.partial").exists()


def test_a_file_renamed_and_copied_is_counted_once_each(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.txt").unlink()

    report = update_index(place, [folder], counting)

    assert counts(report) == {"added": 1, "moved": 1, "removed": 1, "unchanged": 1}


def test_an_id_used_in_two_files_is_taken_once_and_named(
    tmp_path: Path, place: Path, counting: HashingEmbedder
) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        line = json.dumps({"id": "x", "text": f"This stands in {name}."})
        (tmp_path / name).write_text(line, encoding="utf-8")

    report = update_index(place, [tmp_path / "one.jsonl", tmp_path / "two.jsonl"], counting)

    assert report.articles == 1
    assert [str(s) for s in report.skipped] == [
        "two.jsonl:1: article id 'x' is already used in one.jsonl"
    ]


def test_what_cannot_be_read_is_named_and_the_rest_is_indexed(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    (folder / "bad.txt").write_bytes(b"caf\xe9")
    (folder / "empty.txt").write_bytes(b"")

    report = update_index(place, [folder], counting)

    assert report.articles == 3
    assert {skipped.file for skipped in report.skipped} == {"bad.txt", "empty.txt"}


def test_a_folder_without_articles_is_refused_and_the_index_stays(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    (tmp_path / "nothing").mkdir()

    with pytest.raises(CorpusError, match="no articles"):
        update_index(place, [tmp_path / "nothing"], counting)

    assert files(place) == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("embedder", "chunking", "both"),
    [
        (HashingEmbedder(model="other"), Chunking(), ("'hashing'", "'other'")),
        (HashingEmbedder(dimension=8), Chunking(), ("256", "8")),
        (HashingEmbedder(), Chunking(50), ("220", "50")),
    ],
)
def test_other_settings_are_refused_by_a_message_that_names_both(
    folder: Path,
    place: Path,
    embedder: HashingEmbedder,
    chunking: Chunking,
    both: tuple[str, str],
) -> None:
    update_index(place, [folder], HashingEmbedder())
    (folder / "d.txt").write_text("A new bridge opened in Narvik.", encoding="utf-8")

    for refused in (
        lambda: update_index(place, [folder], embedder, chunking=chunking),
        lambda: Index.open(place, embedder, chunking),
    ):
        with pytest.raises(IndexMismatchError) as error:
            refused()
        assert all(side in str(error.value) for side in both)

    update_index(place, [folder], embedder, chunking=chunking, rebuild=True)
    Index.open(place, embedder, chunking).close()


def test_an_embedder_that_fails_leaves_the_index_as_it_was(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    class Failing(HashingEmbedder):
        def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
            raise MemoryError("no more")

    update_index(place, [folder], counting)
    (folder / "d.txt").write_text("A new bridge opened.", encoding="utf-8")

    with pytest.raises(MemoryError):
        update_index(place, [folder], Failing())

    assert files(place) == ["a.txt", "b.txt", "c.txt"]


def test_progress_is_told_step_by_step(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    told: list[tuple[str, int, int]] = []

    update_index(place, [folder], counting, progress=lambda *step: told.append(step))

    assert ("reading", 3, 3) in told
    assert told.index(("embedding", 0, 3)) < told.index(("embedding", 3, 3))
