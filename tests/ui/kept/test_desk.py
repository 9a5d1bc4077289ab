"""What a browser may ask of the list and the thumbs: its own alone, whatever it sends."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.feedback import Rating, Reason, Verdict
from tests.ui.kept.made import exchange
from ui.kept.browser import COOKIE, new_id, owner_of
from ui.kept.desk import Desk, Reply
from ui.kept.keeping import Keeping
from ui.kept.listing import SHOWN, render_list
from ui.kept.rating_bar import render_rating
from ui.kept.records import Place
from ui.turn import Turn

ADA, BEA = {COOKIE: new_id()}, {COOKIE: new_id()}


@pytest.fixture
def keeping(file: Path) -> Keeping:
    return Keeping(file, "1")


@pytest.fixture
def desk(keeping: Keeping) -> Desk:
    return Desk(keeping)


@pytest.fixture
def place(keeping: Keeping) -> Place:
    return keep(keeping, "Who sails from <b>Narvik</b>?")


def keep(keeping: Keeping, question: str) -> Place:
    return keeping.conversations.keep(owner_of(ADA) or "", None, exchange(question))


def wrong(reply: Reply) -> str:
    assert "wrong" in reply
    return reply["said"]


def test_a_list_shows_titles_as_text_and_only_to_their_owner(desk: Desk, place: Place) -> None:
    shown = desk.find({"words": ""}, ADA)["list"]

    assert f'data-open="{place.conversation}"' in shown
    assert "&lt;b&gt;Narvik" in shown
    assert "<b>" not in shown
    assert desk.find({"words": "whales"}, ADA)["list"].count("No conversation has all") == 1
    assert "No conversation is kept yet" in desk.find({}, BEA)["list"]


def test_more_than_a_page_of_conversations_are_counted(desk: Desk, keeping: Keeping) -> None:
    keep(keeping, "Who sails?")
    found = keeping.conversations.listed(owner_of(ADA) or "") * (SHOWN + 23)

    assert render_list(found, "").count("<li") == SHOWN
    assert "23 older" in render_list(found, "")


def test_a_conversation_is_renamed_and_deleted(desk: Desk, place: Place) -> None:
    assert desk.rename({"id": place.conversation, "title": "Ports"}, ADA)["said"] == "Renamed"
    assert "Ports" in desk.find({}, ADA)["list"]
    assert "needs a name" in wrong(desk.rename({"id": place.conversation, "title": " "}, ADA))

    assert desk.delete({"id": place.conversation}, ADA)["said"] == "Deleted"
    assert "No conversation is kept yet" in desk.find({}, ADA)["list"]


def test_a_conversation_is_exported_with_its_citations(desk: Desk, place: Place) -> None:
    markdown = desk.export({"id": place.conversation, "form": "markdown"}, ADA)
    data = desk.export({"id": place.conversation, "form": "json"}, ADA)

    assert markdown["name"] == "conversation-who-sails-from-b-narvik-b.md"
    assert "[^1-1]: Fjord Post, 4 September 2025" in markdown["text"]
    assert json.loads(data["text"])["turns"][0]["answer"]["citations"][0]["n"] == 1


def test_a_rating_is_kept_changed_and_taken_back(
    desk: Desk, place: Place, keeping: Keeping
) -> None:
    def kept() -> list[Rating]:
        return [each.rating for each in keeping.ratings.feedback()]

    desk.rate({"turn": place.turn, "verdict": "up", "reason": "other", "words": "Fine"}, ADA)
    assert kept() == [Rating(Verdict.UP)]
    assert "say why" in desk.rate({"turn": place.turn, "verdict": "down"}, ADA)["said"]
    why = {"reason": "wrong figure", "words": "It is 31."}
    assert "thank you" in desk.rate({"turn": place.turn, "verdict": "down", **why}, ADA)["said"]
    assert kept() == [Rating(Verdict.DOWN, Reason.FIGURE, "It is 31.")]

    (turn,) = keeping.reopened(owner_of(ADA) or "", place.conversation, {})
    assert 'data-reason="wrong figure" data-words="It is 31."' in render_rating(turn)

    assert desk.rate({"turn": place.turn, "verdict": None}, ADA)["said"] == "Taken back"
    assert kept() == []


def _calls(place: Place) -> dict[str, dict[str, object]]:
    return {
        "rename": {"id": place.conversation, "title": "Mine"},
        "delete": {"id": place.conversation},
        "export": {"id": place.conversation, "form": "json"},
        "rate": {"turn": place.turn, "verdict": "down", "words": "Spam"},
    }


@pytest.mark.parametrize("cookies", [BEA, {}, {COOKIE: "*"}, {COOKIE: owner_of(ADA)}])
def test_nobody_else_reads_or_changes_anything(
    desk: Desk, place: Place, keeping: Keeping, cookies: dict[str, str]
) -> None:
    before = desk.find({}, ADA)

    for name, asked in _calls(place).items():
        reply = getattr(desk, name)(asked, cookies)
        assert re.search("no longer kept|no cookie", wrong(reply)), name
        assert reply.keys() == {"said", "wrong"}
    assert "Narvik" not in desk.find({"words": "narvik"}, cookies)["list"]

    assert desk.find({}, ADA) == before
    assert keeping.ratings.feedback() == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.sampled_from(["id", "title", "form", "turn", "verdict", "reason", "words", "owner"])


@given(JSON | st.dictionaries(FIELDS, JSON, max_size=4))
@settings(max_examples=60)
def test_whatever_is_sent_is_answered_in_one_line(file: Path, asked: object) -> None:
    desk = Desk(Keeping(file, "1"))
    replies: list[Callable[[object, dict[str, str]], Reply]]
    replies = [desk.find, desk.rename, desk.delete, desk.export, desk.rate]

    for reply in replies:
        said = reply(asked, ADA).get("said", "")
        assert "\n" not in said


@pytest.mark.parametrize("turn", [0, -1, 2**63, 10**400, "1 OR 1=1", 1.5, [1], None])
def test_a_turn_of_another_shape_is_refused(desk: Desk, place: Place, turn: object) -> None:
    assert wrong(desk.rate({"turn": turn, "verdict": "up"}, ADA)) == "this cannot be read"


def test_a_file_that_cannot_be_read_stands_in_the_place_of_the_list(desk: Desk, file: Path) -> None:
    file.write_bytes(b"no conversations" * 100)

    assert "is damaged" in desk.find({}, ADA)["list"]
    assert "gw-problem" in desk.find({}, ADA)["list"]


def test_thumbs_stand_under_what_is_kept_alone() -> None:
    assert render_rating(Turn("Who?")) == ""
    assert 'data-turn="7"' in render_rating(Turn("Who?", place=Place("c", 7)))
    assert "aria-pressed" in render_rating(Turn("Who?", place=Place("c", 7)))
    hostile = Turn("Who?", place=Place("c", 7), rating=Rating(Verdict.DOWN, None, '"><script>'))
    assert "<script>" not in render_rating(hostile)
