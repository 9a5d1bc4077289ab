"""What interrupts a run loses nothing: real processes, real signals, a disk that is full."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import IndexBusyError
from index.embedder import HashingEmbedder
from index.generation import current
from index.search import Index, indexed
from index.writer import update_index

COUNT = 400

# Stops at a step of the run and says so; goes on when it is told to.
WRITER = """
import sys
from pathlib import Path
from index.embedder import HashingEmbedder
from index.writer import update_index

place, corpus, step = sys.argv[1:]

def progress(now, done, total):
    if now == step and done:
        print("there", flush=True)
        sys.stdin.readline()

update_index(Path(place), [Path(corpus)], HashingEmbedder(), progress=progress)
"""

# Writes under a limit to the size of a file, as on a full disk: EFBIG comes where ENOSPC would.
LIMITED = """
import resource, sys
from pathlib import Path
from corpus.errors import IndexStorageError
from index.embedder import HashingEmbedder
from index.writer import update_index
import chromadb

place, corpus, limit = sys.argv[1:]  # chromadb is imported before: it writes files of its own
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
try:
    update_index(Path(place), [Path(corpus)], HashingEmbedder())
except IndexStorageError as error:
    print(error)
"""

PUBLISHER = """
import sys
from pathlib import Path
from index.embedder import HashingEmbedder
from index.writer import update_index

place, *corpora = map(Path, sys.argv[1:])
for corpus in corpora:
    update_index(place, [corpus], HashingEmbedder())
"""


def write(corpus: Path, number: int, count: int = COUNT) -> None:
    """Write a corpus all of whose articles tell which version of it they are of."""
    lines = [
        {"id": f"n{n}", "text": f"Version {number}: cod prices rose in harbour {n}."}
        for n in range(count)
    ]
    corpus.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def versions(index: Index, k: int = 20) -> set[str]:
    """Return the versions that the hits of a search are of."""
    hits = index.search("cod prices in harbour 7", k=k)
    assert len(hits) == k
    texts = [hit.article.text[hit.passage.start : hit.passage.end] for hit in hits]
    return {re.findall(r"Version (\d+)", text)[0] for text in texts}


def version_at(place: Path) -> set[str]:
    index = Index.open(place, HashingEmbedder())
    try:
        return versions(index)
    finally:
        index.close()


@pytest.fixture
def corpus(tmp_path: Path, place: Path) -> Path:
    """A corpus whose first version is in the index and whose second is to come."""
    corpus = tmp_path / "news.jsonl"
    write(corpus, 1)
    update_index(place, [corpus], HashingEmbedder())
    write(corpus, 2)
    return corpus


@pytest.fixture
def at_step(place: Path, corpus: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Return a function that starts a writer and waits until it is at a step."""
    started: list[subprocess.Popen[str]] = []

    def begin(step: str) -> subprocess.Popen[str]:
        process = start(WRITER, place, corpus, step)
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("step", ["embedding", "vector index", "lexical index", "reprints"])
def test_a_killed_run_leaves_the_old_index_and_the_next_run_succeeds(
    place: Path, corpus: Path, at_step: Callable[[str], subprocess.Popen[str]], step: str
) -> None:
    process = at_step(step)
    process.kill()
    process.wait()

    assert version_at(place) == {"1"}

    report = update_index(place, [corpus], HashingEmbedder())

    assert report.changed == COUNT
    assert version_at(place) == {"2"}
    assert not list(place.glob("*.partial"))


def test_a_second_writer_is_refused_and_the_first_one_ends_well(
    place: Path, corpus: Path, at_step: Callable[[str], subprocess.Popen[str]]
) -> None:
    first = at_step("embedding")

    with pytest.raises(IndexBusyError, match="another process"):
        update_index(place, [corpus], HashingEmbedder())
    assert version_at(place) == {"1"}

    first.communicate("\n" * 100)
    assert first.returncode == 0
    assert version_at(place) == {"2"}


@pytest.mark.parametrize("limit", [0, 2_000, 60_000, 200_000, 300_000, 400_000])
def test_a_full_disk_is_one_line_and_leaves_the_old_index(
    place: Path, corpus: Path, limit: int
) -> None:
    before = current(place)
    process = start(LIMITED, place, corpus, limit)

    said, _ = process.communicate()

    assert process.returncode == 0
    assert re.fullmatch(r".*cannot be (read or )?written.*disk space.*\n", said), said
    assert current(place) == before
    assert version_at(place) == {"1"}
    update_index(place, [corpus], HashingEmbedder())
    assert version_at(place) == {"2"}


def test_a_reader_sees_one_generation_at_a_time_while_others_are_written(
    tmp_path: Path, place: Path, corpus: Path
) -> None:
    versions_to_come = [tmp_path / f"{number}" / corpus.name for number in range(2, 7)]
    for number, file in enumerate(versions_to_come, start=2):
        file.parent.mkdir()
        write(file, number)
    first = index = Index.open(place, HashingEmbedder())
    seen = [versions(index)]
    process = start(PUBLISHER, place, *versions_to_come)
    try:
        while process.poll() is None:
            index = index if index.is_current() else index.reopened()
            seen += [versions(index), versions(first)]
    finally:
        process.kill()
        process.communicate()

    assert process.returncode == 0
    assert all(len(found) == 1 for found in seen)
    assert versions(index.reopened()) == {"6"}
    assert versions(first) == {"1"}  # whose files were deleted long ago
    assert len(indexed(place)[0]) == COUNT
