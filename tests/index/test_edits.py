"""Single articles in and out: the rest stays, and a run over all sources agrees."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.article import Skipped
from corpus.errors import IndexBusyError
from corpus.folder import SourceFile, find_files
from index.edits import add_articles, remove_articles
from index.embedder import HashingEmbedder
from index.folder_home import FolderHome, FolderWriter
from index.generation import current, writing
from index.search import Index, indexed
from index.sources import LeftOut, Sources
from index.writer import update_index


def files(place: Path) -> list[str]:
    return [entry.article.file for entry in indexed(place)[0]]


def ids(place: Path) -> dict[str, str]:
    return {entry.article.file: entry.article.id for entry in indexed(place)[0]}


def source(folder: Path, name: str, text: str) -> SourceFile:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return SourceFile(folder / name, name)


def test_an_index_begins_with_the_first_article(tmp_path: Path, place: Path) -> None:
    one = source(tmp_path / "up", "a.txt", "The choir sang in Narvik.")

    report = add_articles(place, [one], HashingEmbedder(), paths=[tmp_path / "up"]).report

    assert (report.added, report.articles) == (1, 1)
    assert Sources.load(current(place)).paths == (str(tmp_path / "up"),)


def test_only_what_is_new_is_embedded_and_a_run_over_all_finds_nothing_to_do(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    counting.embedded.clear()
    up = tmp_path / "up"
    add_articles(place, [source(up, "bb.txt", "A bridge opened.")], counting, paths=[up])

    assert counting.embedded == ["A bridge opened."]
    assert files(place) == ["a.txt", "b.txt", "bb.txt", "c.txt"]
    generation = current(place)
    report = update_index(place, [folder, up], counting)
    assert (report.unchanged, report.embedded) == (4, 0)
    assert current(place) == generation


def test_a_broken_file_is_skipped_and_the_others_come_in(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    good = source(tmp_path / "up", "good.txt", "A bridge opened.")
    (tmp_path / "up" / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    bad = SourceFile(tmp_path / "up" / "bad.pdf", "bad.pdf")

    report = add_articles(place, [bad, good], counting).report

    assert [skipped.file for skipped in report.skipped] == ["bad.pdf"]
    assert files(place) == ["a.txt", "b.txt", "c.txt", "good.txt"]


def test_an_id_that_is_in_use_is_skipped(tmp_path: Path, place: Path) -> None:
    line = '{"id": "n1", "text": "%s"}'
    up = tmp_path / "up"
    add_articles(place, [source(up, "one.jsonl", line % "Rain fell.")], HashingEmbedder())

    edited = add_articles(place, [source(up, "two.jsonl", line % "Snow.")], HashingEmbedder())

    assert edited.report.skipped == (
        Skipped("two.jsonl", "article id 'n1' is already used in one.jsonl"),
    )
    assert files(place) == ["one.jsonl"]


def test_what_was_taken_out_stays_out_of_a_run_over_all_until_it_is_put_back(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    id = ids(place)["b.txt"]
    out = LeftOut(str(folder / "b.txt"), id, "b.txt")

    assert remove_articles(place, [id], counting, left_out=[out]).report.removed == 1
    assert files(place) == ["a.txt", "c.txt"]
    for rebuild in (False, True):
        (skipped,) = update_index(place, [folder], counting, rebuild=rebuild).skipped
        assert "put it back there" in skipped.reason
        assert files(place) == ["a.txt", "c.txt"]
    assert (folder / "b.txt").is_file()

    b = SourceFile(folder / "b.txt", "b.txt")
    assert add_articles(place, [b], counting, put_back=[out.key]).report.added == 1
    assert files(place) == ["a.txt", "b.txt", "c.txt"]
    assert update_index(place, [folder], counting).unchanged == 3


def test_what_was_taken_out_of_another_folder_is_not_left_out(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    id = ids(place)["b.txt"]
    remove_articles(place, [id], counting, left_out=[LeftOut(str(folder / "b.txt"), id, "b.txt")])
    other = tmp_path / "other"
    source(other, "b.txt", "Another text.")

    assert update_index(place, [other], counting).skipped == ()
    assert files(place) == ["b.txt"]


def test_what_was_taken_out_stays_out_whatever_its_file_is_called(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    id = ids(place)["b.txt"]
    out = LeftOut(str(folder / "b.txt"), id, "b.txt")
    remove_articles(place, [id], counting, left_out=[out])
    other = tmp_path / "other"
    source(other, "b.txt", "A bridge opened.")

    for rebuild in (False, True):  # two files of one name: both get their folder's before it
        (skipped,) = update_index(place, [folder, other], counting, rebuild=rebuild).skipped
        assert skipped.file == "articles/b.txt"
        assert files(place) == ["a.txt", "c.txt", "other/b.txt"]

    remove_articles(
        place,
        [ids(place)["other/b.txt"]],
        counting,
        left_out=[LeftOut(str(other / "b.txt"), ids(place)["other/b.txt"], "other/b.txt")],
    )
    assert len(update_index(place, [folder, other], counting).skipped) == 2
    back = SourceFile(folder / "b.txt", "articles/b.txt")
    add_articles(place, [back], counting, put_back=[out.key])
    update_index(place, [folder, other], counting)
    assert files(place) == ["a.txt", "articles/b.txt", "c.txt"]


def test_of_two_files_that_use_one_id_each_is_taken_out_for_itself(
    place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    up = tmp_path / "up"
    one = source(up, "one.jsonl", '{"id": "n1", "text": "Rain fell."}')
    two = source(up, "two.jsonl", '{"id": "n1", "text": "Snow fell."}')
    update_index(place, [up], counting)
    assert files(place) == ["one.jsonl"]

    remove_articles(place, ["n1"], counting, left_out=[LeftOut(str(one.path), "n1", one.file)])
    update_index(place, [up], counting)
    assert files(place) == ["two.jsonl"]
    remove_articles(place, ["n1"], counting, left_out=[LeftOut(str(two.path), "n1", two.file)])
    add_articles(place, find_files([up]), counting)
    assert files(place) == []


def test_the_same_bytes_are_put_in_once_and_a_file_with_more_is_no_twin(
    place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    up, rain = tmp_path / "up", '{"id": "n1", "text": "Rain fell."}\n'
    add_articles(place, [source(up, "a.txt", "Snow."), source(up, "a.jsonl", rain)], counting)
    sent = [
        source(up, "b.txt", "Snow."),
        source(up, "c.txt", "Hail."),
        source(up, "d.txt", "Hail."),
        source(up, "b.jsonl", rain),
        source(up, "c.jsonl", rain + '{"id": "n2", "text": "Ice broke."}\n'),
    ]

    edited = add_articles(place, sent, counting, once=True)

    assert edited.twins == {"b.txt": "a.txt", "d.txt": "c.txt", "b.jsonl": "a.jsonl"}
    assert files(place) == ["a.jsonl", "a.txt", "c.jsonl", "c.txt"]
    assert add_articles(place, sent[:1], counting).report.added == 1
    assert add_articles(place, sent[:1], counting, once=True).twins == {}


def test_the_last_article_can_go_and_others_come(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    remove_articles(place, list(ids(place).values()), counting)

    empty = Index.open(place, counting)
    assert not empty.articles
    assert empty.search("the price of cod") == []
    empty.close()
    assert add_articles(place, find_files([folder]), counting).report.added == 3


def test_an_index_that_is_not_there_yet_is_noticed_when_it_is(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    index = Index.empty(place, counting)
    assert index.is_current()
    assert index.search("the price of cod") == []
    assert not place.exists()

    update_index(place, [folder], counting)

    assert not index.is_current()
    later = index.reopened()
    assert len(later.articles) == 3
    later.close()


def test_an_older_index_does_not_say_what_it_is_of(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    (current(place) / "sources.json").unlink()
    manifest = current(place) / "manifest.json"
    text = manifest.read_text("utf-8")
    manifest.write_text(
        "\n".join(line for line in text.splitlines() if "sources.json" not in line), "utf-8"
    )

    up = folder.parent / "up"
    add_articles(place, [source(up, "d.txt", "A bridge opened.")], counting, paths=[up])

    assert Sources.load(current(place)).paths is None
    assert files(place) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_who_comes_second_changes_nothing(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    with writing(place), pytest.raises(IndexBusyError):
        remove_articles(place, list(ids(place).values()), counting)

    assert len(files(place)) == 3


def test_what_others_put_in_before_the_lock_is_held_stays(
    folder: Path, place: Path, tmp_path: Path, counting: HashingEmbedder
) -> None:
    up = tmp_path / "up"

    class Late(FolderHome):
        """One whose lock is got only when somebody else has put an article in."""

        @contextmanager
        def writing(self) -> Iterator[FolderWriter]:
            add_articles(place, [source(up, "d.txt", "A bridge opened.")], counting, paths=[up])
            with super().writing() as writer:
                yield writer

    update_index(place, [folder], counting)

    update_index(Late(place), [folder], counting, also=lambda: [up] if up.exists() else [])

    assert files(place) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    up.joinpath("d.txt").unlink()
    source(up, "e.txt", "A tunnel opened.")
    update_index(Late(place), [folder, up], counting)
    assert files(place) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
