"""What all rooms' tests share: the sample corpus, fake parts, and small indexes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ChromaProcess:
    """`chroma run` on a folder of its own, on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(self.folder)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        log = self.folder.with_suffix(".log").open("ab")
        with log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
            )
        for _ in range(600):
            try:
                if httpx.get(f"{self.url}/api/v2/heartbeat", timeout=5).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        pytest.fail(f"chroma did not start: {self.folder.with_suffix('.log').read_text()}")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a Chroma server that all tests share."""
    server = ChromaProcess(tmp_path_factory.mktemp("chroma") / "data")
    server.start()
    yield server.url
    server.kill()


@pytest.fixture
def own_chroma(tmp_path: Path) -> Iterator[ChromaProcess]:
    """Return a Chroma server that a test may kill and start again."""
    server = ChromaProcess(tmp_path / "chroma")
    server.start()
    yield server
    server.kill()
