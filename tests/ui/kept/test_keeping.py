"""Turns are kept as they are answered, and an answer is shown whether that works or not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import ConversationsError
from tests.ui.kept.made import ADA, BEA, QUOTE, answer, citation
from ui.conversation import render_conversation
from ui.kept.keeping import Keeping
from ui.turn import Turn, read_first

ARTICLE = Article("a", "a.txt", f"{QUOTE} They are old.", "Ferries", "Fjord Post")


@pytest.fixture
def keeping(file: Path) -> Keeping:
    return Keeping(file, "1.2.3")


def asked(
    keeping: Keeping,
    question: str,
    before: tuple[Turn, ...] = (),
    owner: str | None = ADA,
    chosen: str = "",
) -> tuple[Turn, ...]:
    """Return the turns after a question was answered."""
    steps: list[Any] = [
        ({"skip": True}, "searching", 1),
        ((*before, Turn(question, answer(question))), "answered", 2),
    ]
    pending, done = keeping.keep_answer(steps, owner, chosen)
    assert pending == steps[0]
    assert done[1] == render_conversation(done[0])
    assert done[2] == 2
    return tuple(done[0])


def test_turns_of_one_page_become_one_conversation(keeping: Keeping) -> None:
    turns = asked(keeping, "Who sails?")
    turns = asked(keeping, "And when?", turns, chosen='{"outlets": ["Fjord Post"]}')

    (listed,) = keeping.conversations.listed(ADA)
    kept = keeping.conversations.opened(ADA, listed.id).turns
    assert [each.exchange.question for each in kept] == ["Who sails?", "And when?"]
    assert kept[1].exchange.history == ("Who sails?",)
    assert kept[1].exchange.filters.outlets == ("Fjord Post",)
    assert [turn.place for turn in turns] == [each.place for each in kept]


def test_the_turns_of_a_tab_are_handed_to_their_owner_alone(keeping: Keeping, file: Path) -> None:
    turns = asked(keeping, "Who sails?")
    unkept = asked(keeping, "Who sails?", owner=None)

    assert keeping.own(ADA, turns) == turns
    assert keeping.own(BEA, turns) == keeping.own(None, turns) == ()
    assert keeping.own(None, unkept) == unkept
    assert keeping.own(BEA, unkept) == ()
    file.write_bytes(b"no conversations" * 100)
    assert keeping.own(ADA, turns) == turns
    assert keeping.own(BEA, turns) == ()
    assert keeping.recalled(ADA, (), str(turns[0].place), dict) == ()


def test_a_question_that_got_no_answer_is_not_kept(keeping: Keeping) -> None:
    turn = Turn("?!", problem="empty")

    ((turns, _),) = keeping.keep_answer([((turn,), "problem")], ADA, "")

    assert turns == (replace(turn, owner=ADA),)
    assert keeping.conversations.listed(ADA) == []


def test_two_tabs_with_one_conversation_both_add_to_it(keeping: Keeping) -> None:
    first = asked(keeping, "Who sails?")
    asked(keeping, "In one tab?", first)
    asked(keeping, "In the other?", first)

    (listed,) = keeping.conversations.listed(ADA)
    assert listed.turns == 3


def test_what_cannot_be_kept_is_answered_and_says_so(file: Path) -> None:
    file.write_bytes(b"no conversations" * 100)
    for owner, why in ((ADA, "is damaged"), (None, "no cookie")):
        (turn,) = asked(Keeping(file, "1"), "Who sails?", owner=owner)

        shown = render_conversation([turn])
        assert turn.answer
        assert QUOTE in shown
        assert "Not kept: " in shown
        assert why in shown
        assert "data-rate" not in shown


def test_a_defect_in_keeping_does_not_take_the_answer(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keeping.conversations, "keep", lambda *given: 1 / 0)

    (turn,) = asked(keeping, "Who sails?")

    assert turn.answer
    assert "went wrong inside Groundwire" in turn.not_kept
    assert "ZeroDivisionError" in caplog.text


def test_a_conversation_opens_with_its_source_lit_and_goes_on(keeping: Keeping) -> None:
    (turn,) = asked(keeping, "Who sails?")
    assert turn.place

    turns = keeping.reopened(ADA, turn.place.conversation, {"a": ARTICLE})

    assert turns[0].answer == turn.answer
    assert '<mark class="gw-cited" tabindex="-1">Nine ferries sail.</mark>' in read_first(turns)
    asked(keeping, "And when?", turns)
    assert [each.turns for each in keeping.conversations.listed(ADA)] == [2]
    with pytest.raises(ConversationsError, match="no longer kept"):
        keeping.reopened(BEA, turn.place.conversation, {})


@pytest.mark.parametrize(
    "articles", [{}, {"a": Article("a", "a.txt", f"Since then more. {QUOTE}")}]
)
def test_a_source_that_has_gone_or_changed_says_so_and_lights_no_other_words(
    keeping: Keeping, articles: dict[str, Article]
) -> None:
    (turn,) = asked(keeping, "Who sails?")
    assert turn.place

    shown = read_first(keeping.reopened(ADA, turn.place.conversation, articles))

    assert "This article has changed, or left the index" in shown
    assert f">{QUOTE}</mark>" in shown
    assert "Since then" not in shown


def test_an_answer_without_sources_opens_no_reader(keeping: Keeping) -> None:
    nothing = answer(citations=(), statements=())

    assert "gw-reader-empty" in read_first([Turn("Who?", nothing)])
    assert "gw-reader-empty" in read_first([])
    assert citation().quote in read_first([Turn("Who?", answer())])
