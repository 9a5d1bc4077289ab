"""How the statements of an answer stand to what they cite, whatever the case expects.

Those of a refused answer are the nearest that the corpus says, and are scored like any other.
"""

from eval.carried import Evidence, carries, cited_by, evidence_of
from eval.measure import Answered, Measure, share
from rag.answer import Statement
from rag.speakers import speaker_of
from rag.verify.answer import is_exact
from rag.verify.fault import Cited
from rag.verify.names import TITLES
from rag.verify.support import THRESHOLD, support
from rag.verify.tokens import tokens


def citation_recall(answered: Answered) -> float | None:
    """Return the share of statements that what they cite carries."""
    evidence = _evidence(answered)
    return share(_is_carried(one, evidence) for one in answered.answer.statements)


def citation_precision(answered: Answered) -> float | None:
    """Return the share of citations that their statement needs, and that it follows from."""
    evidence = _evidence(answered)
    return share(
        _is_precise(n, one, evidence)
        for one in answered.answer.statements
        for n in dict.fromkeys(one.citations)
    )


def groundedness(answered: Answered) -> float | None:
    """Return the share of statements that follow from anything that the answer cites."""
    everything = tuple(_evidence(answered).values())
    return share(carries(everything, one) for one in answered.answer.statements)


def quote_exact(answered: Answered) -> float | None:
    """Return the share of citations whose quote is their article's text."""
    return share(is_exact(one, answered.articles) for one in answered.answer.citations)


def attribution_kept(answered: Answered) -> float | None:
    """Return the share of the statements that are somebody's words which name that one."""
    return share(
        any(_is_named(speaker, one) for speaker in speakers)
        for one in answered.answer.statements
        if (speakers := _speakers(one, answered))
    )


def _evidence(answered: Answered) -> Evidence:
    return evidence_of(answered.answer, answered.articles)


def _is_carried(statement: Statement, evidence: Evidence) -> bool:
    return carries(cited_by(statement, evidence), statement)


def _is_precise(n: int, statement: Statement, evidence: Evidence) -> bool:
    if n not in evidence or not _is_carried(statement, evidence):
        return False
    if carries([evidence[n]], statement):
        return True
    others = {other: evidence[other] for other in evidence if other != n}
    return not _is_carried(statement, others)


def _speakers(statement: Statement, answered: Answered) -> list[str]:
    """Return who says the statement in what it cites, as far as the articles tell."""
    found = [
        speaker_of(answered.articles[one.article_id], one.start, one.end)
        for one in answered.answer.citations
        if one.n in statement.citations
        and is_exact(one, answered.articles)
        and support(statement.text, [Cited(one.quote)]) >= THRESHOLD
    ]
    return [speaker.name for speaker in found if speaker]


def _is_named(speaker: str, statement: Statement) -> bool:
    beside = statement.speaker.name if statement.speaker else ""
    said = {token.key for token in tokens(f"{statement.text}\n{beside}")}
    words = {token.key for token in tokens(speaker) if token.is_content}
    return bool(said & (words - TITLES or words))


_CHECK = "our deterministic check (`rag/verify/statement.py`) in the place of the NLI model"
_UNSCORED = "Unscored where nothing is stated or cited."

MEASURES = (
    Measure(
        "citation_recall",
        "high",
        citation_recall,
        "Statements that what they cite carries / statements, as ALCE defines citation recall (Gao "
        f"et al. 2023), with {_CHECK}: one citation passes it, or all of the statement together. "
        f"A citation that is not exact carries nothing. {_UNSCORED}",
    ),
    Measure(
        "citation_precision",
        "high",
        citation_precision,
        "Citations that count / citations, as ALCE defines citation precision (Gao et al. 2023), "
        f"with {_CHECK}. A citation counts if its statement is carried, and it carries the "
        f"statement alone or the others do not without it. {_UNSCORED}",
    ),
    Measure(
        "groundedness",
        "high",
        groundedness,
        "Statements that the check passes against anything that the answer cites, one citation or "
        f"all together / statements. {_UNSCORED}",
    ),
    Measure(
        "quote_exact",
        "high",
        quote_exact,
        "Citations whose quote is the text of their article between their offsets, character for "
        "character / citations. Unscored where nothing is cited.",
    ),
    Measure(
        "attribution_kept",
        "high",
        attribution_kept,
        "Statements that name who says them, in their text or as `statement.speaker` / statements "
        "of whose words enough are in something they cite (`rag/verify/support.py`) that the "
        "article has somebody say (`rag/speakers.py`). Unscored where there are none.",
    ),
)
