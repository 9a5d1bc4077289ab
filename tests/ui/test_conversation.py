"""The conversation shows each statement with its markers, each refusal as one, and escapes all."""

import re
from dataclasses import replace
from datetime import date

from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Speaker,
    Statement,
    Status,
    Support,
    Understood,
    UnderstoodKind,
)
from ui.conversation import render_conversation
from ui.turn import Turn, read_source

CORPUS = CorpusSummary(2, date(2025, 3, 27), date(2025, 9, 5))


def citation(n: int, article: str = "a", **known: object) -> Citation:
    fields = {"title": None, "outlet": None, "published": None, "quote": "Words."} | known
    return Citation(n=n, file=f"{article}.txt", article_id=article, start=0, end=6, **fields)


def answer(*citations: Citation, support: Support = Support.VERBATIM, **changed: object) -> Answer:
    fields = {
        "question": "Who?",
        "standalone_question": "Who?",
        "status": Status.ANSWERED,
        "reason": None,
        "text": "",
        "statements": tuple(Statement(c.quote, (c.n,), support) for c in citations),
        "citations": citations,
        "corpus": CORPUS,
    }
    return Answer(**(fields | changed))


def test_each_statement_carries_its_markers_and_each_article_stands_once_in_the_sources() -> None:
    given = answer(citation(1, outlet="Reuters"), citation(2, "b"), citation(3, outlet="Reuters"))

    markup = render_conversation([Turn("Who?", given)])
    statements, sources = markup.split("gw-sources")

    assert re.findall(r'data-cites="(\S+)"', statements) == ["0-1", "0-2", "0-3"]
    assert 'data-copy="' in sources
    assert re.findall(r'data-cites="(\S+)"', sources) == ["0-1", "0-3", "0-2"]
    assert sources.count("<li>") == 2


def test_markers_are_buttons_that_say_what_they_open() -> None:
    given = answer(citation(1, outlet="Reuters", published=date(2025, 9, 4)), citation(2, "b"))

    markup = render_conversation([Turn("Who?", given)])

    assert 'aria-label="Citation 1: Reuters, 4 September 2025">[1]</button>' in markup
    assert 'aria-label="Citation 2: b.txt, undated">[2]</button>' in markup


def test_who_says_a_statement_stands_between_it_and_its_markers() -> None:
    speaker = Speaker("Ada <Berg>", "ferry minister", "in a video message")
    said = Statement("We sail.", (1,), Support.VERBATIM, speaker)

    markup = render_conversation([Turn("Who?", answer(citation(1), statements=(said,)))])

    shown = "— Ada &lt;Berg&gt;, ferry minister, in a video message"
    assert markup.index("We sail.") < markup.index(shown) < markup.index('data-cites="0-1"')


def test_undated_articles_that_were_left_out_are_counted_beside_the_answer() -> None:
    whole = render_conversation([Turn("Who?", answer(citation(1)))])
    part = render_conversation(
        [Turn("Who?", answer(citation(1), corpus=replace(CORPUS, undated_left_out=1200)))]
    )

    assert "left out" not in whole
    assert "1,200 without a date were left out." in part


def test_a_refusal_looks_otherwise_than_an_answer() -> None:
    refusal = answer(status=Status.INSUFFICIENT, reason="Poland is not mentioned.")

    markup = render_conversation([Turn("Who?", refusal)])

    assert "gw-refusal" in markup
    assert "The corpus does not say." in markup
    assert "Poland is not mentioned." in markup
    assert "gw-answer" not in markup


def test_how_a_follow_up_was_understood_is_shown_only_if_it_differs() -> None:
    whole = answer(citation(1))
    follow_up = answer(citation(1), question="And he?", standalone_question="And Macron?")

    assert "understood as" not in render_conversation([Turn("Who?", whole)])
    assert "understood as: And Macron?" in render_conversation([Turn("And he?", follow_up)])


def test_dates_and_outlets_are_shown_as_they_were_understood() -> None:
    understood = Understood(UnderstoodKind.DATES, "in March", "1 to 31 <March>", None, None, 1)

    markup = render_conversation([Turn("Who?", answer(citation(1), understood=(understood,)))])

    assert "understood: dates: 1 to 31 &lt;March&gt;" in markup
    assert markup.index("understood: ") < markup.index("gw-answer")


