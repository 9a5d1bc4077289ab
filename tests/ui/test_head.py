from datetime import date

from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    ShortAnswer,
    Status,
)
from ui.head import render_head


def answer(**head: object) -> Answer:
    corpus = CorpusSummary(1, None, None)
    cited = head.pop("citations", ())
    return Answer("How many?", "How many?", Status.ANSWERED, None, "", (), cited, corpus, **head)


def markers(numbers: object) -> str:
    return f"<{numbers}>"


def test_a_short_fact_stands_first_with_its_day_and_what_held_before() -> None:
    now = ShortAnswer("nine <ferries>", date(2025, 9, 3), (1,))
    before = ShortAnswer("seven", None, (2, 3))

    head = render_head(answer(short=now, earlier=(before,)), markers)

    assert (
        "<strong><bdi>nine &lt;ferries&gt;</bdi></strong> "
        '<span class="gw-as-of">(as of 3 September 2025)</span> <(1,)>' in head
    )
    assert "Earlier: <bdi>seven</bdi> <(2, 3)>" in head


def test_values_that_differ_stand_in_a_table_with_outlet_and_date() -> None:
    values = (DisputedValue("31 <ports>", (1,)), DisputedValue("nearly 30", (2, 3)))
    citations = tuple(
        Citation(n, f"{n}.txt", str(n), None, outlet, day, 0, 1, "x")
        for n, outlet, day in (
            (1, None, None), (2, "Fjord Post", date(2025, 9, 3)), (3, "Harbour Times", None)
        )
    )  # fmt: skip
    given = answer(disagreements=(Disagreement("ports", values),), citations=citations)

    head = render_head(given, markers)

    assert "Sources differ: ports</caption>" in head
    assert '<th scope="row"><bdi>31 &lt;ports&gt;</bdi></th><td><bdi>1.txt</bdi> <(1,)>' in head
    assert '<th scope="row" rowspan="2"><bdi>nearly 30</bdi></th>' in head
    assert "<td><bdi>Fjord Post</bdi> <(2,)></td><td>3 September 2025</td></tr>" in head
    assert head.count("<tr>") == 4


def test_without_a_short_fact_there_is_no_head() -> None:
    assert render_head(answer(), markers) == ""
