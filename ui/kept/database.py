"""The SQLite file that conversations are kept in. It is opened anew for each use."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from corpus.errors import ConversationsError
from index.terms import fold
from ui.kept import texts

VERSION = 1
"""Of the tables; a file of a later version is left alone."""

_APPLICATION = 0x47574B43  # stands in the file's header, and says that it is ours
_WAIT = 2.0  # seconds until a lock that another program holds is no longer waited for
_TABLES = (
    "CREATE TABLE conversation (id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL)",
    "CREATE INDEX conversation_owner ON conversation (owner)",
    # Turns are added, never changed: two tabs that go on with one conversation both do.
    """CREATE TABLE turn (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
        asked TEXT NOT NULL,    -- UTC, ISO 8601
        question TEXT NOT NULL,
        history TEXT NOT NULL,  -- JSON: the questions answered before it, oldest first
        filters TEXT NOT NULL,  -- JSON
        within TEXT NOT NULL,   -- the filters in words
        answer TEXT NOT NULL,   -- JSON
        searched TEXT NOT NULL, -- the words it is found by, folded
        version TEXT NOT NULL   -- of Groundwire
    )""",
    "CREATE INDEX turn_conversation ON turn (conversation)",
    """CREATE TABLE rating (
        turn INTEGER PRIMARY KEY REFERENCES turn ON DELETE CASCADE,
        verdict TEXT NOT NULL,
        reason TEXT,
        words TEXT NOT NULL,
        given TEXT NOT NULL     -- UTC, ISO 8601
    )""",
)
_TROUBLES = {
    "SQLITE_BUSY": texts.LOCKED,
    "SQLITE_LOCKED": texts.LOCKED,
    "SQLITE_READONLY": texts.READ_ONLY,
    "SQLITE_PERM": texts.READ_ONLY,
    "SQLITE_CANTOPEN": texts.NOT_OPENED,
    "SQLITE_CORRUPT": texts.DAMAGED,
    "SQLITE_NOTADB": texts.DAMAGED,
    "SQLITE_FULL": texts.DISK_FULL,
    "SQLITE_IOERR": texts.DISK_FULL,
}


class Database:
    """The file. Safe to share between threads, and between processes."""

    def __init__(self, file: Path, *, create: bool = True) -> None:
        """Keep things in `file`; with `create`, it is made where it is not there."""
        self.file = file
        self._create = create
        self._making = Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that sees one state of the file.

        Raises ConversationsError, one line that names the file, whatever is wrong with it.
        """
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection; what it changes holds as a whole after the block, or not at all.

        Raises as `reading` does.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._opened()) as connection:
                connection.execute(begin)
                with connection:  # which commits, or takes back
                    yield connection
        except (sqlite3.Error, OSError) as error:
            raise self._trouble(_reason(error)) from error

    def _opened(self) -> sqlite3.Connection:
        if not self.file.exists():
            if not self._create:
                raise self._trouble(texts.MISSING)
            # What people ask is for nobody else's eyes.
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(
            f"{self.file.resolve().as_uri()}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.text_factory = _text
            connection.create_function("fold", 1, fold, deterministic=True)
            with self._making:
                self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables in an empty file; raise ConversationsError for those of others."""
        if _is_empty(connection):
            connection.execute("PRAGMA journal_mode = WAL")  # readers and a writer do not wait
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                if _is_empty(connection):  # another process may have been faster
                    for table in _TABLES:
                        connection.execute(table)
                    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
        if _number(connection, "application_id") != _APPLICATION:
            raise self._trouble(texts.OTHER_PROGRAM)
        if _number(connection, "user_version") > VERSION:
            raise self._trouble(texts.NEWER)

    def _trouble(self, what: str) -> ConversationsError:
        return ConversationsError(texts.file_trouble(self.file, what))


def _text(found: bytes) -> str:
    return found.decode("utf-8", "replace")  # one damaged row must not stop all others


def _is_empty(connection: sqlite3.Connection) -> bool:
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return not count and not _number(connection, "application_id")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


def _reason(error: sqlite3.Error | OSError) -> str:
    if isinstance(error, OSError):
        return texts.NOT_OPENED
    name = getattr(error, "sqlite_errorname", "")
    known = (what for start, what in _TROUBLES.items() if name.startswith(start))
    return next(known, f"cannot be used: {error}")
