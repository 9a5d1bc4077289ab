"""Articles put in and taken out in a real browser, over an index that is really written."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.ui.conftest import ROOT
from tests.ui.test_browser import AXE, Visit, lit
from tests.ui.test_browser import _serious as serious

FERRY = "Minister Ada Berg said that nine ferries will sail to Bergen in the spring."
SLOW = 60_000  # milliseconds for what indexes
CHOIR = "The choir sang all night in Narvik."
HARBOUR = "How many ferries will sail to Bergen in the spring?"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page without an index, in a process that must not complain."""
    place = tmp_path_factory.mktemp("empty") / "index"
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = int(found.getsockname()[1])
    running = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("serve_editable.py"), place, str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert running.stdout is not None
    yield running.stdout.readline().strip()
    running.send_signal(signal.SIGINT)
    output, complaints = running.communicate(timeout=15)
    assert (running.returncode, output, complaints) == (0, "", "")


@pytest.fixture
def start(browser: BrowserContext, empty: str) -> Iterator[Visit]:
    visit = Visit(browser, empty)
    yield visit
    visit.page.close()
    assert visit.wrong == []


HOSTILE = '<img src="/x" onerror="alert(1)">.txt'
FILES = [["ferry.txt", FERRY], ["broken.pdf", "%PDF-1.4 no"], ["a.exe", "no"], [HOSTILE, CHOIR]]
DROP = """(files) => {
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
}"""


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def test_from_an_empty_page_to_answers_from_what_is_put_in(start: Visit) -> None:
    page = start.page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    expect(page.locator("#gw-start")).to_contain_text("Nothing is indexed yet")
    assert serious(page) == []
    page.get_by_role("button", name="Try it with the five sample articles").click()

    expect(page.locator(".gw-indexed")).to_contain_text("5 articles", timeout=SLOW)
    expect(page.locator("#gw-start")).not_to_contain_text("Nothing is indexed yet")
    expect(page.locator("#gw-force")).to_have_text("Searches all 5 articles", timeout=SLOW)
    expect(page.get_by_label("From")).to_be_visible(timeout=SLOW)
    expect(page.locator(".gw-offer").first).to_be_visible(timeout=SLOW)
    start.ask("How many countries pledged to join the multinational reassurance force?")
    expect(lit(page)).to_contain_text("26 countries", timeout=SLOW)

    page.evaluate(DROP, FILES)
    results = page.locator("#gw-changes li")
    expect(results).to_have_count(4, timeout=SLOW)
    expect(results.filter(has_text="ferry.txt")).to_contain_text("indexed")
    expect(results.filter(has_text="broken.pdf")).to_contain_text("skipped")
    expect(results.filter(has_text="a.exe")).to_contain_text("no type that can be read")
    expect(results.filter(has_text="<img src")).to_contain_text("indexed")
    expect(page.locator(".gw-table tbody tr")).to_have_count(7, timeout=SLOW)
    assert serious(page) == []
    tab(page, "Ask")
    start.ask(HARBOUR)
    expect(page.locator("#gw-reader")).to_contain_text("ferry.txt", timeout=SLOW)

    tab(page, "Corpus")
    remove = page.get_by_role("button", name="Remove ferry.txt")
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("ferry.txt")
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(remove).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator("#gw-changes")).to_contain_text("is out of the index", timeout=SLOW)
    expect(remove).to_have_count(0, timeout=SLOW)
    tab(page, "Ask")
    start.ask(HARBOUR)
    expect(page.locator(".gw-turn").last.locator(".gw-refusal")).to_be_visible()

    tab(page, "Corpus")
    page.get_by_role("button", name="Undo").click()
    expect(remove).to_be_visible(timeout=SLOW)
    expect(page.locator(".gw-indexed")).to_contain_text("7 articles", timeout=SLOW)
    choir: FilePayload = {"name": "choir.txt", "mimeType": "text/plain", "buffer": CHOIR.encode()}
    page.locator("#gw-add input[name=files]").set_input_files(choir)
    expect(results).to_contain_text("the same text is there already as", timeout=SLOW)


def test_another_web_site_can_send_nothing(empty: str) -> None:
    for path, method in (("corpus/files?name=a.txt", "PUT"), ("gradio_api/queue/join", "POST")):
        for origin, refused in (("https://evil.example", True), (empty.rstrip("/"), False)):
            status = httpx.request(method, empty + path, headers={"Origin": origin}).status_code
            assert (status == 403) == refused


KELP = "---\ntitle: Kelp\noutlet: Kelp Gazette\n---\nThe kelp harvest at Smola doubled in May.\n"


def test_a_page_left_open_follows_what_is_done_on_another(
    browser: BrowserContext, empty: str, tmp_path: Path
) -> None:
    mine, other = Visit(browser, empty), Visit(browser, empty)
    tab(mine.page, "Corpus")
    folder = tmp_path / "reports"
    (folder / "may").mkdir(parents=True)
    (folder / "may" / "kelp.md").write_text(KELP, encoding="utf-8")
    (folder / "may" / ".hidden.md").write_text(KELP, encoding="utf-8")
    drop(mine.page, folder)
    results = mine.page.locator("#gw-changes li")
    expect(results).to_have_count(1, timeout=SLOW)
    expect(results).to_contain_text("reports/may/kelp.md")
    expect(results).to_contain_text("indexed")

    tab(other.page, "Corpus")
    expect(other.page.locator("#gw-corpus")).to_contain_text("reports/may/kelp.md", timeout=SLOW)
    tab(other.page, "Ask")
    outlets = other.page.locator("#gw-filters [data-picks=outlets]")
    outlets.locator("summary").click()
    outlets.get_by_label("Kelp Gazette").check()
    in_force = other.page.locator("#gw-force")
    expect(in_force.locator(".gw-chip")).to_contain_text("Kelp Gazette", timeout=SLOW)

    mine.page.get_by_role("button", name="Remove Kelp").click()
    mine.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(mine.page.locator("#gw-changes")).to_contain_text("is out of the index", timeout=SLOW)
    other.ask("How much did the kelp harvest at Smola grow?")
    expect(in_force).to_contain_text("so no longer chosen: Kelp Gazette", timeout=SLOW)
    expect(other.page.locator("#gw-filters .gw-picked", has_text="1")).to_have_count(0)
    other.ask("Did the kelp harvest at Smola grow?")
    expect(other.page.locator(".gw-turn").last).not_to_contain_text("Kelp Gazette")

    for visit in (mine, other):
        visit.page.close()
        assert visit.wrong == []


def drop(page: Page, path: Path) -> None:
    """Drop a file or folder from the desktop on the page, as a hand does."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, "x": 300, "y": 300, "data": data})
