"""An index on a real server, written and read by processes and machines of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from corpus.errors import (
    IndexBusyError,
    IndexMismatchError,
    IndexServerError,
    IndexStorageError,
    NoIndexError,
)
from index.embedder import HashingEmbedder, Vectors
from index.remote.address import ServerAddress
from index.remote.files import Listing
from index.remote.home import ServerHome
from index.remote.records import Records
from index.remote.server import ChromaServer
from index.search import Index, indexed
from index.writer import update_index

ROOT = Path(__file__).parents[3]
Machine = Callable[[str], ServerHome]

INDEX = """
import sys
from pathlib import Path
from index.embedder import HashingEmbedder
from index.remote.address import ServerAddress
from index.remote.home import ServerHome
from index.writer import update_index
url, collection, cache, folder = sys.argv[1:]
home = ServerHome(ServerAddress(url, collection=collection), Path(cache))
report = update_index(home, [Path(folder)], HashingEmbedder())
print(report.added, report.embedded)
"""
SEARCH = """
import sys
from pathlib import Path
from index.embedder import HashingEmbedder
from index.filters import Filters
from index.remote.address import ServerAddress
from index.remote.home import ServerHome
from index.search import Index
url, collection, cache, query = sys.argv[1:]
home = ServerHome(ServerAddress(url, collection=collection), Path(cache))
hit = Index.open(home, HashingEmbedder()).search(query)[0]
print(hit.article.file, hit.article.text[hit.passage.start : hit.passage.end])
"""
STALL = INDEX.replace(
    "report =",
    """
class Stalling(HashingEmbedder):
    def embed(self, texts, *, kind):
        if any("bridge" in text for text in texts):
            print("stalled", flush=True)
            sys.stdin.read()
        return super().embed(texts, kind=kind)
