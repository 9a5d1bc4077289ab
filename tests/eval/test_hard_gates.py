"""What breaks a hard gate and what does not, with the sentence and its evidence."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.article import Article
from eval.hard_gates import broken, crashed
from eval.outcome import HardGate
from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    Refusal,
    ShortAnswer,
    Speaker,
    Statement,
    Status,
    Support,
)
from rag.compose import quoting, render
from rag.messages import searched, unknown_names

SAID = "Mayor Ingrid Dahl spoke in Narvik."
TEXT = f"{SAID} “Nine ferries will sail in May,” she said. The old ones were sold for €2 million."
ARTICLE = Article("a", "a.txt", TEXT, published=date(2025, 3, 1))
ARTICLES = {"a": ARTICLE}


def cite(n: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(
        n, "a.txt", "a", None, None, ARTICLE.published, start, start + len(quote), quote
    )


FERRIES = cite(1, "“Nine ferries will sail in May,” she said.")
SOLD = cite(2, "The old ones were sold for €2 million.")
BARE = cite(1, "“Nine ferries will sail in May,”")


def answer(*statements: Statement, citations: tuple[Citation, ...] = (FERRIES, SOLD)) -> Answer:
    used = {n for one in statements for n in one.citations}
    kept = tuple(one for one in citations if one.n in used)
    summary = CorpusSummary(1, ARTICLE.published, ARTICLE.published)
    return Answer("Q?", "Q?", Status.ANSWERED, None, render(statements), statements, kept, summary)


HONEST = answer(quoting(FERRIES, ARTICLE), quoting(SOLD, ARTICLE))


def gates(one: Answer) -> list[HardGate]:
    return [found.gate for found in broken(one, ARTICLES)]


def test_an_honest_answer_breaks_nothing() -> None:
    assert HONEST.statements[0].speaker == Speaker("Ingrid Dahl", "Mayor")
    assert broken(HONEST, ARTICLES) == ()


def test_a_bare_quotation_needs_its_speaker_beside_it() -> None:
    named = quoting(BARE, ARTICLE)

    assert named.speaker
    assert gates(answer(named, citations=(BARE,))) == []
    assert gates(answer(replace(named, speaker=None), citations=(BARE,))) == [HardGate.GROUNDED]
    other = replace(named, speaker=Speaker("Jonas Berg"))
    assert gates(answer(other, citations=(BARE,))) == [HardGate.GROUNDED]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ingrid Dahl said ten ferries will sail in May.", "ten"),
        ("Ingrid Dahl said nine ferries will sail in June.", "June"),
        ("Jonas Berg said nine ferries will sail in May.", "Jonas"),
        ("Ingrid Dahl said “nine big ferries will sail”.", "nine big ferries"),
        ("Nine ferries will sail in May.", "as the words of"),
    ],
)
def test_what_is_not_in_the_source_is_named_with_sentence_and_evidence(
    text: str, words: str
) -> None:
    (found,) = broken(answer(Statement(text, (1,), Support.VERIFIED)), ARTICLES)

    assert found.gate is HardGate.GROUNDED
    assert words in found.message
    assert found.statement == text
    assert found.evidence == "[1] “" + FERRIES.quote + "”"
    assert "\n" not in found.message


def test_other_words_and_a_lost_hedge_are_measured_and_break_no_gate() -> None:
    reworded = Statement("The old ones fetched €2 million at a market.", (2,), Support.VERIFIED)

    assert gates(answer(reworded)) == []


def test_a_verbatim_statement_with_another_word_is_broken() -> None:
    said = Statement("The old ones were given for €2 million.", (2,), Support.VERBATIM)

    assert gates(answer(said)) == [HardGate.GROUNDED]
    assert gates(answer(replace(said, support=Support.VERIFIED))) == []


def test_short_facts_and_disputed_values_are_held_to_their_citations() -> None:
    short = replace(HONEST, short=ShortAnswer("ten ferries", None, (1,)))
    values = (DisputedValue("Nine ferries", (1,)), DisputedValue("€3 million", (2,)))
    disputed = replace(HONEST, disagreements=(Disagreement("ferries", values),))

    assert [one.statement for one in broken(short, ARTICLES)] == ["ten ferries"]
    assert [one.statement for one in broken(disputed, ARTICLES)] == ["€3 million"]
    nothing = replace(HONEST, short=ShortAnswer("Nine ferries", None, ()))
    gone = replace(HONEST, earlier=(ShortAnswer("Nine ferries", None, (1, 7)),))
    one_sided = (DisputedValue("Nine ferries", (1,)), DisputedValue("€2 million", ()))
    uncited = replace(HONEST, disagreements=(Disagreement("ferries", one_sided),))
    for bad, said in (
        (nothing, "nothing"),
        (gone, "[7], which there is not"),
        (uncited, "nothing"),
    ):
        (found,) = broken(bad, ARTICLES)
        assert (found.gate, found.message) == (HardGate.MARKERS, f"this cites {said}")
    good = replace(HONEST, short=ShortAnswer("Nine ferries", None, (1,)))
    assert broken(good, ARTICLES) == ()


def test_a_wrong_offset_is_the_quotes_and_nothing_else() -> None:
    shifted = replace(HONEST, citations=(replace(FERRIES, start=FERRIES.start + 1), SOLD))

    (found,) = broken(shifted, ARTICLES)

    assert found.gate is HardGate.QUOTES
    assert found.statement == HONEST.statements[0].text
    assert found.evidence == FERRIES.quote


@pytest.mark.parametrize(
    "text",
    [
        f"{HONEST.text} [3]",
        HONEST.text.replace("[2]", "[1]"),
        f"{HONEST.text} And more.",
        f"Here is what I know.\n\n{HONEST.text}",
    ],
)
def test_text_statements_and_citations_hold_the_same(text: str) -> None:
    assert set(gates(replace(HONEST, text=text))) == {HardGate.MARKERS}


def test_a_marker_without_a_citation_is_told_with_its_statement() -> None:
    (found,) = broken(replace(HONEST, citations=(FERRIES,)), ARTICLES)

    assert (found.gate, found.statement) == (HardGate.MARKERS, SOLD.quote)


def test_names_at_the_ends_of_lines_are_no_names_in_one() -> None:
    text = "See also Deborah Price\n\nAvenue Kitchen, which Price of Bergen Avenue opened."
    article = Article("p", "p.txt", text)
    whole = Citation(1, "p.txt", "p", None, None, None, 0, len(text), text)
    said = quoting(whole, article)

    assert "Price Avenue" in said.text
    assert broken(answer(said, citations=(whole,)), {"p": article}) == ()


def test_the_text_shows_the_statements_that_were_checked() -> None:
    instead, beside = broken(replace(HONEST, text=HONEST.text.replace("Nine", "Ten")), ARTICLES)

    assert instead.gate is beside.gate is HardGate.GROUNDED
    assert instead.statement == HONEST.statements[0].text
    assert "'Ten'" in beside.message
    assert gates(replace(HONEST, text=HONEST.text.replace("sold", "given"))) == [HardGate.GROUNDED]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"**47 ferries** [1]\n\n{HONEST.text}", "47"),
        (f"{HONEST.text} Jonas Berg bought them for €2 million. [2]", "Jonas"),
        (f"{HONEST.text} In all, 30 were sold. [2]", "30"),
    ],
)
def test_what_the_text_says_beside_its_statements_is_held_to_its_markers(
    text: str, words: str
) -> None:
    (found,) = broken(replace(HONEST, text=text), ARTICLES)

    assert found.gate is HardGate.GROUNDED
    assert words in found.message


def test_the_text_may_tell_outlet_and_date_of_what_it_cites() -> None:
    outlet = tuple(replace(one, outlet="Coast Daily") for one in HONEST.citations)
    text = f"As Coast Daily had it on 1 March 2025 [2]\n\n{HONEST.text}"

    assert broken(replace(HONEST, text=text, citations=outlet), ARTICLES) == ()


def test_a_citation_names_the_file_of_its_article_and_has_a_number_of_its_own() -> None:
    other = replace(HONEST, citations=(replace(FERRIES, file="b.txt"), SOLD))
    twice = replace(HONEST, citations=(FERRIES, SOLD, SOLD))
    backwards = replace(FERRIES, start=FERRIES.start - len(TEXT), end=FERRIES.end - len(TEXT))

    assert gates(other) == [HardGate.QUOTES]
    assert gates(twice) == [HardGate.MARKERS]
    assert gates(replace(HONEST, citations=(backwards, SOLD))) == [HardGate.QUOTES]


def test_what_never_refuses_may_say_that_the_corpus_does_not_say() -> None:
    text = f"The corpus does not say.\n\nNearest to it: {HONEST.text}"

    assert gates(replace(HONEST, text=text)) == []


def test_markers_may_stand_before_a_full_stop_and_in_bold() -> None:
    assert gates(replace(HONEST, text=f"{HONEST.text}.")) == []
    assert gates(replace(HONEST, text=f"**Nine ferries [1]**\n\n{HONEST.text}")) == []


def test_a_refusal_may_say_so_without_a_marker_but_not_withhold() -> None:
    refused = replace(
        HONEST,
        status=Status.INSUFFICIENT,
        refusal=Refusal.NOT_SAID,
        text=f"The corpus does not say.\n\n{HONEST.text}",
    )

    assert gates(refused) == []
    assert gates(replace(refused, refusal=Refusal.NOT_QUOTABLE)) == [HardGate.QUOTES]


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("{said}\n\nNearest to it: {text}", None),
        ("{said} Everybody knows that.\n\nNearest to it: {text}", HardGate.MARKERS),
        ("{said} It was 47 ferries. [1]\n\nNearest to it: {text}", HardGate.GROUNDED),
        ("{said}\n\nJonas Berg bought 47. [2]\n\nNearest to it: {text}", HardGate.GROUNDED),
        ("{said}\n\n{text} Everybody knows that.", HardGate.MARKERS),
    ],
)
@pytest.mark.parametrize("status", Status)
def test_what_a_refusal_says_beside_itself_is_checked(
    text: str, gate: HardGate | None, status: Status
) -> None:
    why = unknown_names(["Lofoten"])
    shown = text.format(said=f"The corpus does not say. {why}", text=HONEST.text)
    reason = f"{why} {searched(HONEST.corpus)}"
    refused = replace(HONEST, status=status, refusal=Refusal.NOT_MENTIONED, reason=reason)

    assert gates(replace(refused, text=shown)) == ([gate] if gate else [])


def test_a_crash_is_one_line() -> None:
    assert crashed(ValueError("two\nlines")).message == "ValueError: two lines"
    assert crashed(KeyError()).message == "KeyError()"
    assert crashed(KeyError()).gate is HardGate.CRASH
