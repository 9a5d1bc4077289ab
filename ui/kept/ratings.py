"""What readers say of answers, kept beside them."""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from corpus.errors import ConversationsError
from eval.feedback import Feedback, Rating
from ui.kept import texts
from ui.kept.coding import UNFIT, kept_turn, rating_of, utf8
from ui.kept.conversations import now
from ui.kept.database import Database

WORDS = 2000
"""As many characters of a reader's own are kept."""

_log = logging.getLogger(__name__)
_OWNED = """
    SELECT 1 FROM turn t JOIN conversation c ON c.id = t.conversation
    WHERE t.id = ? AND c.owner = ?"""
_KEPT = "INSERT OR REPLACE INTO rating (turn, verdict, reason, words, given) VALUES (?, ?, ?, ?, ?)"
_GIVEN = """
    SELECT t.*, r.verdict, r.reason, r.words, r.given FROM rating r JOIN turn t ON t.id = r.turn
    WHERE r.given >= ? ORDER BY r.given, t.id"""


class Ratings:
    """What readers say of the answers in a file. Raises ConversationsError if it cannot be used."""

    def __init__(self, database: Database) -> None:
        """Keep it in `database`."""
        self._database = database

    def rate(self, owner: str, turn: int, rating: Rating | None) -> None:
        """Keep `rating` in place of what `owner` said of `turn` before; None takes that back.

        Raises ConversationsError if `owner` has no such turn.
        """
        with self._database.writing() as connection:
            if not connection.execute(_OWNED, (turn, owner)).fetchone():
                raise ConversationsError(texts.NO_SUCH_TURN)
            if rating is None:
                connection.execute("DELETE FROM rating WHERE turn = ?", (turn,))
                return
            words = utf8(rating.words)[:WORDS]
            row = (turn, str(rating.verdict), rating.reason and str(rating.reason), words, now())
            connection.execute(_KEPT, row)

    def feedback(
        self, since: date | None = None, skip: Callable[[str], object] = _log.warning
    ) -> list[Feedback]:
        """Return what all readers said from the day `since` on (in UTC), oldest first.

        What cannot be read is left out, and `skip` is told which, in one line.
        """
        first = datetime.combine(since, time(), UTC).isoformat() if since else ""
        with self._database.reading() as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute(_GIVEN, (first,)).fetchall()
        found = []
        for row in map(dict, rows):
            try:
                found.append(_feedback(row))
            except ConversationsError as error:
                skip(f"{self._database.file}: {error}")
        return found


def _feedback(row: Mapping[str, Any]) -> Feedback:
    turn, rating = kept_turn(row), rating_of(row)
    exchange = turn.exchange
    try:
        given = datetime.fromisoformat(row["given"])
    except UNFIT as error:
        raise ConversationsError(texts.unreadable_rating(row["id"])) from error
    return Feedback(
        rating, exchange.answer, exchange.history, exchange.filters, turn.asked, given, turn.version
    )
