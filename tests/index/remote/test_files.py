import zlib
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexStorageError
from index.remote import files
from index.remote.files import download, intact, remove_others, upload
from index.remote.records import Records


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "_BYTES", 1000)
    folder = tmp_path / "folder"
    (folder / "lexical").mkdir(parents=True)
    (folder / "lexical" / "body.npy").write_bytes(np.arange(3_100, dtype="<u4").tobytes()[:12_345])
    (folder / "articles.jsonl").write_text("Erdoğan in Kyiv\n", encoding="utf-8")
    (folder / "empty").touch()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_is_downloaded_is_what_was_uploaded(
    records: Records, folder: Path, tmp_path: Path
) -> None:
    listing = upload(records, folder)
    copy = tmp_path / "copy"
    copy.mkdir()

    download(records, listing, copy)

    assert content(copy) == content(folder)
    assert intact(listing, copy)
    (copy / "articles.jsonl").write_bytes(b"something else")
    assert not intact(listing, copy)


def test_a_chunk_is_stored_once_and_goes_when_nothing_names_it(
    records: Records, folder: Path
) -> None:
    first = upload(records, folder)
    with (folder / "lexical" / "body.npy").open("ab") as stream:
        stream.write(b"more")
    second = upload(records, folder)

    assert len(records.ids_of("chunk")) == 15  # 12 + 1 whole ones, two ends, one text
    remove_others(records, [second])
    assert records.ids_of("chunk") == {id for ids in second.values() for id in ids}
    assert not records.ids_of("chunk") >= {id for ids in first.values() for id in ids}


@pytest.mark.parametrize(("record", "state"), [(None, "missing"), ({"data": "AAAA"}, "altered")])
def test_a_damaged_chunk_is_noticed(
    records: Records, folder: Path, tmp_path: Path, record: dict[str, str] | None, state: str
) -> None:
    listing = upload(records, folder)
    id = listing["articles.jsonl"][0]
    records.remove([id])
    if record:
        records.put("chunk", {id: record})

    with pytest.raises(IndexStorageError, match=f"{state}.*--rebuild"):
        download(records, listing, tmp_path)


@pytest.mark.parametrize("name", ["../outside", "/outside", "lexical/../../outside", "outside\0"])
def test_no_file_is_written_outside_the_folder(
    records: Records, folder: Path, tmp_path: Path, name: str
) -> None:
    listing = upload(records, folder)

    with pytest.raises(IndexStorageError, match="outside"):
        download(records, {name: listing["articles.jsonl"]}, tmp_path)


def test_a_chunk_is_unpacked_no_further_than_a_chunk_goes(records: Records, tmp_path: Path) -> None:
    """Its hash is that of what it unpacks to, so that only the length gives it away."""
    bomb = bytes(files._BYTES + 1)
    id = f"chunk-{sha256(bomb).hexdigest()}"
    records.put("chunk", {id: {"data": b64encode(zlib.compress(bomb)).decode("ascii")}})

    with pytest.raises(IndexStorageError, match="altered"):
        download(records, {"bomb": [id]}, tmp_path)


def test_a_chunk_that_is_no_text_is_noticed(records: Records, tmp_path: Path) -> None:
    records.put("chunk", {"chunk-1": {"data": 5}})

    with pytest.raises(IndexStorageError, match="altered"):
        download(records, {"file": ["chunk-1"]}, tmp_path)
