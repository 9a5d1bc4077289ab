"""A conversation as a file keeps every question, answer, citation and quote."""

import json
import re
from datetime import UTC, datetime

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from eval.feedback import Rating, Reason, Verdict
from index.filters import Filters
from rag.answer_reading import answer_of
from tests.ui.kept.made import answer, citation
from ui.kept.export import as_json, as_markdown, file_name
from ui.kept.records import Conversation, Exchange, KeptTurn, Place

NOON = datetime(2025, 9, 5, 12, tzinfo=UTC)
RATING = Rating(Verdict.DOWN, Reason.SOURCE, "Not there")


def conversation(
    title: str = "Ferries", quotes: tuple[str, ...] = ("Nine.", "Ten.")
) -> Conversation:
    turns = []
    for number, quote in enumerate(quotes, 1):
        given = answer(f"Question {number}?", citations=(citation(1, quote),))
        exchange = Exchange(f"Question {number}?", given, "Fjord Post", Filters(outlets=("F",)))
        turns.append(KeptTurn(Place("c", number), exchange, NOON, "1", RATING))
    return Conversation(title, tuple(turns))


def test_each_answers_notes_are_its_own_in_one_markdown_file() -> None:
    text = as_markdown(conversation())
    rendered = MarkdownIt().use(footnote_plugin).render(text)

    assert text.startswith("# Ferries\n\n**Question 1?**\n\n*Asked on 5 September 2025, searched ")
    assert re.findall(r"\[\^(\d-\d)\]:", text) == ["1-1", "2-1"]
    assert rendered.count('class="footnote-item"') == 2
    assert rendered.index("“Nine.”") < rendered.index("“Ten.”")


def test_what_articles_and_readers_wrote_stays_text_in_markdown(hostile: str) -> None:
    text = as_markdown(conversation(hostile, (f"{hostile} [^1]: [^9]",)))
    rendered = MarkdownIt().use(footnote_plugin).render(text)

    assert not re.search(r"<(script|img)\b|javascript:[^<]*\"", rendered)
    assert rendered.count('class="footnote-item"') == 1


def test_json_holds_all_that_is_kept() -> None:
    kept = conversation()
    data = json.loads(as_json(kept))

    assert data["title"] == "Ferries"
    assert [answer_of(turn["answer"]) for turn in data["turns"]] == [
        turn.exchange.answer for turn in kept.turns
    ]
    assert data["turns"][0]["filters"]["outlets"] == ["F"]
    assert data["turns"][0]["asked"] == "2025-09-05T12:00:00+00:00"
    assert data["turns"][0]["feedback"] == {
        "verdict": "down", "reason": "wrong source", "words": "Not there",
    }  # fmt: skip


def test_a_file_name_is_harmless_whatever_the_title() -> None:
    for title in ("../../etc/passwd", "中文", "CON\0|<>", "x" * 500, "Wer kämpft?"):
        name = file_name(conversation(title), "md")
        assert re.fullmatch(r"conversation[a-z0-9-]{0,60}\.md", name), name
