"""Conversations are found again by their owner, in their order, and by nobody else."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ConversationsError
from eval.feedback import Rating, Verdict
from index.filters import Filters
from rag.answer import Speaker, Statement, Status, Support
from tests.ui.kept.made import ADA, BEA, answer, exchange
from ui.kept.conversations import TITLE, Conversations
from ui.kept.database import Database
from ui.kept.ratings import Ratings
from ui.kept.records import Exchange


def titles(conversations: Conversations, owner: str = ADA, words: str = "") -> list[str]:
    return [each.title for each in conversations.listed(owner, words)]


def test_a_conversation_is_found_again_after_a_restart(
    conversations: Conversations, file: Path
) -> None:
    filters = Filters(date(2025, 9, 1), None, ("Fjord Post",), ("a",), undated=True)
    first = exchange("Who sails?")
    second = Exchange("And when?", answer("And when?"), "from then on", filters, ("Who sails?",))
    place = conversations.keep(ADA, None, first)
    conversations.keep(ADA, place.conversation, second)

    opened = Conversations(Database(file), "2").opened(ADA, place.conversation)

    assert [turn.exchange for turn in opened.turns] == [first, second]
    assert opened.title == "Who sails?"
    assert {turn.version for turn in opened.turns} == {"1.2.3"}
    assert opened.turns[0].place == place


def test_the_list_begins_with_what_was_asked_in_last(conversations: Conversations) -> None:
    first = conversations.keep(ADA, None, exchange("First?"))
    conversations.keep(ADA, None, exchange("Second?"))
    assert titles(conversations) == ["Second?", "First?"]

    conversations.keep(ADA, first.conversation, exchange("More?"))

    assert titles(conversations) == ["First?", "Second?"]
    assert [each.turns for each in conversations.listed(ADA)] == [2, 1]


def test_nobody_finds_changes_or_adds_to_what_is_anothers(conversations: Conversations) -> None:
    kept = conversations.keep(ADA, None, exchange("A secret of Ada?"))
    id = kept.conversation

    for refused in (
        lambda: conversations.opened(BEA, id),
        lambda: conversations.rename(BEA, id, "Mine"),
        lambda: conversations.delete(BEA, id),
    ):
        with pytest.raises(ConversationsError, match="no longer kept"):
            refused()
    assert conversations.listed(BEA) == []
    assert conversations.listed(BEA, "secret") == []
    assert conversations.keep(BEA, id, exchange("Hers?")).conversation != id
    assert [turn.exchange.question for turn in conversations.opened(ADA, id).turns] == [
        "A secret of Ada?"
    ]
    assert titles(conversations) == ["A secret of Ada?"]


@pytest.mark.parametrize("id", ["", "%", "' OR '1'='1", "\ud800", "a" * 5000, "\0"])
def test_an_id_of_another_shape_opens_nothing(conversations: Conversations, id: str) -> None:
    conversations.keep(ADA, None, exchange())

    with pytest.raises(ConversationsError, match="no longer kept"):
        conversations.opened(ADA, id)
    with pytest.raises(ConversationsError, match="no longer kept"):
        conversations.delete(ADA, id)


@given(st.lists(st.tuples(st.sampled_from([ADA, BEA]), st.integers(0, 2)), max_size=8))
@settings(max_examples=15)
def test_whatever_the_tabs_do_no_turn_is_lost_and_none_strays(
    asked: Sequence[tuple[str, int]],
) -> None:
    """Tabs of two people ask in turn; each goes on where it was, or begins."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kept.sqlite"
        open_: dict[tuple[str, int], str] = {}
        expected: dict[str, list[str]] = {}
        owners: dict[str, str] = {}
        for number, (owner, tab) in enumerate(asked):
            at = open_.get((owner, min(tab, 1)))  # tabs 1 and 2 have the same one open
            place = Conversations(Database(file), "1").keep(owner, at, exchange(f"{number}?"))
            open_[owner, min(tab, 1)] = place.conversation
            expected.setdefault(place.conversation, []).append(f"{number}?")
            owners[place.conversation] = owner

        kept = Conversations(Database(file), "1")
        for owner in (ADA, BEA):
            mine = {id for id in owners if owners[id] == owner}
            assert {each.id for each in kept.listed(owner)} == mine
            for id in mine:
                questions = [turn.exchange.question for turn in kept.opened(owner, id).turns]
                assert questions == expected[id]


def test_a_conversation_is_found_by_words_of_title_question_answer_speaker_and_source(
    conversations: Conversations,
) -> None:
    said = Statement("They were repainted.", (1,), Support.VERBATIM, Speaker("Åsa Berg"))
    refusal = {
        "status": Status.INSUFFICIENT,
        "reason": "Poland is not mentioned.",
        "statements": (),
    }
    place = conversations.keep(ADA, None, exchange("How many ferries?", statements=(said,)))
    conversations.keep(ADA, None, exchange("Whales?", citations=(), **refusal))
    conversations.rename(ADA, place.conversation, "Harbour & co")

    for words in ("HARBOUR", "many ferries", "repainted", "asa", "fjord post", "how berg"):
        assert titles(conversations, words=words) == ["Harbour & co"], words
    assert titles(conversations, words="poland") == ["Whales?"]
    assert titles(conversations, words="  ") == ["Whales?", "Harbour & co"]
    for words in ("%", "_", "harbour whales", "' OR 1=1 --", "\ud800"):
        assert titles(conversations, words=words) == [], words


def test_a_renamed_conversation_keeps_its_name_folded_and_clipped(
    conversations: Conversations,
) -> None:
    id = conversations.keep(ADA, None, exchange("x" * 500)).conversation
    assert len(titles(conversations)[0]) == TITLE

    conversations.rename(ADA, id, "  The\n force ")
    assert titles(conversations) == ["The force"]
    with pytest.raises(ConversationsError, match="needs a name"):
        conversations.rename(ADA, id, " \n")


def test_deleting_takes_turns_and_feedback_along_and_leaves_no_words_in_the_file(
    conversations: Conversations, ratings: Ratings, file: Path
) -> None:
    place = conversations.keep(ADA, None, exchange("Who knows Kallavere?"))
    ratings.rate(ADA, place.turn, Rating(Verdict.DOWN, None, "Kallavere is elsewhere"))

    conversations.delete(ADA, place.conversation)

    assert titles(conversations) == []
    assert ratings.feedback() == []
    left = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"Kallavere" not in left
    fresh = conversations.keep(ADA, place.conversation, exchange("More?"))  # a tab still has it
    assert fresh.conversation != place.conversation


def test_halves_of_characters_are_kept_as_what_can_be_written(
    conversations: Conversations,
) -> None:
    odd = exchange("Who \ud800?", text="\udfff")
    id = conversations.keep(ADA, None, odd).conversation

    (turn,) = conversations.opened(ADA, id).turns

    assert turn.exchange.question == "Who \ufffd?"
    json.dumps(turn.exchange.answer.to_dict()).encode()


def test_times_are_of_now_and_in_utc(conversations: Conversations) -> None:
    place = conversations.keep(ADA, None, exchange())

    asked = conversations.opened(ADA, place.conversation).turns[0].asked

    assert asked.utcoffset() is not None
    assert asked == conversations.listed(ADA)[0].last
