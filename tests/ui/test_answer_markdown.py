"""What is copied keeps every citation with its quote, and means nothing more than it shows."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    ShortAnswer,
    Speaker,
    Statement,
    Status,
    Support,
)
from ui.answer_markdown import answer_markdown

DAY = date(2025, 9, 4)


def cited(n: int, quote: str = "Nine ferries sail.") -> Citation:
    return Citation(n, f"{n}.txt", str(n), "Ferries", "Fjord Post", DAY, 0, len(quote), quote)


def answer(**changed: object) -> Answer:
    fields = {
        "question": "How many sail?", "standalone_question": "", "status": Status.ANSWERED,
        "reason": None, "text": "", "statements": (), "citations": (cited(1), cited(2)),
        "corpus": CorpusSummary(2, None, None),
    }  # fmt: skip
    return Answer(**(fields | changed))


def test_head_statements_and_sources_follow_each_other() -> None:
    speaker = Speaker("Ada Berg", "ferry minister")
    given = answer(
        short=ShortAnswer("nine ferries", DAY, (1,)),
        statements=(Statement("Nine ferries sail.", (1, 2), Support.VERBATIM, speaker),),
    )

    assert answer_markdown(given) == (
        "**How many sail?**\n\n"
        "**nine ferries** (as of 4 September 2025) [^1]\n\n"
        "Nine ferries sail. — Ada Berg, ferry minister [^1][^2]\n\n"
        "[^1]: Fjord Post, 4 September 2025, Ferries, 1.txt: “Nine ferries sail.”\n"
        "[^2]: Fjord Post, 4 September 2025, Ferries, 2.txt: “Nine ferries sail.”\n"
    )


def test_a_disagreement_and_a_refusal_are_told_as_such() -> None:
    values = (DisputedValue("31", (1,)), DisputedValue("nearly 30", (2,)))
    differ = answer_markdown(answer(disagreements=(Disagreement("ports", values),)))
    refusal = answer(status=Status.INSUFFICIENT, reason="Nothing is near.", citations=())

    assert "Sources differ: ports\n\n- 31 [^1]\n- nearly 30 [^2]\n" in differ
    assert "**The corpus does not say.** Nothing is near." in answer_markdown(refusal)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_a_quote_shows_as_it_is_and_becomes_no_markup(quote: str) -> None:
    given = answer(question=quote, citations=(cited(1, quote),))

    rendered = MarkdownIt().render(answer_markdown(given).split("[^1]: ")[1])

    assert set(re.findall(r"</?(\w+)", rendered)) == {"p"}


def test_links_and_html_stay_text(hostile: str) -> None:
    rendered = MarkdownIt().render(answer_markdown(answer(question=hostile)))

    assert not re.search(r"<(script|img|a)\b", rendered)
