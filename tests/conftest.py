"""What all rooms' tests share: the sample corpus, fake parts, and small indexes."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from corpus.article import Article
from eval.memory import memory_index
from index.embedder import HashingEmbedder
from index.passage import Chunking
from index.search import Index

SAMPLE = Path(__file__).parent.parent / "corpus" / "articles"

# Runs are the same each time, and a slow machine is no failure.
settings.register_profile(
    "groundwire",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("groundwire")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("GROUNDWIRE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def make_index(embedder: HashingEmbedder) -> Callable[..., Index]:
    """Return a maker of indexes in memory, from articles."""

    def make(articles: Sequence[Article], max_words: int = 220) -> Index:
        return memory_index(articles, embedder, chunking=Chunking(max_words), dense=True)

    return make
