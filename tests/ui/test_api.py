"""The API as its clients meet it: the examples of docs/api.md, and errors in one line."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
PAGE = "http://127.0.0.1:7860"


def example(language: str, served: str) -> str:
    """Return the first example in `language`, for the page that is served."""
    found = re.search(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    assert PAGE in found[1]
    return found[1].replace(PAGE, served.rstrip("/"))


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def call(served: str, endpoint: str, arguments: object) -> tuple[str, dict[str, object]]:
    """Return the event and the data of a call that is taken."""
    url = f"{served}gradio_api/call/v2/{endpoint}"
    begun = httpx.post(url, json=arguments, timeout=60).raise_for_status().json()
    lines = httpx.get(f"{url}/{begun['event_id']}", timeout=60).text.splitlines()
    data = json.loads(lines[1].removeprefix("data: "))
    return lines[0].removeprefix("event: "), data[0] if isinstance(data, list) else data


def test_the_python_example_of_the_docs_answers_searches_and_reads(served: str) -> None:
    shown = run(sys.executable, "-c", example("python", served))

    assert "1 003_pledge.txt Macron said that 26 countries" in shown


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl: apt-get install curl")
def test_the_curl_example_of_the_docs_answers(served: str) -> None:
    shown = run("sh", "-c", example("sh", served))

    event, data = shown.strip().splitlines()[:2]
    (answer,) = json.loads(data.removeprefix("data: "))
    assert event == "event: complete"
    assert answer["status"] == "answered"


@pytest.mark.parametrize(
    ("endpoint", "arguments", "said"),
    [
        ("ask", {"question": "  "}, "the question is empty: ask something about the articles"),
        ("ask", {"question": "Who?", "after": "May"},
         "after 'May' cannot be taken: give a day such as 2025-09-05"),
        ("search", {"query": "force", "limit": 51},
         "limit 51 cannot be taken: give a whole number from 1 to 50"),
        ("search", {"query": "force", "outlets": ["Reutters"]},
         "no article is from outlet 'Reutters'; outlets: Reuters"),
        ("article", {"article": "gone"},
         "no article has the id or file name 'gone': see groundwire articles"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_an_error_of_one_line(
    served: str, endpoint: str, arguments: dict[str, object], said: str
) -> None:
    event, data = call(served, endpoint, arguments)

    assert (event, data["error"]) == ("error", said)


@pytest.mark.parametrize(
    ("endpoint", "arguments", "status", "said"),
    [
        ("ask", {}, 400, "No value provided for required argument: question"),
        ("ask", {"question": "Who?", "colour": 1}, 400,
         "Parameter `colour` is not a valid key-word argument"),
        ("tell", {"question": "Who?"}, 404,
         "there is no endpoint 'tell': ask, search and article are there"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_refused_with_a_status_and_one_line(
    served: str, endpoint: str, arguments: dict[str, object], status: int, said: str
) -> None:
    refused = httpx.post(f"{served}gradio_api/call/v2/{endpoint}", json=arguments, timeout=60)

    assert (refused.status_code, refused.json()) == (status, {"detail": said})
