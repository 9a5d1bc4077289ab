"""Answers made wrong on purpose, each in one way: what the gates are tried with.

Everything else of an answer is kept, so that what catches it is the gate meant for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpus.article import Article
from rag import messages
from rag.answer import Answer, Citation, Refusal, Speaker, Statement, Status
from rag.compose import quoting, render
from rag.reading import sentences_of

Articles = Mapping[str, Article]

_NUMBER = re.compile(r"\b\d[\d,]*\b(?!\])")
_QUOTATION = re.compile(r"[“\"][^”\"]+[”\"]")


def citing_another_article(answer: Answer, articles: Articles) -> Answer:
    """Point every citation at a sentence that has nothing to do with it, as exact as before."""
    others = (_elsewhere(one.n, answer, articles) for one in answer.citations)
    return replace(answer, citations=tuple(others))


def citing_needlessly(answer: Answer, articles: Articles) -> Answer:
    """Have each statement cite, beside what it did, a sentence that has nothing to do with it."""
    if not answer.statements:
        return answer
    more = _elsewhere(len(answer.citations) + 1, answer, articles)
    said = [replace(s, citations=(*s.citations, more.n)) for s in answer.statements]
    return _with(answer, said, citations=(*answer.citations, more))


def altering_quotes(answer: Answer, _: Articles) -> Answer:
    """Change what every citation quotes by one character."""
    return replace(
        answer, citations=tuple(replace(c, quote=f"{c.quote[:-1]}!") for c in answer.citations)
    )


def dropping_speakers(answer: Answer, _: Articles) -> Answer:
    """Give the bare words where somebody is quoted."""
    return _with(answer, [_bare(one) for one in answer.statements])


def naming_another_speaker(answer: Answer, _: Articles) -> Answer:
    """Give what somebody says as the words of somebody else."""
    other = Speaker("Friedrich Merz")
    return _with(
        answer, [replace(_bare(s), speaker=s.speaker and other) for s in answer.statements]
    )


def inventing_numbers(answer: Answer, _: Articles) -> Answer:
    """Put another number in the place of each."""
    said = [replace(one, text=_NUMBER.sub("47", one.text)) for one in answer.statements]
    return _with(answer, said)


def refusing(answer: Answer, _: Articles) -> Answer:
    """Say that the corpus does not say."""
    return _refused(answer, answer.refusal or Refusal.NOT_SAID)


def withholding(answer: Answer, _: Articles) -> Answer:
    """Say that what was found did not pass the check against its sources."""
    return _refused(answer, Refusal.NOT_QUOTABLE)


def answering_anyway(answer: Answer, _: Articles) -> Answer:
    """Give what is nearest for an answer."""
    changed = replace(answer, status=Status.ANSWERED, refusal=None, reason=None)
    return answer if answer.status is Status.ANSWERED else _with(changed, answer.statements)


def refusing_for_another_reason(answer: Answer, _: Articles) -> Answer:
    """Say that the question is unclear, whatever keeps it from being answered."""
    return replace(answer, refusal=Refusal.UNCLEAR) if answer.refusal else answer


def picking_one_side(answer: Answer, _: Articles) -> Answer:
    """Leave out all that sources hold against the first statement, where they disagree."""
    if not answer.disagreements:
        return answer
    return _with(replace(answer, disagreements=()), answer.statements[:1])


def answering_beside_the_point(answer: Answer, articles: Articles) -> Answer:
    """Quote exactly what has nothing to do with the question."""
    if answer.status is Status.INSUFFICIENT:
        return answer
    other = _elsewhere(1, answer, articles)
    said = quoting(other, articles[other.article_id])
    return _with(replace(answer, disagreements=()), [said], citations=(other,))


def rambling(answer: Answer, _: Articles) -> Answer:
    """Say everything ten times over."""
    return _with(answer, answer.statements * 10)


def marking_what_is_not_cited(answer: Answer, _: Articles) -> Answer:
    """End on a marker that belongs to no citation."""
    return replace(answer, text=f"{answer.text} [{len(answer.citations) + 1}]")


def adding_of_its_own(answer: Answer, _: Articles) -> Answer:
    """End on a sentence that cites nothing."""
    return replace(answer, text=f"{answer.text} Everybody knows that.")


def rewording_the_text(answer: Answer, _: Articles) -> Answer:
    """Put another number in the place of each in the text, but not in the statements."""
    return replace(answer, text=_NUMBER.sub("47", answer.text))


def beginning_with_its_own(answer: Answer, _: Articles) -> Answer:
    """Put a number above an answer that nothing says, with the first marker."""
    given = answer.status is Status.ANSWERED
    return replace(answer, text=f"**47 of them** [1]\n\n{answer.text}") if given else answer


def spending_tokens(answer: Answer, _: Articles) -> Answer:
    """Take ten times the tokens."""
    return replace(answer, tokens=10 * (answer.tokens or 1000))


def _with(answer: Answer, statements: Sequence[Statement], **changes: Any) -> Answer:  # noqa: ANN401
    """Return `answer` with these statements and the text and citations they have.

    What stands above them goes, but not what sources disagree on.
    """
    used = {n for one in statements for n in one.citations}
    kept = tuple(one for one in answer.citations if one.n in used)
    text = render(statements) or answer.text
    given = {"text": text, "statements": tuple(statements), "citations": kept, "short": None}
    return replace(answer, **{**given, "earlier": (), **changes})


def _refused(answer: Answer, kind: Refusal) -> Answer:
    said = f"{messages.THE_CORPUS_DOES_NOT_SAY} {messages.TOO_WEAK}"
    return _with(
        replace(answer, status=Status.INSUFFICIENT, refusal=kind, disagreements=()),
        answer.statements,
        reason=messages.TOO_WEAK,
        text=f"{said}\n\n{messages.NEAREST} {render(answer.statements)}",
    )


def _bare(statement: Statement) -> Statement:
    quoted = _QUOTATION.search(statement.text) if statement.speaker else None
    return replace(statement, text=quoted[0] if quoted else statement.text, speaker=None)


def _elsewhere(n: int, answer: Answer, articles: Articles) -> Citation:
    """Return an exact citation of the last sentence of the first article that is not cited."""
    cited = {one.article_id for one in answer.citations}
    article = next(one for id, one in articles.items() if id not in cited)
    last = sentences_of(article)[-1]
    quote = article.text[last.start : last.end]
    return Citation(n, article.file, article.id, None, None, None, last.start, last.end, quote)
