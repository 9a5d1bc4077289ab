"""Asking while nothing is indexed, and right after something was."""

from pathlib import Path

import pytest

from corpus.errors import NoIndexError
from index.embedder import HashingEmbedder
from index.writer import update_index
from rag.answer import Status
from rag.assistant import Assistant


def test_without_articles_the_answer_is_to_put_some_in_and_then_it_is_there(tmp_path: Path) -> None:
    assistant = Assistant.open(tmp_path / "index", HashingEmbedder(), even_empty=True)

    for question in ("How many ferries will sail to Bergen?", "And then?"):
        refused = assistant.ask(question)
        assert refused.status is Status.INSUFFICIENT
        assert refused.reason == (
            "No article is indexed yet: put some in, then ask. Searched: 0 articles."
        )
    assert not (tmp_path / "index").exists()

    file = tmp_path / "ferry.txt"
    file.write_text("Nine ferries will sail to Bergen in the spring.", encoding="utf-8")
    update_index(tmp_path / "index", [file], HashingEmbedder())
    answer = assistant.ask("How many ferries will sail to Bergen in the spring?")
    assert answer.citations[0].file == "ferry.txt"


def test_an_index_is_missed_unless_there_need_be_none(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError):
        Assistant.open(tmp_path / "index", HashingEmbedder())
