"""Articles put in and taken out in a real browser, over an index that is really written."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.ui.conftest import ROOT
from tests.ui.test_browser import AXE, Visit, lit
from tests.ui.test_browser import _serious as serious

FERRY = "Minister Ada Berg said that nine ferries will sail to Bergen in the spring."
HARBOUR = "How many ferries will sail to Bergen in the spring?"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """The address of a page without an index, in a process that must not complain."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = int(found.getsockname()[1])
    running = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("serve_editable.py"), tmp_path / "in", str(port)],
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


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def corpus(page: Page) -> None:
    page.get_by_role("tab", name="Corpus").click()


def test_from_an_empty_page_over_the_sample_to_an_answer(start: Visit) -> None:
    page = start.page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    expect(page.locator("#gw-start")).to_contain_text("Nothing is indexed yet")
    assert serious(page) == []
    page.get_by_role("button", name="Try it with the five sample articles").first.click()

    expect(page.locator(".gw-indexed")).to_contain_text("5 articles", timeout=30_000)
    expect(page.locator("#gw-start")).not_to_contain_text("Nothing is indexed yet")
    expect(page.locator("#gw-force")).to_have_text("Searches all 5 articles")
    expect(page.get_by_label("From")).to_be_visible()
    expect(page.locator(".gw-offer").first).to_be_visible()
    start.ask("How many countries pledged to join the multinational reassurance force?")
    expect(lit(page)).to_contain_text("26 countries")


def test_a_good_and_a_broken_file_go_in_and_the_good_one_out_again(start: Visit) -> None:
    page = start.page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    corpus(page)
    hostile = '<img src="/x" onerror="alert(1)">.txt'
    page.locator("#gw-add input[name=files]").set_input_files(
        [file("ferry.txt", FERRY), file("broken.pdf", "%PDF-1.4 no"), file("a.exe", "no"),
         file(hostile, "The choir sang all night in Narvik.")]
    )  # fmt: skip
    results = page.locator("#gw-changes li")
    expect(results).to_have_count(4, timeout=30_000)
    expect(results.filter(has_text="ferry.txt")).to_contain_text("indexed")
    expect(results.filter(has_text="broken.pdf")).to_contain_text("skipped")
    expect(results.filter(has_text="a.exe")).to_contain_text("no type that can be read")
    expect(results.filter(has_text="<img src")).to_contain_text("indexed")
    rows = page.locator(".gw-table tbody tr")
    expect(rows).to_have_count(2)
    assert serious(page) == []

    page.get_by_role("tab", name="Ask").click()
    start.ask(HARBOUR)
    expect(page.locator("#gw-reader")).to_contain_text("ferry.txt")

    corpus(page)
    page.get_by_role("button", name="Remove ferry.txt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Take this article out of the index?")
    expect(page.get_by_role("dialog")).to_contain_text("ferry.txt")
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Remove ferry.txt")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator("#gw-changes")).to_contain_text("is out of the index", timeout=30_000)
    expect(rows).to_have_count(1)
    page.get_by_role("tab", name="Ask").click()
    start.ask(HARBOUR)
    expect(page.locator(".gw-turn").last.locator(".gw-refusal")).to_be_visible()

    corpus(page)
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(2, timeout=30_000)
    expect(page.locator(".gw-indexed")).to_contain_text(re.compile("2 articles"))
