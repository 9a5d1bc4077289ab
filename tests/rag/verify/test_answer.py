"""Each kind of fault is caught, and a grounded answer has none."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.article import Article
from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    ShortAnswer,
    Statement,
    Status,
    Support,
)
from rag.verify.answer import faults, verified

TEXT = "Ministers met in Oslo. They spoke about grain [1]."
ARTICLE = Article("a", "a.txt", TEXT, published=date(2025, 3, 1))
ARTICLES = {"a": ARTICLE}


def citation(n: int, start: int, end: int) -> Citation:
    return Citation(n, "a.txt", "a", None, None, ARTICLE.published, start, end, TEXT[start:end])


ANSWER = Answer(
    question="Q?",
    standalone_question="Q?",
    status=Status.ANSWERED,
    reason=None,
    text="Ministers met in Oslo. [1]\n\nThey spoke about grain (1). [2]",
    statements=(
        Statement("Ministers met in Oslo.", (1,), Support.VERBATIM),
        Statement("They spoke about grain [1].", (2,), Support.VERBATIM),
    ),
    citations=(citation(1, 0, 22), citation(2, 23, 50)),
    corpus=CorpusSummary(1, ARTICLE.published, ARTICLE.published),
)
FIRST, SECOND = ANSWER.citations
BROKEN = {
    "marker": replace(ANSWER, text=ANSWER.text + " [3]"),
    "text, statements": replace(ANSWER, citations=(FIRST, SECOND, citation(3, 0, 9))),
    "does not quote": replace(ANSWER, citations=(replace(FIRST, start=1), SECOND)),
    "not indexed": replace(ANSWER, citations=(replace(FIRST, article_id="b"), SECOND)),
    "not verbatim": replace(
        ANSWER,
        text=ANSWER.text.replace("Oslo", "Bergen"),
        statements=(
            Statement("Ministers met in Bergen.", (1,), Support.VERBATIM),
            ANSWER.statements[1],
        ),
    ),
    "does not stand": replace(
        ANSWER,
        text=ANSWER.text + " [4]",
        short=ShortAnswer("Oslo", None, (1,)),
        earlier=(ShortAnswer("Bergen", None, (1,)),),
        disagreements=(Disagreement("place", (DisputedValue("Oslo", (1,)),)),),
    ),
    "without a citation": replace(
        ANSWER,
        statements=(*ANSWER.statements, Statement("All is well.", (), Support.UNVERIFIED)),
    ),
}


def test_a_grounded_answer_has_no_faults_though_its_source_holds_a_marker() -> None:
    assert faults(ANSWER, ARTICLES) == []
    assert verified(ANSWER, ARTICLES) is ANSWER


@pytest.mark.parametrize("said", BROKEN)
def test_each_fault_is_named_and_the_answer_is_withheld(said: str) -> None:
    broken = BROKEN[said]

    assert any(said in fault for fault in faults(broken, ARTICLES))
    withheld = verified(broken, ARTICLES)
    assert withheld.status is Status.INSUFFICIENT
    assert withheld.statements == withheld.citations == ()
    assert withheld.short is None
    assert withheld.earlier == withheld.disagreements == ()
    assert faults(withheld, ARTICLES) == []
