"""The check that every answer passes before anybody sees it."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.article import Article
from rag import messages
from rag.answer import Answer, Citation, Refusal, Statement, Status, Support
from rag.markers import MARKER

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with how an answer stands to what it cites."""

    message: str
    """One line."""
    statement: Statement | None = None
    """The statement at fault; None where it is the answer or a citation."""
    citation: Citation | None = None
    """The citation at fault, if it is one."""


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
        short=None,
        earlier=(),
        disagreements=(),
    )


def faults(answer: Answer, articles: Mapping[str, Article]) -> list[str]:
    """Return what is wrong with the answer's grounding, one line a fault; empty if nothing is.

    Checked: markers in text, statements and citations are the same; each quote equals its
    source, character for character; each verbatim statement is what it cites, but for white space.
    """
    found = [*marker_flaws(answer), *quote_flaws(answer, articles), *verbatim_flaws(answer)]
    return [flaw.message for flaw in found]


def marker_flaws(answer: Answer) -> Iterator[Flaw]:
    """Yield a flaw for each marker that is not in text, statements and citations alike.

    And for each that two citations have, and each statement without one.
    """
    in_text = {int(number) for number in MARKER.findall(answer.text)}
    in_statements = {n for statement in answer.statements for n in statement.citations}
    in_citations = {citation.n for citation in answer.citations}
    for n in sorted(in_text | in_statements | in_citations):
        if not (n in in_text and n in in_statements and n in in_citations):
            found = f"marker [{n}] does not stand in text, statements and citations alike"
            yield Flaw(found, next((s for s in answer.statements if n in s.citations), None))
    numbers = Counter(citation.n for citation in answer.citations)
    for n in sorted(n for n, times in numbers.items() if times > 1):
        yield Flaw(f"marker [{n}] stands for {numbers[n]} citations")
    for one in answer.statements:
        if not one.citations:
            yield Flaw(f"statement without a citation: {one.text!r}", one)


def quote_flaws(answer: Answer, articles: Mapping[str, Article]) -> Iterator[Flaw]:
    """Yield a flaw for each citation whose quote is not its article's text at the offsets given."""
    for citation in answer.citations:
        if citation.article_id not in articles:
            found = f"cites article {citation.article_id!r}, which is not indexed"
            yield Flaw(f"[{citation.n}] {found}", citation=citation)
        elif citation.file != articles[citation.article_id].file:
            found = f"names {citation.file} for an article of {articles[citation.article_id].file}"
            yield Flaw(f"[{citation.n}] {found}", citation=citation)
        elif not is_exact(citation, articles):
            found = f"does not quote {citation.file} at its offsets"
            yield Flaw(f"[{citation.n}] {found}", citation=citation)


def verbatim_flaws(answer: Answer) -> Iterator[Flaw]:
    """Yield a flaw for each verbatim statement that is not word for word in what it cites."""
    quotes = {citation.n: folded(citation.quote) for citation in answer.citations}
    for one in answer.statements:
        held = any(folded(one.text) in quotes.get(n, "") for n in one.citations)
        if one.support is Support.VERBATIM and not held:
            yield Flaw(f"statement is not verbatim in what it cites: {one.text!r}", one)


def is_exact(citation: Citation, articles: Mapping[str, Article]) -> bool:
    """Return whether the quote is the text of its article between the offsets, and not empty."""
    article = articles.get(citation.article_id)
    if article is None or article.file != citation.file or citation.start < 0:
        return False
    return bool(citation.quote) and article.text[citation.start : citation.end] == citation.quote


def folded(text: str) -> str:
    """Return `text` with each run of white space as one space."""
    return " ".join(text.split())
