"""Old or new, never a mixture: with real processes and real signals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import IndexBusyError, IndexStorageError, NoIndexError
from index.generation import current, draft, exists, read_current, writing


def write(place: Path, content: str, base: Path | None = None) -> None:
    with writing(place), draft(place, base) as folder:
        (folder / "content").write_text(content, encoding="utf-8")


def read(place: Path) -> str:
    return read_current(place, lambda folder: (folder / "content").read_text(encoding="utf-8"))


def test_where_nothing_was_written_there_is_no_index(tmp_path: Path) -> None:
    assert not exists(tmp_path)
    with pytest.raises(NoIndexError, match="groundwire index"):
        current(tmp_path)


def test_the_last_one_written_is_read(tmp_path: Path) -> None:
    for content in ("one", "two", "three"):
        write(tmp_path, content)

    assert read(tmp_path) == "three"


def test_the_one_before_stays_for_readers_that_have_it_open(tmp_path: Path) -> None:
    write(tmp_path, "one")
    held = current(tmp_path)
    write(tmp_path, "two")

    assert (held / "content").read_text(encoding="utf-8") == "one"

    write(tmp_path, "three")
    assert not held.exists()


def test_a_writer_that_raises_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "one")
    with (
        pytest.raises(RuntimeError, match="halfway"),
        writing(tmp_path),
        draft(tmp_path, None) as folder,
    ):
        (folder / "content").write_text("two", encoding="utf-8")
        raise RuntimeError("halfway")

    assert read(tmp_path) == "one"
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {current(tmp_path).name, "CURRENT", "lock"}


def test_a_generation_published_without_its_pointer_is_cleared_away(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / "000002-abcdef").mkdir()
    (tmp_path / "CURRENT.partial").write_text("000002-abcdef", encoding="ascii")

    write(tmp_path, "two")

    assert read(tmp_path) == "two"
    assert not (tmp_path / "000002-abcdef").exists()
    assert not (tmp_path / "CURRENT.partial").exists()


def test_a_missing_part_is_reported_as_damage(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (current(tmp_path) / "content").unlink()

    with pytest.raises(IndexStorageError, match="damaged"):
        read(tmp_path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(IndexStorageError, match="file"), writing(tmp_path / "file" / "index"):
        pass


HOLDER = """
import sys, time
from pathlib import Path
from index.generation import draft, writing
place = Path(sys.argv[1])
with writing(place), draft(place, None) as folder:
    (folder / "content").write_text("half", encoding="utf-8")
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_writer(tmp_path: Path):  # noqa: ANN201
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_refused_at_once(tmp_path: Path, other_writer) -> None:  # noqa: ANN001
    with pytest.raises(IndexBusyError, match="another process"), writing(tmp_path):
        pass


def test_a_killed_writer_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path, "one")
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with process, process.stdout:  # type: ignore[union-attr]
        process.stdout.readline()  # type: ignore[union-attr]
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert read(tmp_path) == "one"
    write(tmp_path, "two")
    assert read(tmp_path) == "two"
    assert not list(tmp_path.glob("*.partial"))
