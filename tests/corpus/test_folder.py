import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article, Skipped
from corpus.errors import CorpusError
from corpus.folder import ReadLimits, SourceFile, find_files, read_articles


def write(path: Path, text: str = "It rained.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*paths: Path) -> list[str]:
    return [source.file for source in find_files(paths)]


def test_files_are_found_in_all_folders_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "picture.png"):
        write(tmp_path / name)

    found = find_files([tmp_path])

    assert [source.file for source in found] == ["a/b/c.html", "a/z.md", "b.txt", "picture.png"]
    assert all(source.path == tmp_path / source.file for source in found)


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c/.d/e.txt", "f.txt"):
        write(tmp_path / name)

    assert names(tmp_path) == ["f.txt"]


def test_a_hidden_folder_that_was_named_is_read(tmp_path: Path) -> None:
    write(tmp_path / ".news" / "a.txt")

    assert names(tmp_path / ".news") == ["a.txt"]


def test_a_file_that_was_named_goes_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "b.txt")

    assert find_files([path]) == [SourceFile(path, "b.txt")]


def test_paths_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "news" / "a.txt")
    monkeypatch.chdir(tmp_path)

    assert find_files([Path("news")]) == [SourceFile(tmp_path / "news" / "a.txt", "a.txt")]


def test_links_to_the_outside_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt")
    inside = write(tmp_path / "news" / "a.txt")
    (tmp_path / "news" / "folder").symlink_to(outside.parent, target_is_directory=True)
    (tmp_path / "news" / "secret.txt").symlink_to(outside)
    (tmp_path / "news" / "nowhere.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "news" / "again.txt").symlink_to(inside)

    found = find_files([tmp_path / "news"])

    assert {source.file: source.left_out is None for source in found} == {
        "a.txt": True,
        "again.txt": True,
        "nowhere.txt": False,
        "secret.txt": False,
    }
    assert "leads out of the folder" in str(next(read_articles(found[-1])))


def test_a_pipe_is_left_out_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    (source,) = find_files([tmp_path])
    (skipped,) = read_articles(source)

    assert "no regular file" in str(skipped)
    (skipped,) = read_articles(SourceFile(tmp_path / "pipe.txt", "pipe.txt"))
    assert isinstance(skipped, Skipped)
    assert "no regular file" in skipped.reason


@pytest.mark.parametrize("name", ["missing", "pipe"])
def test_what_cannot_be_a_corpus_is_refused_by_name(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(CorpusError, match=name) as error:
        find_files([tmp_path / name])

    assert "\n" not in str(error.value)


def test_no_paths_are_refused() -> None:
    with pytest.raises(CorpusError, match="no folder was named"):
        find_files([])


def test_equal_names_under_two_roots_are_kept_apart(tmp_path: Path) -> None:
    for root in ("a/news", "b/news", "c/more"):
        write(tmp_path / root / "x.txt")
    write(tmp_path / "a" / "news" / "y.txt")
    roots = [tmp_path / "a/news", tmp_path / "b/news", tmp_path / "c/more"]

    found = {source.file: source.path for source in find_files(roots)}

    assert found == {
        "more/x.txt": tmp_path / "c/more/x.txt",
        "news/x.txt": tmp_path / "a/news/x.txt",
        "news-2/x.txt": tmp_path / "b/news/x.txt",
        "y.txt": tmp_path / "a/news/y.txt",
    }


def test_a_name_made_apart_does_not_meet_another_file(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt")
    write(tmp_path / "b" / "x.txt")
    write(tmp_path / "b" / "a" / "x.txt")

    assert names(tmp_path / "a", tmp_path / "b") == ["a-2/x.txt", "a/x.txt", "b/x.txt"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")

    assert names(tmp_path, path, tmp_path) == ["a.txt"]


def test_names_of_any_bytes_become_one_line_of_text(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\n.txt")).write_text("It rained.")

    (source,) = find_files([tmp_path])
    (article,) = read_articles(source)

    assert source.file == "a\\xff\\n.txt"
    assert isinstance(article, Article)


def test_the_id_depends_on_the_name_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (before,) = read_articles(SourceFile(path, "a.txt"))
    write(path, "It rained all day.")
    (after,) = read_articles(SourceFile(path, "a.txt"))
    (moved,) = read_articles(SourceFile(path, "b.txt"))

    assert isinstance(before, Article) and isinstance(after, Article) and isinstance(moved, Article)
    assert before.id == after.id == "18b7cb099a9e"
    assert moved.id != before.id


def test_other_types_are_named(refusal: Callable[..., Skipped]) -> None:
    assert refusal("a.png", b"\x89PNG").reason == (
        ".png is not a type that can be read: "
        "use .txt, .md, .html, .htm, .pdf, .docx, .jsonl or .jsonl.gz"
    )
    assert "without an ending" in refusal("README", "It rained.").reason


def test_a_large_file_is_refused_unread(refusal: Callable[..., Skipped]) -> None:
    limits = ReadLimits(file_bytes=1000)

    assert "larger than 0.001 MB" in refusal("a.txt", "x" * 1001, limits).reason


def test_a_file_without_permission_is_skipped(
    refusal: Callable[..., Skipped], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:  # a test that runs as root may open any file
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    assert "permission denied" in refusal("a.jsonl", "{}").reason


def test_a_file_that_went_away_is_skipped(tmp_path: Path) -> None:
    (skipped,) = read_articles(SourceFile(tmp_path / "gone.txt", "gone.txt"))

    assert isinstance(skipped, Skipped)
    assert "No such file" in skipped.reason


def test_whatever_a_parser_raises_costs_one_file(
    refusal: Callable[..., Skipped], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)

    assert "ZeroDivisionError: two lines" in refusal("a.html", "<p>It rained.</p>").reason
