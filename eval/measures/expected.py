"""Whether the answer holds what its case expects of it."""

from eval.cases import Turn
from eval.fields import Source, Wanted
from eval.measure import Answered, Measure, share
from eval.wanted import shown_text, stands_in, stretches
from rag.answer import Citation, Disagreement, Statement
from rag.quoted import masked
from rag.speakers import speaker_of
from rag.utterances import utterances
from rag.verify.answer import is_exact

Cites = str | Source


def fact_hit(answered: Answered) -> float | None:
    """Return the share of the expected facts that stand in the answer."""
    return share(has_fact(fact, answered) for fact in answered.turn.facts)


def forbidden_absent(answered: Answered) -> float | None:
    """Return the share of what is forbidden that the text does not hold."""
    text = shown_text(answered.answer)
    return share(not stands_in(one, text) for one in answered.turn.forbidden)


def cited_expected(answered: Answered) -> float | None:
    """Return the share of the expected citations that are made."""
    return share(is_cited(group, answered) for group in answered.turn.cites)


def speaker_named(answered: Answered) -> float | None:
    """Return whether the speaker expected is named as one who says a statement: 1 or 0."""
    turn = answered.turn
    return float(names_speaker(turn.speaker, answered)) if turn.speaker else None


def disagreement_shown(answered: Answered) -> float | None:
    """Return whether all values expected stand in one disagreement: 1 or 0."""
    turn = answered.turn
    return float(shows_disagreement(turn, answered)) if turn.disagreement else None


def has_fact(fact: Wanted, answered: Answered) -> bool:
    """Return whether one of the alternatives stands in the answer, and it is no refusal."""
    return not answered.refused and stands_in(fact, shown_text(answered.answer))


def is_cited(group: tuple[Cites, ...], answered: Answered) -> bool:
    """Return whether one of the alternatives is cited, and the answer is no refusal."""
    return not answered.refused and any(
        _meets(one, citation, answered) for one in group for citation in answered.answer.citations
    )


def names_speaker(speaker: Wanted, answered: Answered) -> bool:
    """Return whether a statement names `speaker` as the one who says it, and it is no refusal."""
    return not answered.refused and any(
        _says(speaker, statement, answered) for statement in answered.answer.statements
    )


def shows_disagreement(turn: Turn, answered: Answered) -> bool:
    """Return whether a disagreement of the answer has all values expected."""
    return not answered.refused and any(
        _has_all(turn, differ) for differ in answered.answer.disagreements
    )


def _meets(wanted: Cites, citation: Citation, answered: Answered) -> bool:
    if not isinstance(wanted, Source):
        return wanted in (citation.file, citation.article_id)
    article = answered.articles.get(citation.article_id)
    if article is None or wanted.file not in (citation.file, citation.article_id):
        return False
    places = stretches(wanted.quote, article.text)
    return any(start < citation.end and citation.start < end for start, end in places)


def _says(speaker: Wanted, statement: Statement, answered: Answered) -> bool:
    beside = statement.speaker
    if beside and stands_in(speaker, f"{beside.name} {beside.role or ''}"):
        return True
    text = statement.text
    who = [text[slice(*utterance.who)] for utterance in utterances(masked(text))]
    if any(stands_in(speaker, words) for words in who):
        return True
    return stands_in(speaker, text) and any(
        stands_in(speaker, name) for name in _told(statement, answered)
    )


def _told(statement: Statement, answered: Answered) -> list[str]:
    """Return who says what the statement cites, by its articles."""
    found = [
        speaker_of(answered.articles[one.article_id], one.start, one.end)
        for one in answered.answer.citations
        if one.n in statement.citations and is_exact(one, answered.articles)
    ]
    return [f"{speaker.name} {speaker.role or ''}" for speaker in found if speaker]


def _has_all(turn: Turn, differ: Disagreement) -> bool:
    return all(
        any(stands_in(wanted, value.value) for value in differ.values)
        for wanted in turn.disagreement
    )


_REFUSED = "A refusal holds none, whatever stands below it as nearest"

MEASURES = (
    Measure(
        "fact_hit",
        "high",
        fact_hit,
        f"Expected `facts` that stand in the answer's text / expected facts. {_REFUSED}: 0. "
        "Unscored without `facts`.",
    ),
    Measure(
        "forbidden_absent",
        "high",
        forbidden_absent,
        "`forbidden` strings that do not stand in the text, refused or not / forbidden strings. "
        "Unscored without `forbidden`.",
    ),
    Measure(
        "cited_expected",
        "high",
        cited_expected,
        "Entries of `cites` of which an alternative is cited / entries. An article, by its file or "
        "its id, is cited by any citation of it; a sentence by a citation that overlaps it there. "
        f"{_REFUSED}: 0. Unscored without `cites`.",
    ),
    Measure(
        "speaker_named",
        "high",
        speaker_named,
        "1 if a statement names the `speaker` expected as the one who says it, in its text or as "
        f"`statement.speaker`, else 0. {_REFUSED}: 0. Unscored without `speaker`.",
    ),
    Measure(
        "disagreement_shown",
        "high",
        disagreement_shown,
        "1 if all values expected are among those of one entry of `disagreements`, else 0; so 0 "
        "for a refusal. Unscored without `disagreement`.",
    ),
)
