"""Any name that a file may come with becomes one that is safe, plain to see and of its type."""

from itertools import islice
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.folder import find_files
from corpus.readers import READERS, suffix_of
from ui.upload_names import numbered, safe_name

NAMES = st.text(max_size=400) | st.text(alphabet="./\\:~ a\0\n\u202eé\ud800", max_size=60)
ENDINGS = st.sampled_from(["", *READERS, ".TXT", ".pdf.exe"])


@given(NAMES, ENDINGS)
@example("../../etc/passwd", "")
@example("/etc/cron.d/x", ".txt")
@example("C:\\Windows\\..\\a", ".txt")
@example("a" * 300, ".jsonl.gz")
@example("é" * 300, ".txt")
@example("x/" * 500, ".txt")
def test_a_name_is_relative_visible_and_short(given_name: str, ending: str) -> None:
    name = safe_name(given_name + ending)

    parts = PurePosixPath(name).parts
    assert parts
    assert not name.startswith("/")
    assert all(part not in {".", ".."} and not part.startswith(".") for part in parts)
    assert all(len(part.encode()) <= 200 for part in parts)
    assert name.isprintable()
    assert "\\" not in name
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../x.txt", "x.txt"),
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\Users\\ada\\May report.docx", "Users/ada/May report.docx"),
        ("reports/2025/May.md", "reports/2025/May.md"),
        ("Ærlig tale – Zürich 2025.html", "Ærlig tale – Zürich 2025.html"),
        ("cafe\u0301.txt", "café.txt"),
        ("a\x00b\nc\u202etxt.exe.txt", "a_b_c_txt.exe.txt"),
        (".hidden.txt", "hidden.txt"),
        ("con.txt", "_con.txt"),
        ("a.txt. ", "a.txt"),
        ("..", "article"),
        ("", "article"),
        ("half\ud800.txt", "half_.txt"),
    ],
)
def test_names_stay_as_much_as_they_can(given_name: str, name: str) -> None:
    assert safe_name(given_name) == name


@given(NAMES, st.sampled_from(sorted(READERS)))
def test_the_ending_stays(given_name: str, ending: str) -> None:
    assert suffix_of(safe_name(f"{given_name}x{ending}")) == ending


def test_a_taken_name_is_numbered_before_its_ending() -> None:
    assert list(islice(numbered("a/b.jsonl.gz"), 3)) == [
        "a/b.jsonl.gz", "a/b (2).jsonl.gz", "a/b (3).jsonl.gz"
    ]  # fmt: skip


def test_what_is_kept_is_found_under_its_name(tmp_path: Path) -> None:
    names = ["../x.txt", "a/b/../c.txt", "\x1b[2J.md", ".git/config.txt", "x" * 300 + ".txt"]
    for name in names:
        file = tmp_path / safe_name(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Text.", encoding="utf-8")

    found = {source.file for source in find_files([tmp_path])}

    assert found == {safe_name(name) for name in names}
