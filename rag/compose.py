"""From chosen evidence to an answer with numbered citations."""

from collections.abc import Iterable, Sequence

from corpus.article import Article
from rag import messages
from rag.answer import Answer, Citation, CorpusSummary, Statement, Status, Support
from rag.evidence import Evidence
from rag.markers import as_text


def compose(
    question: str,
    standalone_question: str,
    evidence: Sequence[Evidence],
    reason: str | None,
    corpus: CorpusSummary,
) -> Answer:
    """Return the answer that states each piece of `evidence`, or that there is none.

    `reason` is None exactly if there is evidence to show.
    """
    citations = tuple(cite(number, piece) for number, piece in enumerate(evidence, start=1))
    statements = tuple(quoting(citation) for citation in citations)
    return Answer(
        question=question,
        standalone_question=standalone_question,
        status=Status.INSUFFICIENT if reason else Status.ANSWERED,
        reason=f"{reason} {messages.searched(corpus)}" if reason else None,
        text=render(statements) or f"{messages.THE_CORPUS_DOES_NOT_SAY} {reason}",
        statements=statements,
        citations=citations,
        corpus=corpus,
    )


def render(statements: Sequence[Statement]) -> str:
    """Return the statements as paragraphs, each followed by its markers.

    A source's own "[7]" becomes "(7)" here, so that every [n] in the text is one of ours.
    """
    return "\n\n".join(
        as_text(statement.text) + " " + "".join(f"[{n}]" for n in statement.citations)
        for statement in statements
    )


def summarise(articles: Iterable[Article], undated_left_out: int = 0) -> CorpusSummary:
    """Return how many articles there are and the span of their dates.

    `undated_left_out` of them were left out by filters, since they have no date.
    """
    listed = list(articles)
    days = [article.published for article in listed if article.published]
    oldest, newest = min(days, default=None), max(days, default=None)
    return CorpusSummary(len(listed), oldest, newest, undated_left_out)


def quoting(citation: Citation) -> Statement:
    """Return the statement that says what `citation` says, word for word."""
    return Statement(" ".join(citation.quote.split()), (citation.n,), Support.VERBATIM)


def cite(number: int, evidence: Evidence) -> Citation:
    """Return the citation of `evidence` with the marker `number`."""
    article = evidence.article
    return Citation(
        n=number,
        file=article.file,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
    )
