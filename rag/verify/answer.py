"""The check that every answer passes before anybody sees it."""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.article import Article
from rag import messages
from rag.answer import Answer, Refusal, Statement, Status, Support

_LOG = logging.getLogger(__name__)
_MARKER = re.compile(r"\[(\d+)\]")


def verified(answer: Answer, articles: Mapping[str, Article]) -> Answer:
    """Return `answer` if it is grounded, else one that says that it was withheld."""
    found = faults(answer, articles)
    if not found:
        return answer
    _LOG.error("answer withheld: %s", "; ".join(found))
    return replace(
        answer,
        status=Status.INSUFFICIENT,
        refusal=Refusal.NOT_QUOTABLE,
        reason=messages.NOT_QUOTABLE,
        text=f"{messages.THE_CORPUS_DOES_NOT_SAY} {messages.NOT_QUOTABLE}",
        statements=(),
        citations=(),
    )


def faults(answer: Answer, articles: Mapping[str, Article]) -> list[str]:
    """Return what is wrong with the answer's grounding, one line a fault; empty if nothing is.

    Checked: markers in text, statements and citations are the same; each quote equals its
    source, character for character; each verbatim statement is what it cites, but for white space.
    """
    return [*_marker_faults(answer), *_quote_faults(answer, articles), *_verbatim_faults(answer)]


def _marker_faults(answer: Answer) -> list[str]:
    in_text = {int(number) for number in _MARKER.findall(answer.text)}
    in_statements = {n for statement in answer.statements for n in statement.citations}
    in_citations = {citation.n for citation in answer.citations}
    found = [
        f"marker [{n}] does not stand in text, statements and citations alike"
        for n in sorted(in_text | in_statements | in_citations)
        if not (n in in_text and n in in_statements and n in in_citations)
    ]
    found += [
        f"statement without a citation: {s.text!r}" for s in answer.statements if not s.citations
    ]
    return found


def _quote_faults(answer: Answer, articles: Mapping[str, Article]) -> list[str]:
    found = []
    for citation in answer.citations:
        article = articles.get(citation.article_id)
        if article is None:
            found.append(
                f"[{citation.n}] cites article {citation.article_id!r}, which is not indexed"
            )
        elif article.text[citation.start : citation.end] != citation.quote or not citation.quote:
            found.append(f"[{citation.n}] does not quote {citation.file} at its offsets")
    return found


def _verbatim_faults(answer: Answer) -> list[str]:
    quotes = {citation.n: _folded(citation.quote) for citation in answer.citations}
    return [
        f"statement is not verbatim in what it cites: {statement.text!r}"
        for statement in answer.statements
        if statement.support is Support.VERBATIM and not _stands_in(statement, quotes)
    ]


def _stands_in(statement: Statement, quotes: Mapping[int, str]) -> bool:
    return any(_folded(statement.text) in quotes.get(n, "") for n in statement.citations)


def _folded(text: str) -> str:
    return " ".join(text.split())
