"""Whatever is wrong with the file, it is said in one line that names it."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import ConversationsError
from tests.ui.kept.made import ADA, exchange
from ui.kept import database
from ui.kept.conversations import Conversations
from ui.kept.database import Database
from ui.kept.ratings import Ratings


def trouble(conversations: Conversations) -> str:
    with pytest.raises(ConversationsError) as raised:
        conversations.keep(ADA, None, exchange())
    message = str(raised.value)
    assert "\n" not in message
    assert "kept.sqlite" in message
    return message


def with_pragma(monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    """Let SQLite itself run into what is wrong."""
    connect = sqlite3.connect

    def limited(*given: object, **named: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        connection.execute(pragma)
        return connection

    monkeypatch.setattr(database.sqlite3, "connect", limited)


def test_the_file_is_made_for_its_owner_alone_and_lets_readers_and_a_writer_in(
    conversations: Conversations, file: Path
) -> None:
    conversations.keep(ADA, None, exchange())

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_that_is_locked_can_be_read_and_says_so_when_written(
    conversations: Conversations, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAIT", 0.01)
    conversations.keep(ADA, None, exchange())
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert "is locked by another program" in trouble(conversations)
        assert len(conversations.listed(ADA)) == 1
    conversations.keep(ADA, None, exchange())


def test_a_file_that_cannot_be_written_can_be_read(
    conversations: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversations.keep(ADA, None, exchange())
    with_pragma(monkeypatch, "PRAGMA query_only = ON")

    assert "give rights to the file" in trouble(conversations)
    assert len(conversations.listed(ADA)) == 1


def test_a_full_disk_loses_nothing_that_was_kept(
    conversations: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversations.keep(ADA, None, exchange())
    with monkeypatch.context() as patch:
        with_pragma(patch, "PRAGMA max_page_count = 1")
        with pytest.raises(ConversationsError, match="is the disk full"):
            for _ in range(100):
                conversations.keep(ADA, None, exchange("x" * 9000))

    (kept, *_) = conversations.listed(ADA)[-1:]
    assert kept.title == "How many sail?"


def _no_folder(file: Path) -> Path:
    return file.parent / "gone" / file.name


def _a_folder(file: Path) -> Path:
    file.mkdir()
    return file


def _not_sqlite(file: Path) -> Path:
    file.write_bytes(b"these are no conversations " * 100)
    return file


def _torn(file: Path) -> Path:
    Conversations(Database(file), "1").keep(ADA, None, exchange())
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    return file


def _another_programs(file: Path) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE turn (id)")
    return file


def _newer(file: Path) -> Path:
    Conversations(Database(file), "1").keep(ADA, None, exchange())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    return file


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_no_folder, "see whether its folder is there"),
        (_a_folder, "cannot be opened"),
        (_not_sqlite, "is damaged, or holds something else"),
        (_torn, "is damaged, or holds something else"),
        (_another_programs, "belongs to another program"),
        (_newer, "written by a newer Groundwire"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(
    file: Path, make: Callable[[Path], Path], said: str
) -> None:
    made = make(file)
    before = made.read_bytes() if made.is_file() else None
    conversations = Conversations(Database(made), "1")

    assert said in trouble(conversations)
    with pytest.raises(ConversationsError, match=said):
        conversations.listed(ADA)
    assert (made.read_bytes() if made.is_file() else None) == before


def test_a_file_that_must_be_there_is_not_made(file: Path) -> None:
    with pytest.raises(ConversationsError, match="is not there"):
        Ratings(Database(file, create=False)).feedback()
    assert not file.exists()
