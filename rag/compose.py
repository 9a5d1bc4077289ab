"""From chosen evidence to an answer with numbered citations."""

from collections.abc import Iterable, Sequence

from corpus.article import Article
from rag import messages
from rag.answer import Answer, Citation, CorpusSummary, Statement, Status, Support
from rag.disagreement import Dispute
from rag.evidence import Evidence, overlap
from rag.headline import Headline, Numbers, headline
from rag.markers import as_text, count_words
from rag.request import Request
from rag.selection import WORDS
from rag.speakers import unnamed_speaker
from rag.sufficiency import Judgement


def compose(
    request: Request,
    evidence: Sequence[Evidence],
    judgement: Judgement,
    corpus: CorpusSummary,
    disputes: Sequence[Dispute] = (),
    words: int = WORDS,
) -> Answer:
    """Return the answer to `request` that states each piece of `evidence`.

    If the judgement is that there is no answer, `evidence` is the nearest that the corpus says.
    Each value of the `disputes` is in it. Where `words` are too few for the short fact at the head,
    the last piece is left out for it, or else the short fact.
    """
    reason = judgement.reason
    head, citations, statements = Headline(), *_stated(evidence)
    if not reason:
        head, citations, statements = _led(request.whole, evidence, disputes, words)
    said = render(statements)
    return Answer(
        question=request.question,
        standalone_question=request.whole,
        status=Status.INSUFFICIENT if reason else Status.ANSWERED,
        reason=f"{reason} {messages.searched(corpus)}" if reason else None,
        text=_refusal(reason, statements) if reason else f"{head.text}\n\n{said}".strip(),
        statements=statements,
        citations=citations,
        corpus=corpus,
        confidence=round(judgement.confidence, 4),
        refusal=judgement.refusal,
        short=head.short,
        earlier=head.earlier,
        disagreements=head.disagreements,
    )


def _led(
    question: str, evidence: Sequence[Evidence], disputes: Sequence[Dispute], words: int
) -> tuple[Headline, tuple[Citation, ...], tuple[Statement, ...]]:
    """Return the head and what follows it, without the last of that where `words` are too few.

    A disagreement is shown whole, however long; another head gives way to the best evidence.
    """
    for shown in (evidence, evidence[:-1]):
        head = headline(question, shown, disputes, _numbers(shown))
        citations, statements = _stated(shown)
        fits = count_words(f"{head.text} {render(statements)}") <= words
        if statements and (fits or head.disagreements):
            return head, citations, statements
    return Headline(), *_stated(evidence)


def _stated(evidence: Sequence[Evidence]) -> tuple[tuple[Citation, ...], tuple[Statement, ...]]:
    citations = tuple(cite(number, piece) for number, piece in enumerate(evidence, start=1))
    statements = tuple(
        quoting(citation, piece.article)
        for citation, piece in zip(citations, evidence, strict=True)
    )
    return citations, statements


def _numbers(shown: Sequence[Evidence]) -> Numbers:
    def numbers(pieces: Sequence[Evidence]) -> tuple[int, ...]:
        return tuple(
            n
            for n, other in enumerate(shown, start=1)
            if any(overlap(piece, other) for piece in pieces)
        )

    return numbers


def _refusal(reason: str, nearest: Sequence[Statement]) -> str:
    said = f"{messages.THE_CORPUS_DOES_NOT_SAY} {reason}"
    return f"{said}\n\n{messages.NEAREST} {render(nearest)}" if nearest else said


def render(statements: Sequence[Statement]) -> str:
    """Return the statements as paragraphs, each followed by its speaker and its markers.

    A source's own "[7]" becomes "(7)" here, so that every [n] in the text is one of ours.
    """
    return "\n\n".join(map(_paragraph, statements))


def _paragraph(statement: Statement) -> str:
    words = statement.text
    if statement.speaker:
        words += f" {messages.said_by(statement.speaker)}"
    return as_text(words) + " " + "".join(f"[{n}]" for n in statement.citations)


def summarise(articles: Iterable[Article], undated_left_out: int = 0) -> CorpusSummary:
    """Return how many articles there are and the span of their dates.

    `undated_left_out` of them were left out by filters, since they have no date.
    """
    listed = list(articles)
    days = [article.published for article in listed if article.published]
    oldest, newest = min(days, default=None), max(days, default=None)
    return CorpusSummary(len(listed), oldest, newest, undated_left_out)


def quoting(citation: Citation, article: Article) -> Statement:
    """Return the statement that says what `citation` of `article` says, word for word."""
    return Statement(
        text=" ".join(citation.quote.split()),
        citations=(citation.n,),
        support=Support.VERBATIM,
        speaker=unnamed_speaker(article, citation.start, citation.end),
    )


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
        news=None if article.published else evidence.news,
    )
