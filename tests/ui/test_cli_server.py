"""The command line on an index that is on a Chroma server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# The command line with the fake embedder in place of the model.
GROUNDWIRE = """
import sys
from index import embedder
embedder.SentenceTransformerEmbedder = lambda model, batch: embedder.HashingEmbedder(model=model)
from ui.cli import main
main()
"""


@pytest.fixture
def groundwire(tmp_path: Path):  # noqa: ANN201
    def run(
        machine: str, *arguments: object, **variables: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run the command line on a machine of this name, which has nothing but its own cache."""
        home = tmp_path / machine
        home.mkdir(exist_ok=True)
        environment = {"PYTHONPATH": str(ROOT), "HOME": str(home), **variables}
        return subprocess.run(
            [sys.executable, "-c", GROUNDWIRE, *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=home,
            env=environment,
            timeout=120,
            check=False,
        )

    return run


def test_a_second_machine_needs_the_address_and_nothing_else(
    groundwire,  # noqa: ANN001
    chroma_url: str,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.md").write_text(
        "---\ntitle: Ferries\noutlet: Fjord Weekly\npublished: 2025-03-04\n---\n"
        "Minister Ada Berg said that nine ferries will sail to Bergen.\n",
        encoding="utf-8",
    )
    names = {"GROUNDWIRE_COLLECTION": "command-line"}

    indexed = groundwire("one", "index", folder, "--chroma", chroma_url, **names)
    assert indexed.returncode == 0, indexed.stderr
    assert f"collection command-line on {chroma_url}: 1 articles in 1 pass" in indexed.stderr

    asked = groundwire(
        "two", "ask", "How many ferries will sail to Bergen?", "--outlet", "fjord weekly", "--json",
        "--chroma", chroma_url, **names,
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert "nine ferries" in answer["text"]
    assert answer["citations"][0]["file"] == "ferry.md"

    listed = groundwire("two", "articles", GROUNDWIRE_CHROMA=chroma_url, **names)
    assert "ferry.md" in listed.stdout
    assert not (tmp_path / "two" / ".groundwire").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--chroma", "host:8000"], "is no address of a Chroma server"),
        (["--chroma", "http://127.0.0.1:9"], "cannot be reached"),
        (["--chroma", "http://127.0.0.1:9", "--index", "here"], "leave out --index"),
    ],
)
def test_an_error_is_one_line_without_the_token(
    groundwire,  # noqa: ANN001
    arguments: list[str],
    said: str,
) -> None:
    ran = groundwire("one", "articles", *arguments, GROUNDWIRE_CHROMA_TOKEN="s3cret")  # noqa: S106

    assert ran.returncode == 2
    assert ran.stdout == ""
    (line,) = ran.stderr.strip().splitlines()
    assert said in line
    assert "s3cret" not in line
