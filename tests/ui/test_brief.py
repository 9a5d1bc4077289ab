"""`groundwire brief` as a user meets it, in this process, with the fake embedder and builder."""

import json
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index import embedder as embedders
from index.embedder import HashingEmbedder
from index.filters import Filters
from rag.briefing.briefing import Briefing, Length
from tests.ui.export.briefings import empty, full
from tests.ui.ran import one_line


class Builder:
    """Stands in for what makes briefings, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.gives: Briefing = full()

    def __call__(self, index: object, topic: str, **asked: Any) -> Briefing:  # noqa: ANN401
        asked["progress"]("choose", 0.5)
        self.asked.append({"topic": topic, **asked})
        return self.gives


@pytest.fixture(autouse=True)
def builder(monkeypatch: pytest.MonkeyPatch) -> Builder:
    made = Builder()
    monkeypatch.setitem(sys.modules, "rag.briefing.build", SimpleNamespace(brief=made))  # type: ignore[arg-type]
    return made


@pytest.fixture(autouse=True)
def _indexed(groundwire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: ANN001
    monkeypatch.setattr(
        embedders, "SentenceTransformerEmbedder", lambda model, batch: HashingEmbedder(model=model)
    )
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text("Nine ferries will sail to Bergen.", encoding="utf-8")
    assert groundwire("index", folder).code == 0


def test_without_a_file_markdown_goes_to_stdout_alone(groundwire, builder: Builder) -> None:  # noqa: ANN001
    ran = groundwire("brief", "  Ferries to\nBergen ")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Ferries to Bergen\n")
    assert "[^6]: " in ran.out
    (asked,) = builder.asked
    assert asked["topic"] == "Ferries to Bergen"
    assert (asked["filters"], asked["as_of"], asked["length"]) == (Filters(), None, Length.SHORT)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.md", b"# Ferries"), ("a.html", b"<!DOCTYPE"), ("a.DOCX", b"PK"), ("a.pdf", b"%PDF")],
)
def test_the_ending_says_what_is_written(groundwire, name: str, begins: bytes) -> None:  # noqa: ANN001
    Path(name).write_text("of before", encoding="utf-8")

    ran = groundwire("brief", "Ferries", "-o", name)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert Path(name).read_bytes().startswith(begins)
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == [name]


def test_json_holds_the_briefing_beside_a_file_too(groundwire) -> None:  # noqa: ANN001
    alone = groundwire("brief", "Ferries", "--json")
    beside = groundwire("brief", "Ferries", "--json", "-o", "a.md")

    assert json.loads(alone.out) == json.loads(beside.out) == full().to_dict()
    assert Path("a.md").exists()


def test_filters_day_and_length_are_passed_on(groundwire, builder: Builder) -> None:  # noqa: ANN001
    flags = "--after 2025-03-01 --before 2025-09-30 --outlet AP --outlet Reuters --as-of 2025-10-01"

    groundwire("brief", "Ferries", *flags.split(), "--length", "full")

    (asked,) = builder.asked
    assert asked["filters"] == Filters(
        date(2025, 3, 1), date(2025, 9, 30), outlets=("AP", "Reuters")
    )
    assert (asked["as_of"], asked["length"]) == (date(2025, 10, 1), Length.FULL)


def test_why_a_file_holds_nothing_is_said(groundwire, builder: Builder) -> None:  # noqa: ANN001
    builder.gives = empty(reason="No article mentions “Atlantis”.")

    ran = groundwire("brief", "Atlantis", "-o", "a.md")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "a.md: No article mentions “Atlantis”.\n"
    assert "No article mentions “Atlantis”." in Path("a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["  "], "the topic is empty: name what the briefing is to be about"),
        (["?!"], "the topic is empty: name what the briefing is to be about"),
        (
            ["x", "-o", "a.txt"],
            "a.txt has no ending of a briefing: name it .md, .docx, .pdf or .html",
        ),
        (
            ["x", "-o", "plain"],
            "plain has no ending of a briefing: name it .md, .docx, .pdf or .html",
        ),
        (["x", "-o", "no/a.pdf"], "-o no/a.pdf: there is no folder no: make it first"),
        (["x", "-o", "folder.md"], "-o folder.md cannot be written: name another file"),
        (["x", "--after", "May"], "--after 'May' is not a date: write it as 2025-09-05"),
        (["x", "--as-of", "5.9."], "--as-of '5.9.' is not a date: write it as 2025-09-05"),
        (
            ["x", "--after", "2025-02-01", "--before", "2025-01-01"],
            "after 2025-02-01 is later than before 2025-01-01: swap them",
        ),
    ],
)
def test_what_cannot_be_done_is_told_before_the_work(
    groundwire,  # noqa: ANN001
    builder: Builder,
    arguments: list[str],
    said: str,
) -> None:
    Path("folder.md").mkdir()

    assert one_line(groundwire("brief", *arguments)) == f"groundwire: {said}"
    assert builder.asked == []


def test_no_such_length_and_no_index_are_told(groundwire, builder: Builder) -> None:  # noqa: ANN001
    assert "'long' is not one of" in one_line(groundwire("brief", "x", "--length", "long"))
    assert "nowhere" in one_line(groundwire("brief", "x", "--index", "nowhere"))
    assert builder.asked == []
