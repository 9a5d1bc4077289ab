"""Nothing goes to the network: the whole path, with every socket but loopback blocked."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

GUARD = """
import ipaddress, socket, sys
def guard(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
        allowed = host in (None, "", "localhost") or host in ("127.0.0.1", "::1")
    elif event in ("socket.connect", "socket.sendto", "socket.bind"):
        address = arguments[1]
        if not isinstance(address, tuple):
            return
        allowed = address[0] in ("", "localhost") or ipaddress.ip_address(address[0]).is_loopback
    else:
        return
    if not allowed:
        print("NETWORK", event, arguments[-1], file=sys.stderr, flush=True)
        raise OSError("no network in this test")
sys.addaudithook(guard)
"""

PATH = (
    GUARD
    + """
import json, threading, urllib.request
from pathlib import Path
from index.embedder import SentenceTransformerEmbedder
from index.writer import update_index
from rag.assistant import Assistant
from rag.briefing.briefing import Length
from rag.briefing.build import brief
from ui.export.export import Format, export, links_of
from ui.page import build_page
from ui.serve import serve
place, articles = map(Path, sys.argv[1:])
embedder = SentenceTransformerEmbedder()
update_index(place, [articles], embedder)
assistant = Assistant.open(place, embedder)
answer = assistant.ask("How many countries are pledged to join the force?")
index = assistant.index
briefing = brief(index, "the reassurance force for Ukraine", length=Length.FULL)
for format in (Format.MARKDOWN, Format.PDF):
    content = export(briefing, format, links_of(briefing, index.articles))
    (place.parent / f"briefing.{format}").write_bytes(content)
def ready(url):
    def visit():
        page = urllib.request.urlopen(url).read().decode()
        seen = {"status": answer.status, "text": answer.text, "page": "Groundwire" in page}
        print(json.dumps(seen))
        sys.stdout.flush()
        import _thread
        _thread.interrupt_main()
    threading.Thread(target=visit).start()
serve(build_page(assistant), "127.0.0.1", 0, ready)
"""
)


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    # As on a bare machine: nothing in the environment says that it is to stay offline.
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "GRADIO_ANALYTICS_ENABLED"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=240,
        check=False,
    )


def words_of(pdf: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(pdf).pages]


def test_index_ask_brief_and_serve_stay_on_this_machine(tmp_path: Path) -> None:
    """What they make of the sample articles is what docs/examples shows (its README says how)."""
    root = Path(__file__).parent.parent
    articles, examples = root / "corpus" / "articles", root / "docs" / "examples"

    done = run(PATH, str(tmp_path / "index"), str(articles))

    assert done.returncode == 0, done.stderr[-2000:]
    assert "NETWORK" not in done.stderr
    shown = json.loads(done.stdout.strip().splitlines()[-1])
    assert shown["status"] == "answered"
    assert "26 countries" in shown["text"]
    assert shown["page"]
    shipped, made = examples / "reassurance-force", tmp_path / "briefing"
    assert shipped.with_suffix(".md").read_text("utf-8") == made.with_suffix(".md").read_text(
        "utf-8"
    )
    assert words_of(shipped.with_suffix(".pdf")) == words_of(made.with_suffix(".pdf"))


def test_the_guard_would_notice() -> None:
    done = run(GUARD + "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')")

    assert done.returncode != 0
    assert "NETWORK" in done.stderr
