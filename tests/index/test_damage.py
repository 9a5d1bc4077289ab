"""A damaged index is noticed, named, and mended by a rebuild."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import IndexingError, IndexStorageError
from index.catalog import load_entries
from index.embedder import HashingEmbedder
from index.generation import current
from index.search import Index
from index.store import ChromaStore
from index.writer import update_index


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _shorten(file: Path) -> None:
    file.write_text("".join(file.read_text("utf-8").splitlines(True)[:-1]), encoding="utf-8")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _to_list(file: Path) -> None:
    file.write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("articles.jsonl", _empty),
        ("articles.jsonl", _shorten),
        ("articles.jsonl", _to_list),
        ("articles.jsonl", Path.unlink),
        ("manifest.json", _empty),
        ("manifest.json", Path.unlink),
        ("lexical/vocabulary.json", _to_list),
        ("lexical/vocabulary.json", _empty),
        ("lexical/body.data.npy", _empty),
        ("lexical", shutil.rmtree),
        ("vectors.npy", _cut),
        ("vectors.npy", Path.unlink),
        ("signatures.npy", _cut),
        ("stories.json", Path.unlink),
        ("stories.json", _to_list),
        ("chroma/chroma.sqlite3", _empty),
        ("chroma", shutil.rmtree),
        ("../CURRENT", _empty),
        ("../CURRENT", lambda file: file.write_bytes(b"\xff")),
        ("../CURRENT", lambda file: file.write_text("000009-abcdef", encoding="ascii")),
    ],
)
def test_damage_is_noticed_on_opening_and_mended_by_a_rebuild(
    folder: Path,
    place: Path,
    counting: HashingEmbedder,
    part: str,
    damage: Callable[[Path], object],
) -> None:
    update_index(place, [folder], counting)
    damage(current(place) / part)

    with pytest.raises(IndexingError, match=r"--rebuild|cannot be read"):
        Index.open(place, counting)

    update_index(place, [folder], counting, rebuild=True)
    index = Index.open(place, counting)
    assert index.search("the price of cod")[0].article.file == "c.txt"
    index.close()


def _alter_stories(folder: Path) -> None:
    file = folder / "stories.json"
    file.write_bytes(b"?" * file.stat().st_size)  # as long as it was


def _forget_vectors(folder: Path) -> None:
    store = ChromaStore(folder / "chroma")
    store.remove(load_entries(folder / "articles.jsonl")[0].passage_ids())
    store.close()


@pytest.mark.parametrize("damage", [_alter_stories, _forget_vectors])
def test_no_store_stays_open_where_an_index_is_damaged(
    folder: Path,
    place: Path,
    counting: HashingEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], None],
) -> None:
    update_index(place, [folder], counting)
    damage(current(place))
    still_open: list[ChromaStore] = []

    class Watched(ChromaStore):
        def __init__(self, folder: Path, *, create: bool = True) -> None:
            super().__init__(folder, create=create)
            still_open.append(self)

        def close(self) -> None:
            super().close()
            still_open.remove(self)

    monkeypatch.setattr("index.folder_home.ChromaStore", Watched)

    with pytest.raises(IndexStorageError, match="damaged"):
        Index.open(place, counting)

    assert still_open == []


@pytest.mark.parametrize(
    "part", ["vectors.npy", "lexical/title.indptr.npy", "signatures.npy", "chroma"]
)
@pytest.mark.parametrize("something_new", [True, False])
def test_a_missing_part_is_noticed_by_an_update(
    folder: Path, place: Path, counting: HashingEmbedder, part: str, something_new: bool
) -> None:
    update_index(place, [folder], counting)
    before = current(place)
    missing = before / part
    shutil.rmtree(missing) if missing.is_dir() else missing.unlink()
    if something_new:
        (folder / "d.txt").write_text("A new bridge opened.", encoding="utf-8")

    with pytest.raises(IndexStorageError, match=f"{part}.*missing.*--rebuild"):
        update_index(place, [folder], counting)

    assert current(place) == before


def test_files_that_chroma_wrote_to_since_are_no_damage(
    folder: Path, place: Path, counting: HashingEmbedder
) -> None:
    update_index(place, [folder], counting)
    with (current(place) / "chroma" / "chroma.sqlite3").open("ab") as stream:
        stream.write(bytes(4096))

    assert update_index(place, [folder], counting).unchanged == 3
