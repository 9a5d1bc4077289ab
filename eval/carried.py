"""Whether statements follow from what they cite, by the check that answers pass before they go out.

It stands where others have a language model for inference, or a judge.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.article import Article
from rag.answer import Answer, Speaker, Statement
from rag.drafting.sources import beside_context
from rag.verify.answer import is_exact
from rag.verify.fault import Cited, Fault
from rag.verify.statement import check

Evidence = dict[int, Cited]
"""What the citations of an answer hold, by marker."""


def evidence_of(answer: Answer, articles: Mapping[str, Article]) -> Evidence:
    """Return what is cited, by marker; a citation that is not exact holds nothing."""
    return {
        citation.n: beside_context(citation, articles[citation.article_id])
        for citation in answer.citations
        if is_exact(citation, articles)
    }


def cited_by(statement: Statement, evidence: Evidence) -> tuple[Cited, ...]:
    """Return what the statement cites, as far as it is there."""
    return tuple(evidence[n] for n in dict.fromkeys(statement.citations) if n in evidence)


def carries(cited: Iterable[Cited], statement: Statement) -> bool:
    """Return whether the check passes `statement` against one of `cited`, or all of it together."""
    return any(not faults for faults in attempts(statement.text, statement.speaker, tuple(cited)))


def attempts(
    text: str, speaker: Speaker | None, cited: tuple[Cited, ...]
) -> list[tuple[Fault, ...]]:
    """Return what the check finds in `text` against each of `cited` alone, and against all."""
    together = [cited] if len(cited) > 1 else []
    return [_faults(text, speaker, some) for some in [*((one,) for one in cited), *together]]


@lru_cache(maxsize=4096)
def _faults(text: str, speaker: Speaker | None, cited: tuple[Cited, ...]) -> tuple[Fault, ...]:
    return tuple(check(text, cited, speaker=speaker))
