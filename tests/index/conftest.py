"""A small folder of articles, a place for its index, and an embedder that counts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from index.embedder import HashingEmbedder, Vectors


class CountingEmbedder(HashingEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
        self.embedded += texts
        return super().embed(texts, kind=kind)


@pytest.fixture
def counting() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in {
        "a.txt": "Ministers met in Oslo on Monday. They spoke about grain.",
        "b.txt": "The ferry to Bergen is late. Nobody knows why.",
        "c.txt": "Prices of cod rose by four percent.",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"
