from datetime import date

from rag.answer import (
    Answer,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    ShortAnswer,
    Status,
)
from ui.head import render_head


def answer(**head: object) -> Answer:
    corpus = CorpusSummary(1, None, None)
    return Answer("How many?", "How many?", Status.ANSWERED, None, "", (), (), corpus, **head)


def markers(numbers: object) -> str:
    return f"<{numbers}>"


def test_a_short_fact_stands_first_with_its_day_and_what_held_before() -> None:
    now = ShortAnswer("nine <ferries>", date(2025, 9, 3), (1,))
    before = ShortAnswer("seven", None, (2, 3))

    head = render_head(answer(short=now, earlier=(before,)), markers)

    assert (
        "<strong><bdi>nine &lt;ferries&gt;</bdi></strong> (as of 3 September 2025) <(1,)>" in head
    )
    assert "Earlier: <bdi>seven</bdi> <(2, 3)>" in head


def test_values_that_differ_stand_side_by_side() -> None:
    values = (DisputedValue("31 ports", (1,)), DisputedValue("nearly 30", (2, 3)))

    head = render_head(answer(disagreements=(Disagreement("ports", values),)), markers)

    assert "Sources differ:" in head
    assert "<bdi>31 ports</bdi> <(1,)>; <bdi>nearly 30</bdi> <(2, 3)>" in head


def test_without_a_short_fact_there_is_no_head() -> None:
    assert render_head(answer(), markers) == ""
