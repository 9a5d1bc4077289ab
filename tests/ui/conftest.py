"""What the page's tests share: a small corpus, the page served for real, and a browser."""

import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect, sync_playwright

from corpus.article import Article
from index.catalog import Entry, save_entries
from index.search import Index
from rag.assistant import Assistant
from tests.ui.ran import Ran
from ui import cli

BROWSER_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ROOT = Path(__file__).parent.parent.parent
HOSTILE = (
    '<script>document.title = "owned"</script><img src="/x" onerror="alert(1)">'
    "${alert(2)}{{alert}}[link](javascript:alert(3))"
)
PURPLE = "The lighthouse of Kallavere was painted purple."


def _articles() -> list[Article]:
    filler = "The committee met again and nothing was decided on that day. " * 1500
    pledge = (
        "Leaders met in Paris on Thursday.\n\n"
        "Macron said that 26 countries pledged to join the reassurance force.\n"
        "He thanked them for their courage & patience.\n\n" + "The talks went on.\n" * 80
    )
    troops = (
        "Meloni said that Italy would not send troops to Ukraine. " + "The talks went on.\n" * 80
    )
    hostile = f"The password of the saboteur was chalked on the wall {HOSTILE}.\n\n{HOSTILE}"
    return [
        Article("pledge", "003_pledge.txt", pledge, "26 countries pledge a force", "Reuters",
                ("Rodney Mbua",), date(2025, 9, 4), "https://example.org/pledge?a=1&b=2"),
        Article("troops", "001_troops.txt", troops, "Italy stays at home",
                published=date(2025, 3, 27)),
        Article("hostile", f"{HOSTILE}.txt", hostile, HOSTILE, HOSTILE, (HOSTILE,), None,
                "javascript:alert(4)"),
        Article("long", "long.txt", f"{filler}{PURPLE} {filler}"),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def articles() -> dict[str, Article]:
    return {article.id: article for article in _articles()}


@pytest.fixture
def hostile() -> str:
    return HOSTILE


@pytest.fixture
def assistant(
    make_index: Callable[[Sequence[Article]], Index], articles: dict[str, Article]
) -> Assistant:
    return Assistant(make_index(list(articles.values())))


@pytest.fixture
def quiet_gradio() -> Iterator[None]:
    """Gradio leaves event loops to the garbage collector: collect them here, not in a test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="session")
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the page that is served keeps conversations."""
    return tmp_path_factory.mktemp("page") / "kept.sqlite"


@pytest.fixture(scope="session")
def served(articles: dict[str, Article], free_port: int, kept: Path) -> Iterator[str]:
    """The address of the page, in a process that must not complain, nor at its end."""
    catalogue = kept.with_name("articles.jsonl")
    save_entries([Entry(article, (), "") for article in articles.values()], catalogue)
    script = Path(__file__).with_name("serve_page.py")
    running = subprocess.Popen(
        [sys.executable, script, catalogue, str(free_port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert running.stdout is not None
    yield running.stdout.readline().strip()
    open_page = HTTPConnection("127.0.0.1", free_port)
    open_page.request("GET", "/gradio_api/heartbeat/a-page-left-open")
    running.send_signal(signal.SIGINT)
    output, complaints = running.communicate(timeout=15)
    open_page.close()
    assert (running.returncode, output, complaints) == (0, "", "")


@pytest.fixture(scope="session")
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    missing = "no browser for the tests of the page: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[BrowserContext]:
    expect.set_options(timeout=30_000)  # milliseconds; a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield running.new_context()
        running.close()


@pytest.fixture
def groundwire(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # noqa: ANN201
    """Run a command in this process, as a user types it."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr("sys.argv", ["groundwire", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        captured = capsys.readouterr()
        return Ran(int(exit_.value.code or 0), captured.out, captured.err)

    return run
