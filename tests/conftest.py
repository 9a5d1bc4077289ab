"""What all rooms' tests share: the sample corpus, fake parts, and small indexes."""

import asyncio
import gzip
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from hypothesis import HealthCheck, settings

from corpus.article import Article
from eval.memory import memory_index
from index.embedder import HashingEmbedder
from index.passage import Chunking
from index.search import Index

pytest_plugins = "pytester"

T = TypeVar("T")
SAMPLE = Path(__file__).parent.parent / "corpus" / "articles"

# Runs are the same each time, and a slow machine is no failure.
settings.register_profile(
    "groundwire",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("groundwire")


@pytest.fixture
def run_async() -> Callable[[Coroutine[Any, Any, T]], T]:
    """Run a coroutine in a thread of its own: Playwright's loop may be running in this one."""

    def run(coroutine: Coroutine[Any, Any, T]) -> T:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, coroutine).result()

    return run


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

    def make(
        articles: Sequence[Article],
        max_words: int = 220,
        stories: Mapping[str, str] | None = None,
    ) -> Index:
        chunking = Chunking(max_words)
        return memory_index(articles, embedder, chunking=chunking, dense=True, stories=stories)

    return make


@pytest.fixture(scope="session")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small CrossEncoder with random weights."""
    return _make_cross_encoder(tmp_path_factory.mktemp("cross-encoder"), labels=1)


@pytest.fixture
def two_labels(tmp_path: Path) -> Path:
    """Return the folder of a small model that classifies pairs."""
    return _make_cross_encoder(tmp_path / "two-labels", labels=2)


def _make_cross_encoder(folder: Path, labels: int) -> Path:
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import BertProcessing
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()
    letters = [chr(code) for code in range(33, 127)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{one}" for one in letters)]
    special = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), pieces, strict=False))
    vocabulary = {piece: at for at, piece in enumerate(pieces)}
    words = Tokenizer(WordPiece(vocabulary, unk_token=special["unk_token"]))
    words.pre_tokenizer = BertPreTokenizer()
    words.post_processor = BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, model_max_length=128, **special)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
        num_labels=labels,
        initializer_range=0.5,  # scores far apart
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture
def bench_data(tmp_path: Path) -> Path:
    """Return a folder with three small data sets: "news", "talks/a" and "talks/b"."""
    data = tmp_path / "data"
    towns = ("Narvik", "Bergen", "Oslo", "Voss", "Molde", "Hamar")
    goods = ("herring", "timber", "salt", "wool", "copper", "honey")
    news = [
        {
            "id": f"n{at}",
            "title": f"Trade in {town}",
            "source": "Fjord Weekly" if at % 2 else "Coast Daily",
            "authors": [],
            "url": None,
            "published": f"2025-0{at + 1}-10",
            "text": f"The harbour of {town} sold {good.upper()}! on Monday. Nobody complained.",
        }
        for at, (town, good) in enumerate(zip(towns, goods, strict=True))
    ]
    questions = [
        {
            "id": f"q{at}",
            "asked": "2025-07-01",
            "question": f"What did the harbour of {town} sell?",
            "answer": good,
            "answer_in_corpus": town != "Hamar",
        }
        for at, (town, good) in enumerate(zip(towns, goods, strict=True))
    ]
    _write_set(data / "news", news, {"questions.jsonl": questions})
    for name in ("a", "b"):
        turns = [
            {
                "id": f"talk{at}<::>{number}",
                "history": [f"What did {town} sell?"],
                "question": "And who complained about it?",
                "human_rewrite": f"Who complained about the harbour of {town}?",
            }
            for at, town in enumerate(towns[:3])
            for number in (2, 3)
        ]
        passages = [{key: one[key] for key in ("id", "title", "text")} for one in news]
        _write_set(data / "talks" / name, passages, {"queries.jsonl": turns})
        rows = [f"{turn['id']}\tn{turn['id'][4]}\t1" for turn in turns]
        lines = "\n".join(["query-id\tcorpus-id\tscore", *rows])
        (data / "talks" / name / "qrels.tsv").write_text(lines + "\n", encoding="utf-8")
    return data


def _write_set(
    folder: Path, corpus: list[dict[str, object]], files: dict[str, list[dict[str, object]]]
) -> None:
    folder.mkdir(parents=True)
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record) + "\n" for record in corpus)
    for name, records in files.items():
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / name).write_text(lines, encoding="utf-8")


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
