"""The folder of uploads: nothing leaves it, nothing in it is written over, all can come back."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from ui.uploads import Uploads


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def keep(uploads: Uploads, name: str, text: str, taken: frozenset[str] = frozenset()) -> str:
    with uploads.arriving() as path:
        path.write_text(text, encoding="utf-8")
        return uploads.keep(path, name, taken.__contains__)


def names(uploads: Uploads) -> list[str]:
    return [source.file for source in uploads.files()]


def test_a_folder_that_is_not_needed_is_not_made(uploads: Uploads) -> None:
    assert uploads.files() == []
    assert uploads.removed() == []
    assert uploads.path("a.txt") is None
    assert not uploads.root.exists()


@given(st.lists(st.text(max_size=80) | st.sampled_from(["../x.txt", "/a", "a/b", "a"]), max_size=8))
def test_whatever_a_file_is_called_it_lands_inside(
    tmp_path_factory: pytest.TempPathFactory, given_names: list[str]
) -> None:
    above = tmp_path_factory.mktemp("above")
    uploads = Uploads(above / "uploads")
    texts = [f"text {number}" for number in range(len(given_names))]

    kept = [keep(uploads, name, text) for name, text in zip(given_names, texts, strict=True)]

    assert sorted(names(uploads)) == sorted(kept)
    assert [uploads.root.joinpath(name).read_text("utf-8") for name in kept] == texts
    assert [path.name for path in above.iterdir()] in ([], ["uploads"])


def test_another_text_of_the_same_name_stands_beside_the_first(uploads: Uploads) -> None:
    assert keep(uploads, "a.txt", "one") == "a.txt"
    assert keep(uploads, "a.txt", "two") == "a (2).txt"
    assert keep(uploads, "a.txt", "two") == "a (2).txt"
    assert keep(uploads, "b.txt", "three", frozenset({"b.txt"})) == "b (2).txt"
    assert names(uploads) == ["a (2).txt", "a.txt", "b (2).txt"]


def test_a_file_where_a_folder_is_wanted_is_no_obstacle(uploads: Uploads) -> None:
    keep(uploads, "reports", "no folder")

    assert keep(uploads, "other/a.txt", "one") == "other/a.txt"
    assert keep(uploads, "reports/a.txt", "two") == "a.txt"


def test_a_link_out_of_the_folder_is_not_followed(uploads: Uploads, tmp_path: Path) -> None:
    keep(uploads, "a.txt", "one")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("secret", "utf-8")
    (uploads.root / "out").symlink_to(tmp_path / "elsewhere")
    (uploads.root / "link.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")

    assert keep(uploads, "out/deep/b.txt", "two") == "b.txt"
    assert uploads.path("out/secret.txt") is None
    assert uploads.path("link.txt") is None
    assert uploads.path("../elsewhere/secret.txt") is None
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["secret.txt"]


def test_what_was_taken_out_is_not_deleted_and_comes_back(uploads: Uploads) -> None:
    keep(uploads, "may/a.txt", "one")
    removed = uploads.remove("may/a.txt")
    assert names(uploads) == []
    assert not (uploads.root / "may").exists()
    keep(uploads, "may/a.txt", "two")
    again = uploads.remove("may/a.txt")
    assert uploads.removed() == ["may/a (2).txt", "may/a.txt"]

    assert removed is not None
    assert again is not None
    assert uploads.put_back(again) == "may/a (2).txt"
    assert uploads.put_back(removed) == "may/a.txt"
    assert uploads.path("may/a.txt").read_text("utf-8") == "one"
    assert uploads.removed() == []


def test_nothing_else_can_be_put_back_or_taken_out(uploads: Uploads, tmp_path: Path) -> None:
    keep(uploads, "a.txt", "one")
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    for name in ("../mine.txt", "b.txt", "", ".groundwire", "../../mine.txt"):
        assert uploads.remove(name) is None
        assert uploads.put_back(name) is None
        uploads.discard(name)
    assert names(uploads) == ["a.txt"]
    assert (tmp_path / "mine.txt").is_file()
    assert (uploads.root / ".groundwire").is_file()


def test_a_folder_of_somebodys_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    uploads = Uploads(tmp_path)

    assert uploads.files() == []
    assert not uploads.holds(tmp_path / "mine.txt")
    with pytest.raises(CorpusError, match="not put in on the page"):
        keep(uploads, "a.txt", "one")


def test_what_only_began_to_arrive_is_gone(uploads: Uploads) -> None:
    with pytest.raises(ZeroDivisionError), uploads.arriving() as path:
        path.write_bytes(b"half")
        raise ZeroDivisionError

    assert list((uploads.root / ".incoming").iterdir()) == []


def test_what_a_killed_process_left_half_arrived_is_cleared_and_the_rest_is_not(
    uploads: Uploads,
) -> None:
    keep(uploads, "a.txt", "one")
    for name, age in (("old", 3600), ("new", 0)):
        path = uploads.root / ".incoming" / name
        path.write_bytes(b"half")
        os.utime(path, (time.time() - age,) * 2)

    uploads.clear_incoming()

    assert [path.name for path in (uploads.root / ".incoming").iterdir()] == ["new"]
    assert names(uploads) == ["a.txt"]


def test_a_file_that_cannot_be_moved_leaves_no_empty_one(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        keep(uploads, "a.txt", "one")

    assert names(uploads) == []


def test_a_folder_holds_so_much_and_what_is_deleted_makes_room(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads", most_mb=1)
    keep(uploads, "a.txt", "x" * 600_000)
    uploads.room.take(300_000)
    with pytest.raises(CorpusError, match=r"may hold 1 MB.*uploads_mb"):
        uploads.room.take(500_000)
    uploads.room.take(300_000)  # what was counted and never came is none

    (uploads.root / "a.txt").unlink()
    uploads.room.take(900_000)


def test_a_folder_named_by_a_detour_is_the_same(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "other" / ".." / "uploads")
    keep(uploads, "a.txt", "one")

    assert uploads.root == tmp_path / "uploads"
    assert all(uploads.holds(source.path) for source in uploads.files())
    assert not uploads.holds(tmp_path / "a.txt")
