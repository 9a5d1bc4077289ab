"""The conversations of each browser: kept, listed, found, opened, renamed and deleted."""

import secrets
import sqlite3
from datetime import UTC, datetime

from corpus.errors import ConversationsError
from index.terms import fold
from ui.kept import texts
from ui.kept.coding import encoded, turn_or_why_not, utf8
from ui.kept.database import Database
from ui.kept.records import Conversation, Exchange, Listed, Place

TITLE = 120
"""As many characters a title has at most."""

_WORDS = 8  # of a search that are looked at
_FOUND = """
    (instr(fold(c.title), ?) OR EXISTS
        (SELECT 1 FROM turn s WHERE s.conversation = c.id AND instr(s.searched, ?)))"""
_TURNS = """
    SELECT t.*, r.verdict, r.reason, r.words FROM turn t LEFT JOIN rating r ON r.turn = t.id
    WHERE t.conversation = ? ORDER BY t.id"""


class Conversations:
    """The conversations in a file.

    An owner sees and changes only what is the owner's; what is another's is as if it were not
    there. Every method raises ConversationsError if the file cannot be used.
    """

    def __init__(self, database: Database, version: str) -> None:
        """Keep in `database` what `version` of Groundwire answers."""
        self._database, self._version = database, version

    def keep(self, owner: str, conversation: str | None, exchange: Exchange) -> Place:
        """Add `exchange` to `conversation`, or to a new one where there is no such of `owner`."""
        columns = encoded(exchange) | {"asked": now(), "version": self._version}
        with self._database.writing() as connection:
            known = conversation if _owned(connection, owner, conversation) else None
            columns["conversation"] = known or _begun(connection, owner, exchange.question)
            marks = ", ".join(f":{name}" for name in columns)
            insert = f"INSERT INTO turn ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
            turn = connection.execute(insert, columns).lastrowid
        return Place(columns["conversation"], turn or 0)

    def listed(self, owner: str, words: str = "") -> list[Listed]:
        """Return those whose title, questions or answers hold all `words`, newest first."""
        wanted = [utf8(word) for word in fold(words).split()[:_WORDS]]
        found = "".join(f" AND {_FOUND}" for _ in wanted)
        query = (
            "SELECT c.id, c.title, max(t.asked) AS last, count(*) AS turns "  # noqa: S608
            "FROM conversation c JOIN turn t ON t.conversation = c.id "
            f"WHERE c.owner = ?{found} GROUP BY c.id ORDER BY max(t.id) DESC"
        )
        with self._database.reading() as connection:
            given = [owner, *(word for word in wanted for _ in range(2))]
            rows = connection.execute(query, given).fetchall()
        return [Listed(id, title, _time(last), turns) for id, title, last, turns in rows]

    def opened(self, owner: str, conversation: str) -> Conversation:
        """Return the conversation; a turn that cannot be read says so in its place.

        Raises ConversationsError if `owner` has no such.
        """
        with self._database.reading() as connection:
            title = _owned(connection, owner, conversation)
            if title is None:
                raise ConversationsError(texts.NO_SUCH_CONVERSATION)
            connection.row_factory = sqlite3.Row
            rows = connection.execute(_TURNS, (conversation,)).fetchall()
        return Conversation(title, tuple(turn_or_why_not(dict(row)) for row in rows))

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give it another `title`. Raises ConversationsError if `owner` has no such."""
        if not (title := _title(title)):
            raise ConversationsError(texts.UNNAMED)
        with self._database.writing() as connection:
            renamed = "UPDATE conversation SET title = ? WHERE id = ? AND owner = ?"
            _require_one(connection.execute(renamed, (title, utf8(conversation), owner)))

    def delete(self, owner: str, conversation: str) -> None:
        """Delete it, its turns and what was said of them. Raises as `rename` does."""
        with self._database.writing() as connection:
            deleted = "DELETE FROM conversation WHERE id = ? AND owner = ?"
            _require_one(connection.execute(deleted, (utf8(conversation), owner)))


def now() -> str:
    """Return the time as the file keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _owned(connection: sqlite3.Connection, owner: str, conversation: str | None) -> str | None:
    """Return the title of `conversation`, if it is the owner's."""
    query = "SELECT title FROM conversation WHERE id = ? AND owner = ?"
    row = connection.execute(query, (utf8(conversation or ""), owner)).fetchone()
    return row[0] if row else None


def _begun(connection: sqlite3.Connection, owner: str, question: str) -> str:
    id = secrets.token_urlsafe(16)
    begun = "INSERT INTO conversation (id, owner, title) VALUES (?, ?, ?)"
    connection.execute(begun, (id, owner, _title(question)))
    return id


def _title(words: str) -> str:
    folded = utf8(" ".join(words.split()))
    return folded if len(folded) <= TITLE else f"{folded[: TITLE - 1]}…"


def _require_one(done: sqlite3.Cursor) -> None:
    if done.rowcount != 1:
        raise ConversationsError(texts.NO_SUCH_CONVERSATION)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):  # one row that is damaged takes no other with it
        return None
