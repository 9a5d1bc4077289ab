"""The folders of generations on this machine, which several processes fill and mend."""

from pathlib import Path

import pytest

from index.remote import cache as module
from index.remote.cache import Cache
from index.remote.files import Listing, intact, upload
from index.remote.generations import Generation, publish
from index.remote.records import Records


@pytest.fixture
def generation(records: Records, tmp_path: Path) -> Generation:
    source = tmp_path / "source"
    source.mkdir()
    (source / "articles.jsonl").write_text("{}\n", encoding="utf-8")
    return publish(records, None, "news-vectors-00000000", 1, upload(records, source))


def test_a_damaged_folder_is_replaced(
    records: Records, generation: Generation, tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    folder = cache.fetched(records, generation)
    (folder / "articles.jsonl").write_text("damaged", encoding="utf-8")

    assert cache.fetched(records, generation) == folder
    assert intact(generation.files, folder)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [generation.name]


def test_a_folder_that_another_process_has_just_mended_is_left_in_place(
    records: Records, generation: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "cache"

    def overtaken(listing: Listing, folder: Path) -> bool:
        """Find damage, and before it can be mended, let another process do so."""
        monkeypatch.undo()
        other = Cache(place).fetched(records, generation)
        (other / "opened").touch()  # what that process has open
        return False

    monkeypatch.setattr(module, "intact", overtaken)

    folder = Cache(place).fetched(records, generation)

    assert (folder / "opened").exists()
    assert [path.name for path in place.iterdir()] == [generation.name]