HashingEmbedder = Stalling
from index import embedding
embedding._BATCH = embedding._WINDOW = 1
report =""",
)


def python(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def files(home: ServerHome) -> list[str]:
    return sorted(entry.article.file for entry in indexed(home)[0])


def stored(server: ChromaServer) -> tuple[int, int]:
    """Return how many collections of vectors there are for the index, and vectors in them."""
    prefix = f"{server.address.collection}-vectors-"
    names = [name for name in server.names() if name.startswith(prefix)]
    collections = [server.collection(name) for name in names]
    return len(names), sum(collection.count() for collection in collections if collection)


def test_one_process_writes_and_another_searches_and_a_restart_changes_nothing(
    own_chroma,  # noqa: ANN001
    folder: Path,
    tmp_path: Path,
) -> None:
    where = (own_chroma.url, "news")
    assert python(INDEX, *where, tmp_path / "one", folder) == "3 3"
    own_chroma.kill()
    own_chroma.start()

    asked = python(SEARCH, *where, tmp_path / "two", "Where did ministers meet?")

    assert asked == "a.txt Ministers met in Oslo on Monday. They spoke about grain."


def test_a_reader_that_outlives_the_server_goes_on_when_it_is_back(
    own_chroma,  # noqa: ANN001
    folder: Path,
    tmp_path: Path,
    embedder: HashingEmbedder,
) -> None:
    home = ServerHome(ServerAddress(own_chroma.url), tmp_path / "cache")
    update_index(home, [folder], embedder)
    index = Index.open(home, embedder)
    own_chroma.kill()
    own_chroma.start()

    assert index.is_current()
    assert index.search("the price of cod")[0].article.file == "c.txt"
    home.close()


def test_where_nothing_was_written_there_is_no_index(
    machine: Machine, embedder: HashingEmbedder
) -> None:
    assert not machine("one").exists()
    with pytest.raises(NoIndexError, match="groundwire index FOLDER --chroma http"):
        Index.open(machine("one"), embedder)


def test_only_what_is_new_is_embedded_and_sent(
    machine: Machine,
    folder: Path,
    counting,  # noqa: ANN001
    server: ChromaServer,
) -> None:
    update_index(machine("one"), [folder], counting)
    counting.embedded.clear()
    (folder / "d.txt").write_text("A new bridge opened.", encoding="utf-8")
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.txt").unlink()

    report = update_index(machine("two"), [folder], counting)

    assert (report.added, report.moved, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert counting.embedded == ["A new bridge opened."]
    assert files(machine("three")) == ["c.txt", "d.txt", "z.txt"]
    assert stored(server) == (1, 5)  # three, and the two that readers of the one before may need


def test_stories_travel_with_the_generation_and_are_carried_over(
    machine: Machine, folder: Path, embedder: HashingEmbedder
) -> None:
    wire = (folder / "a.txt").read_bytes()
    (folder / "copy.txt").write_bytes(wire)
    update_index(machine("one"), [folder], embedder)
    (folder / "again.txt").write_bytes(wire)
    signed: list[str] = []

    def progress(step: str, done: int, total: int) -> None:
        signed.extend([step] if step == "reprints" and done else [])

    update_index(machine("two"), [folder], embedder, progress=progress)

    index = Index.open(machine("three"), embedder)
    (reprints,) = index.reprints.values()
    assert {article.file for article in reprints} == {"a.txt", "again.txt", "copy.txt"}
    assert signed == []  # their text was known
    index.close()


def test_a_reader_sees_the_old_or_the_new_and_never_a_mixture(
    machine: Machine, folder: Path, embedder: HashingEmbedder
) -> None:
    writer, reader = machine("one"), machine("two")
    update_index(writer, [folder], embedder)
    old = Index.open(reader, embedder)
    (folder / "c.txt").write_text("Prices of cod fell by nine percent.", encoding="utf-8")
    seen: list[str] = []

    def read_meanwhile(step: str, done: int, total: int) -> None:
        assert old.is_current()
        new = Index.open(reader, embedder)
        seen.extend(hit.article.text for hit in new.search("cod prices", k=9))

    update_index(writer, [folder], embedder, progress=read_meanwhile)

    assert any("rose" in text for text in seen)
    assert not any("fell" in text for text in seen)
    assert not old.is_current()
    texts = [hit.article.text for hit in old.search("cod prices", k=9)]
    assert "Prices of cod rose by four percent." in texts
    assert "Prices of cod fell by nine percent." not in texts
    texts = [hit.article.text for hit in old.reopened().search("cod prices", k=9)]
    assert "Prices of cod rose by four percent." not in texts
    assert "Prices of cod fell by nine percent." in texts


def test_what_no_generation_needs_is_cleared_away(
    machine: Machine, folder: Path, embedder: HashingEmbedder, server: ChromaServer,
    records: Records,
) -> None:  # fmt: skip
    home = machine("one")
    for text in ("One thing.", "Another thing.", "A third thing."):
        (folder / "c.txt").write_text(text, encoding="utf-8")
        update_index(home, [folder], embedder)
    assert stored(server) == (1, 4)
    assert len(records.of("generation")) == 2

    # What runs that were killed leave behind.
    (name,) = (n for n in server.names() if n.startswith(f"{home.address.collection}-vectors-"))
    vectors = server.made(name)
    vectors.put(["stray:0"], np.ones((1, embedder.dimension), dtype=np.float32), [{"start": 0}])
    server.made(f"{home.address.collection}-vectors-00000000")
    bystander = server.made(f"{home.address.collection}-vectors-mine")
    records.put("chunk", {"chunk-stray": {"data": ""}})

    update_index(home, [folder], embedder)

    assert vectors.ids().isdisjoint({"stray:0"})
    assert "chunk-stray" not in records.ids_of("chunk")
    assert f"{home.address.collection}-vectors-00000000" not in server.names()
    assert bystander.name in server.names()


def test_an_update_that_is_published_has_not_failed_when_clearing_up_does(
    machine: Machine, folder: Path, embedder: HashingEmbedder, records: Records,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def failing(records: Records, listings: list[Listing]) -> None:
        if listings:  # there are none before the first generation is published
            raise IndexServerError("the server does not answer in time")

    with monkeypatch.context() as patch:
        patch.setattr("index.remote.writer.remove_others", failing)
        assert update_index(machine("one"), [folder], embedder).added == 3
    records.put("chunk", {"chunk-stray": {"data": ""}})

    update_index(machine("one"), [folder], embedder)

    assert files(machine("two")) == ["a.txt", "b.txt", "c.txt"]
    assert "chunk-stray" not in records.ids_of("chunk")


def test_a_killed_run_leaves_the_old_index_and_the_next_one_finishes(
    machine: Machine, folder: Path, embedder: HashingEmbedder, server: ChromaServer,
    tmp_path: Path, records: Records,
) -> None:  # fmt: skip
    update_index(machine("one"), [folder], embedder)
    (folder / "d.txt").write_text("Snow fell on the hills above Narvik.", encoding="utf-8")
    (folder / "e.txt").write_text("A new bridge opened.", encoding="utf-8")
    address = server.address
    run = subprocess.Popen(
        [sys.executable, "-c", STALL, address.url, address.collection, tmp_path / "two", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stdout and run.stdin
    assert run.stdout.readline() == b"stalled\n"

    with pytest.raises(IndexBusyError, match=f"process {run.pid} of"):
        update_index(machine("one"), [folder], embedder)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    run.stdin.close()

    assert stored(server) == (1, 4)  # the vector of d.txt was sent
    assert files(machine("three")) == ["a.txt", "b.txt", "c.txt"]
    with pytest.raises(IndexBusyError, match="if it died"):
        update_index(machine("one"), [folder], embedder)
    (held,) = records.of("lease").items()
    records.put("lease", {held[0]: {**held[1], "until": 1}})  # as if a minute had passed
    (folder / "d.txt").unlink()
    assert update_index(machine("one"), [folder], embedder).added == 1
    assert stored(server) == (1, 4)
    assert files(machine("three")) == ["a.txt", "b.txt", "c.txt", "e.txt"]


def test_only_the_requests_of_the_lease_are_hurried(
    machine: Machine, folder: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.remote.home.REQUEST_SECONDS", 1e-6)

    assert not machine("one").exists()
    with pytest.raises(IndexServerError, match="does not answer in time"):
        update_index(machine("one"), [folder], embedder)


def test_of_two_writers_at_once_one_is_refused(
    server: ChromaServer, folder: Path, tmp_path: Path, machine: Machine
) -> None:
    address = server.address
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", INDEX, address.url, address.collection, tmp_path / name, folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in ("one", "two")
    ]
    ended = [run.communicate(timeout=120) for run in runs]

    # If one came only after the other was done, it found nothing to do.
    for out, err in ended:
        assert out.strip() in ("3 3", "0 0") or "IndexBusyError" in err
    assert [out.strip() for out, _ in ended].count("3 3") == 1
    assert files(machine("three")) == ["a.txt", "b.txt", "c.txt"]
    assert stored(server) == (1, 3)


def test_a_writer_that_slept_past_its_lease_publishes_nothing(
    machine: Machine, folder: Path, embedder: HashingEmbedder, records: Records
) -> None:
    update_index(machine("one"), [folder], embedder)

    class Sleeper(HashingEmbedder):
        def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
            (held,) = records.of("lease").items()
            records.put("lease", {held[0]: {**held[1], "until": 1}})
            (folder / "d.txt").write_text("A lock gate opened.", encoding="utf-8")
            update_index(machine("two"), [folder], embedder)
            return super().embed(texts, kind=kind)

    (folder / "d.txt").write_text("A new bridge opened.", encoding="utf-8")
    with pytest.raises(IndexBusyError, match="took over"):
        update_index(machine("one"), [folder], Sleeper())

    (entry,) = (e for e in indexed(machine("three"))[0] if e.article.file == "d.txt")
    assert entry.article.text == "A lock gate opened."
    assert Index.open(machine("three"), embedder).search("lock gate")[0].article.file == "d.txt"


def test_another_model_is_refused_and_a_rebuild_takes_it(
    machine: Machine, folder: Path, embedder: HashingEmbedder, server: ChromaServer
) -> None:
    update_index(machine("one"), [folder], embedder)
    old = Index.open(machine("two"), embedder)
    other = HashingEmbedder(dimension=64, model="another")

    for act in (lambda: update_index(machine("one"), [folder], other),
                lambda: Index.open(machine("two"), other)):  # fmt: skip
        with pytest.raises(IndexMismatchError, match="another"):
            act()
    with pytest.raises(IndexMismatchError, match="dimension"):
        Index.open(machine("two"), HashingEmbedder(dimension=64))

    update_index(machine("one"), [folder], other, rebuild=True)

    assert Index.open(machine("two"), other).search("grain")[0].article.file == "a.txt"
    assert old.search("grain")[0].article.file == "a.txt"  # what was open stays whole
    assert stored(server) == (2, 6)
    (folder / "c.txt").unlink()
    update_index(machine("one"), [folder], other)
    assert stored(server) == (1, 3)


def test_a_damaged_index_is_named_and_a_rebuild_mends_it(
    machine: Machine, folder: Path, embedder: HashingEmbedder, records: Records
) -> None:
    update_index(machine("one"), [folder], embedder)
    records.remove(sorted(records.ids_of("chunk"))[:1])

    with pytest.raises(IndexStorageError, match=r"chunk.*missing.*--rebuild"):
        Index.open(machine("two"), embedder)

    update_index(machine("two"), [folder], embedder, rebuild=True)
    assert Index.open(machine("three"), embedder).search("grain")[0].article.file == "a.txt"


def test_a_damaged_cache_is_fetched_again(
    machine: Machine, folder: Path, embedder: HashingEmbedder, tmp_path: Path
) -> None:
    update_index(machine("one"), [folder], embedder)
    (catalogue,) = (tmp_path / "one").rglob("articles.jsonl")
    catalogue.write_text("{", encoding="utf-8")

    assert files(machine("one")) == ["a.txt", "b.txt", "c.txt"]


def test_a_machine_keeps_no_more_than_two_generations(
    machine: Machine, folder: Path, embedder: HashingEmbedder, tmp_path: Path
) -> None:
    for text in ("One thing.", "Another thing.", "A third thing."):
        (folder / "c.txt").write_text(text, encoding="utf-8")
        update_index(machine("one"), [folder], embedder)
        files(machine("two"))

    for name in ("one", "two"):
        assert len(list((tmp_path / name).glob("*/*"))) == 2


def test_a_cache_that_cannot_be_written_is_one_line(
    address: ServerAddress, folder: Path, embedder: HashingEmbedder, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    home = ServerHome(address, tmp_path / "file")

    with pytest.raises(IndexStorageError, match=r"cannot be kept in .*file"):
        update_index(home, [folder], embedder)
    assert not home.exists()
    home.close()


def test_a_collection_of_somebody_else_is_left_alone(
    machine: Machine, folder: Path, embedder: HashingEmbedder, server: ChromaServer
) -> None:
    mine = server.made(server.address.collection, metadata={"about": "recipes"})

    with pytest.raises(IndexStorageError, match="not made by Groundwire"):
        update_index(machine("one"), [folder], embedder)

    assert mine.count() == 0