def test_the_verdict_stands_on_each_statement_unless_all_are_verbatim() -> None:
    kinds = (
        (Support.VERBATIM, None, "verbatim"),
        (Support.VERIFIED, None, "checked"),
        (Support.VERBATIM, "In place of another.", "replaced"),
        (Support.UNVERIFIED, None, "unverified"),
    )
    statements = tuple(Statement("Words.", (1,), kind, note=note) for kind, note, _ in kinds)

    mixed = render_conversation([Turn("Who?", answer(citation(1), statements=statements))])
    plain = render_conversation([Turn("Who?", answer(citation(1)))])

    assert re.findall(r'gw-verdict gw-(\w+)"', mixed) == [name for *_, name in kinds]
    assert "could not be confirmed" in mixed
    assert "gw-all-verbatim" not in mixed
    assert "gw-verdict" not in plain
    assert "gw-all-verbatim" in plain


def test_notes_stand_with_their_statement_and_below_the_answer() -> None:
    noted = Statement("Words.", (1,), Support.VERBATIM, note="In place of <another>.")
    given = answer(citation(1), statements=(noted,), notes=("1 of 2 was replaced.",))

    markup = render_conversation([Turn("Who?", given)])

    assert markup.count("gw-note") == 2
    assert "In place of &lt;another&gt;." in markup
    assert markup.index("In place of") < markup.index("1 of 2 was replaced.")


def test_a_draft_is_marked_as_one_and_has_no_markers() -> None:
    markup = render_conversation([Turn("Who?", draft="Nine <b>sail</b> [1]")])

    assert "Draft, not checked yet" in markup
    assert "Nine &lt;b&gt;sail" in markup
    assert "gw-marker" not in markup


def test_before_the_first_question_the_page_says_what_it_is_for() -> None:
    assert "Ask about the articles." in render_conversation([])


def test_nothing_hostile_becomes_markup(hostile: str) -> None:
    known = {"title": hostile, "outlet": hostile, "quote": hostile}
    turns = [
        Turn(hostile, answer(citation(1, hostile, **known), standalone_question=hostile)),
        Turn(hostile, answer(status=Status.INSUFFICIENT, reason=hostile)),
        Turn(hostile, problem=hostile),
    ]

    markup = render_conversation(turns)

    assert not re.search(r"<(script|img)\b", markup)


def test_an_endless_question_is_shown_cut() -> None:
    assert len(render_conversation([Turn("x" * 100_000, problem="too long")])) < 2_000


def test_a_source_that_is_gone_or_never_was_does_not_break_the_reader() -> None:
    turns = [Turn("Who?", answer(citation(1)))]

    assert "changed, or left the index" in read_source(turns, 0, 1)
    for turn, n in ((0, 2), (1, 1), (-1, 1)):
        assert "ask the question again" in read_source(turns, turn, n)


def test_other_outlets_of_a_story_stand_beside_its_source() -> None:
    cited = citation(1, outlet="Reuters", also_in=("Fjord <Post>", "Harbour Times"))
    markup = render_conversation([Turn("Who?", answer(cited, citation(2, "b")))])

    assert "also in Fjord &lt;Post&gt;, Harbour Times" in markup
    assert markup.count("gw-reprints") == 1
    assert "gw-same" not in markup


def test_reprints_cited_side_by_side_are_said_to_be_one_source() -> None:
    given = answer(citation(1, "a"), citation(2, "b"), sources=1)

    markup = render_conversation([Turn("Who?", given)])

    assert "The 2 articles cited count as 1 source" in markup


def test_a_question_turns_nothing_round_and_a_sources_own_marker_is_none() -> None:
    asked = replace(answer(citation(1, quote="Berg agreed [7].")), question="Who\u202e?")
    shown = render_conversation([Turn("Who\u202e?", asked)])

    assert "\u202e" not in re.sub(r'data-copy="[^"]*"', "", shown)
    assert "Berg agreed (7)." in shown
