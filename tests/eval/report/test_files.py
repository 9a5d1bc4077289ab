import os
from pathlib import Path

import pytest

from corpus.errors import SettingsError
from eval.report.files import append, write


def test_text_and_bytes_are_written_and_replace_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "report.xml"
    write("né", file)
    assert file.read_bytes() == "né".encode()
    file.chmod(0o640)
    write(b"new", file)

    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)

    write("new", link)

    assert link.is_symlink()
    assert real.read_text() == "new"


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write("through", pipe)
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_pipe_without_a_name_is_written_to() -> None:
    reader, writer = os.pipe()
    try:
        write("through", Path(f"/dev/fd/{writer}"))  # as /dev/stdout before a `|`
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
        os.close(writer)


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")

    def full(self: Path, content: bytes) -> None:
        with self.open("wb") as stream:
            stream.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SettingsError, match=r"report\.json cannot be written: No space left"):
        write("new", file)

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("writing", [write, append])
def test_what_cannot_be_written_is_one_line_that_names_it(tmp_path: Path, writing: object) -> None:
    assert callable(writing)
    (tmp_path / "a file").write_text("")
    places = [tmp_path / "none" / "r.json", tmp_path, tmp_path / "a file" / "r.json"]
    for place in places:
        with pytest.raises(SettingsError) as caught:
            writing("x", place)
        assert str(place) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_append_adds(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    append("one\n", file)
    append("two\n", file)

    assert file.read_text() == "one\ntwo\n"


def test_lone_surrogates_do_not_stop_a_report(tmp_path: Path) -> None:
    write("a \ud800 b", tmp_path / "r")

    assert (tmp_path / "r").read_text(encoding="utf-8") == "a ? b"
