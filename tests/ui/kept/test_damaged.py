"""What of one row cannot be read is named and left out; all else is there, and nothing is lost."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from eval.feedback import Rating, Verdict
from tests.ui.kept.made import ADA, answer, exchange
from ui.conversation import render_conversation
from ui.kept.conversations import Conversations
from ui.kept.export import as_json, as_markdown
from ui.kept.keeping import Keeping
from ui.kept.listing import render_list
from ui.kept.ratings import Ratings
from ui.kept.records import KeptTurn, Place, Unreadable

Damage = Callable[..., None]
DAMAGE = {
    "torn JSON": "answer = substr(answer, 1, 40)",
    "another version's answer": """answer = '{"said": 1}'""",
    "a list": "answer = '[]', filters = '[]'",
    "bytes": "answer = CAST(x'ff00ff' AS TEXT)",
    "no citation": "answer = json_set(answer, '$.citations', json('[]'))",
    "endless brackets": "answer = replace(hex(zeroblob(50000)), '0', '[')",
    "filters": """filters = '{"after": "soon"}'""",
    "history": "history = '7'",
    "no time": "asked = 'yesterday'",
}


@pytest.fixture
def place(conversations: Conversations, ratings: Ratings) -> Place:
    """Three turns of one conversation, each found good."""
    place = conversations.keep(ADA, None, exchange("First?"))
    for question in ("Second?", "Third?"):
        conversations.keep(ADA, place.conversation, exchange(question))
    for turn in (1, 2, 3):
        ratings.rate(ADA, turn, Rating(Verdict.UP))
    return place


@pytest.fixture
def damage(file: Path) -> Damage:
    def done(change: str, table: str = "turn", id: str = "id") -> None:
        update = f"UPDATE {table} SET {change} WHERE {id} = 2"  # noqa: S608 -- of these tests
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(update)

    return done


@pytest.mark.parametrize("change", DAMAGE.values(), ids=DAMAGE)
def test_a_turn_that_cannot_be_read_says_so_in_its_place(
    change: str, place: Place, file: Path, ratings: Ratings, damage: Damage
) -> None:
    damage(change)
    keeping, skipped = Keeping(file, "1"), list[str]()

    first, second, third = keeping.conversations.opened(ADA, place.conversation).turns
    feedback = ratings.feedback(skip=skipped.append)

    assert isinstance(first, KeptTurn)
    assert isinstance(third, KeptTurn)
    assert isinstance(second, Unreadable)
    assert (second.place.turn, second.question) == (2, "Second?")
    assert second.why.startswith("answer 2 cannot be read")
    assert [each.answer for each in feedback] == [answer("First?"), answer("Third?")]
    assert skipped == [f"{file}: {second.why}"]
    shown = render_conversation(keeping.reopened(ADA, place.conversation, {}))
    assert shown.count("gw-problem") == shown.count("answer 2 cannot be read") == 1
    assert render_list(keeping.conversations.listed(ADA), "").count("data-open") == 1


def test_what_cannot_be_read_is_named_in_the_files_that_are_saved(
    conversations: Conversations, place: Place, damage: Damage
) -> None:
    damage(DAMAGE["torn JSON"])

    conversation = conversations.opened(ADA, place.conversation)

    data = json.loads(as_json(conversation))
    assert [turn["question"] for turn in data["turns"]] == ["First?", "Second?", "Third?"]
    assert data["turns"][1]["unreadable"].startswith("answer 2 cannot")
    assert "**Second?**\n\n*answer 2 cannot be read" in as_markdown(conversation)


@pytest.mark.parametrize("change", ["verdict = 'sideways'", "reason = 'odd'", "given = 'today'"])
def test_feedback_that_cannot_be_read_takes_nothing_else_with_it(
    change: str,
    conversations: Conversations,
    ratings: Ratings,
    place: Place,
    damage: Damage,
) -> None:
    damage(change, "rating", "turn")
    skipped: list[str] = []

    feedback = ratings.feedback(skip=skipped.append)

    assert [each.answer.question for each in feedback if each.answer] == ["First?", "Third?"]
    assert len(skipped) == 1
    assert "the feedback on answer 2 cannot be read" in skipped[0]
    turns = conversations.opened(ADA, place.conversation).turns
    assert all(isinstance(turn, KeptTurn) for turn in turns)
