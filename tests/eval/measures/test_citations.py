"""Citation recall and precision, worked out by hand as ALCE does, and what always holds of them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from eval.cases import Turn
from eval.measure import Answered
from eval.measures.citations import MEASURES
from rag.answer import Answer, Citation, CorpusSummary, Speaker, Statement, Status, Support
from rag.compose import render

SENTENCES = (
    "Nine ferries will sail to Bergen in March.",
    "Oslo sold seven old trams to Poland.",
    "The harbour of Narvik opens two quays.",
    "“We need more boats,” said Mayor Ingrid Dahl.",
    "The choir sang in the old church all night.",
)
ARTICLE = Article("a", "a.txt", " ".join(SENTENCES))
BOTH = "Nine ferries will sail to Bergen in March, and Oslo sold seven old trams to Poland."


def citation(n: int) -> Citation:
    """Return the citation of the sentence with that number."""
    quote = SENTENCES[n - 1]
    start = ARTICLE.text.index(quote)
    return Citation(n, "a.txt", "a", None, None, None, start, start + len(quote), quote)


def said(text: str, *cited: int, speaker: str | None = None) -> Statement:
    return Statement(text, cited, Support.VERIFIED, Speaker(speaker) if speaker else None)


def answered(*statements: Statement) -> Answered:
    used = sorted({n for one in statements for n in one.citations})
    answer = Answer(
        "Q?",
        "Q?",
        Status.ANSWERED,
        None,
        render(statements),
        statements,
        tuple(citation(n) for n in used),
        CorpusSummary(1, None, None),
    )
    return Answered(Turn(question="Q?"), answer, {"a": ARTICLE}, (), 1.0, None)


def scores(given: Answered) -> dict[str, float | None]:
    return {measure.name: measure.score(given) for measure in MEASURES}


def test_recall_and_precision_of_an_answer_worked_out_by_hand() -> None:
    # Three statements: the first needs both of its citations, the second has one that it does not
    # need, the third cites what does not carry it. Recall 2/3. Of five citations the first two
    # count, of the second statement's two one does, and none of the third's: precision 3/5.
    given = answered(
        said(BOTH, 1, 2),
        said("The harbour of Narvik opens two quays.", 3, 5),
        said("Oslo sold seven old trams to Poland.", 5),
    )

    found = scores(given)

    assert found["citation_recall"] == pytest.approx(2 / 3)
    assert found["citation_precision"] == pytest.approx(3 / 5)
    assert found["groundedness"] == 1  # all of it is in what the answer cites somewhere
    assert found["quote_exact"] == 1
    assert found["attribution_kept"] is None


def test_a_citation_without_need_counts_if_it_carries_the_statement_alone() -> None:
    twice = Article("a", "a.txt", f"{ARTICLE.text} Nine ferries will sail to Bergen in March, too.")
    given = answered(said("Nine ferries will sail to Bergen in March.", 1))
    start = twice.text.rindex("Nine")
    other = replace(citation(1), n=2, start=start, end=len(twice.text), quote=twice.text[start:])
    statement = replace(given.answer.statements[0], citations=(1, 2))
    answer = replace(
        given.answer, statements=(statement,), citations=(*given.answer.citations, other)
    )

    found = scores(replace(given, answer=answer, articles={"a": twice}))

    assert found["citation_precision"] == 1


def test_nothing_stated_is_unscored_and_not_nothing() -> None:
    assert set(scores(answered()).values()) == {None}


def test_a_statement_without_a_citation_has_no_recall() -> None:
    found = scores(answered(said(SENTENCES[0], 1), said(SENTENCES[1])))

    assert (found["citation_recall"], found["citation_precision"]) == (0.5, 1)
    assert found["groundedness"] == 0.5


def test_what_is_not_quoted_exactly_carries_nothing() -> None:
    given = answered(said(SENTENCES[0], 1), said(SENTENCES[1], 2))
    first, second = given.answer.citations
    altered = replace(given.answer, citations=(first, replace(second, quote=second.quote + "!")))

    found = scores(replace(given, answer=altered))

    assert found["quote_exact"] == 0.5
    assert found["citation_recall"] == found["citation_precision"] == 0.5


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        (said("“We need more boats,” said Mayor Ingrid Dahl.", 4), 1),
        (said("“We need more boats.”", 4, speaker="Ingrid Dahl"), 1),
        (said("“We need more boats.”", 4), 0),
        (said("“We need more boats.”", 4, speaker="Jonas Berg"), 0),
        (said("The harbour of Narvik opens two quays.", 3), None),
        (said("The harbour of Narvik opens two quays.", 3, 4), None),
    ],
)
def test_words_of_somebody_keep_their_speaker(statement: Statement, kept: float | None) -> None:
    assert scores(answered(statement))["attribution_kept"] == kept


NUMBERS = st.lists(st.sampled_from([1, 2, 3, 5]), unique=True, max_size=4)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 5]), NUMBERS), min_size=1, max_size=4))
def test_scores_lie_between_0_and_1_and_do_not_depend_on_the_order(
    drawn: Sequence[tuple[int, list[int]]],
) -> None:
    statements = [said(SENTENCES[n - 1], *cited) for n, cited in drawn]
    turned = [replace(s, citations=tuple(reversed(s.citations))) for s in reversed(statements)]

    found = scores(answered(*statements))

    assert all(value is None or 0 <= value <= 1 for value in found.values())
    assert scores(answered(*turned)) == pytest.approx(found)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 5]), NUMBERS), min_size=1, max_size=4))
def test_adding_a_right_citation_never_lowers_recall(
    drawn: Sequence[tuple[int, list[int]]],
) -> None:
    before = [said(SENTENCES[n - 1], *cited) for n, cited in drawn]
    (right, cited), *_ = drawn
    after = [said(SENTENCES[right - 1], *dict.fromkeys((*cited, right))), *before[1:]]

    was, now = scores(answered(*before)), scores(answered(*after))

    for name in ("citation_recall", "groundedness"):
        assert (now[name] or 0) >= (was[name] or 0)
