"""Answers and exchanges that the tests of kept conversations share."""

from datetime import date
from typing import Any

from rag.answer import Answer, Citation, CorpusSummary, Statement, Status, Support
from ui.kept.records import Exchange

ADA, BEA = "ada", "bea"  # owners
QUOTE = "Nine ferries sail."


def citation(n: int = 1, quote: str = QUOTE, article: str = "a") -> Citation:
    return Citation(
        n, f"{article}.txt", article, "Ferries", "Fjord Post", date(2025, 9, 4),
        0, len(quote), quote,
    )  # fmt: skip


def answer(question: str = "How many sail?", **changed: Any) -> Answer:  # noqa: ANN401
    fields = {
        "question": question,
        "standalone_question": question,
        "status": Status.ANSWERED,
        "reason": None,
        "text": f"{QUOTE} [1]",
        "statements": (Statement(QUOTE, (1,), Support.VERBATIM),),
        "citations": (citation(),),
        "corpus": CorpusSummary(2, date(2025, 3, 27), date(2025, 9, 5)),
    }
    return Answer(**(fields | changed))


def exchange(question: str = "How many sail?", **changed: Any) -> Exchange:  # noqa: ANN401
    return Exchange(question, answer(question, **changed))
