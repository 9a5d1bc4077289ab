"""Whether the evidence answers the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.search import Index
from index.terms import fold, terms
from rag import messages
from rag.answer import Refusal
from rag.asked_figures import asks_figure, gives_figure, where, whose
from rag.asked_kinds import asked_for
from rag.asked_names import asks_names, gives_names
from rag.confidence import MOST, THRESHOLD, confidence
from rag.countries import called
from rag.evidence import Evidence
from rag.introduced import introduces
from rag.keywords import are_held
from rag.named_only import resembles_names_only
from rag.names import is_territory, names
from rag.offices import holders, is_firm
from rag.premise import contradicting, premise
from rag.question import unresolved_pronoun
from rag.setting import is_left, setting, stands
from rag.spelling import Spelling
from rag.telling_when import asks_when, tells_when
from rag.timely import timely
from rag.unsaid import is_unsaid

_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{6,})[”\"]")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether there is an answer, and if not, why."""

    confidence: float
    refusal: Refusal | None = None
    reason: str | None = None
    """For a reader; None exactly if there is an answer."""
    against: Evidence | None = None
    """What denies that which the question takes for granted."""


def judge(index: Index, question: str, ranked: Sequence[Evidence]) -> Judgement:
    """Return whether the evidence answers, `ranked` being best first.

    `question` is without its words of time and source, which articles need not mention.
    """
    sure = confidence(question, ranked)
    if not index.articles:
        return Judgement(sure, Refusal.NOT_MENTIONED, messages.NOTHING_INDEXED)
    if pronoun := unresolved_pronoun(question):
        return Judgement(sure, Refusal.UNCLEAR, messages.unresolved(pronoun))
    if missing := unknown_names(index, question):
        return Judgement(
            sure, Refusal.NOT_MENTIONED, messages.unknown_names(missing, _meant(index, missing))
        )
    if not ranked:
        return Judgement(sure, Refusal.NOT_MENTIONED, messages.NOTHING_FOUND)
    if weak := _weak(question, sure, ranked):
        return Judgement(sure, *weak)
    if silent := _silent(index, question, ranked[:MOST]):
        return Judgement(sure, Refusal.NOT_SAID, silent)
    if against := contradicting(question, timely(ranked)):
        reason = messages.contradicted(premise(question) or question)
        return Judgement(sure, Refusal.CONTRADICTED, reason, against)
    return Judgement(sure)


def _weak(question: str, sure: float, ranked: Sequence[Evidence]) -> tuple[Refusal, str] | None:
    """Return why the evidence does not come close enough; None if it does."""
    if sure < THRESHOLD and not _holds_words(question, ranked):
        return Refusal.NOT_SAID, messages.TOO_WEAK
    if asks_figure(question) and not any(_gives_figure(question, p) for p in ranked[:MOST]):
        return Refusal.NOT_SAID, messages.NO_FIGURE
    office = asked_for(question).office
    if office and not any(_may_name_holder(office, piece) for piece in ranked[:MOST]):
        return Refusal.NOT_SAID, messages.NO_HOLDER
    said = [piece for piece in ranked if piece.features.speech > 0]
    if said and not timely(said):
        return Refusal.OTHER_DATES, messages.OTHER_DATES
    if is_unsaid(question, ranked):
        return Refusal.NOT_SAID, messages.UNSAID
    there = timely(ranked)
    if confidence(question, there) < THRESHOLD and not _holds_words(question, there):
        return Refusal.OTHER_DATES, messages.OTHER_DATES
    return None


def _silent(index: Index, question: str, best: Sequence[Evidence]) -> str | None:
    """Return why `best` is of the subject, and still does not say what is asked; None if it may."""
    if resembles_names_only(index.embedder, question, best):
        return messages.ONLY_NAMES
    if asks_when(question) and not any(tells_when(question, piece.quote) for piece in best):
        return messages.NO_TIME
    if asks_names(question) and not any(gives_names(question, piece.quote) for piece in best):
        return messages.NO_NAMES
    return None


def _gives_figure(question: str, piece: Evidence) -> bool:
    """Return whether it gives such a figure, and where those whose it is, and where, are named."""
    around = setting(piece)
    there = set(terms(around))
    named = all(stands(name, around) for name in whose(question)) and all(
        not is_left(place, piece)
        and (stands(place, around) if is_territory(place) else there & set(terms(place)))
        for place in where(question)
    )
    return named and gives_figure(question, piece.quote)


def _may_name_holder(office: str, piece: Evidence) -> bool:
    """Return whether it names the holder of `office`, or may: all words of it stand around it.

    Whoever is called "head" may have any title.
    """
    around = setting(piece)
    words = [word for word in office.split() if terms(word)]
    named = holders(office, piece.quote) or not is_firm(office)
    return bool(named) or all(stands(word, around) for word in words)


def _holds_words(question: str, ranked: Sequence[Evidence]) -> bool:
    """Return whether one of the best sentences holds all keywords, or the words quoted.

    Or names who holds the office asked about, or says who somebody is.
    """
    office = asked_for(question).office
    if office and any(holders(office, piece.quote) for piece in ranked[:MOST]):
        return True
    quoted = {fold(match["words"]).strip(" .,!?") for match in _QUOTED.finditer(question)}
    return any(
        are_held(question, piece.quote)
        or introduces(question, piece)
        or any(words in fold(piece.quote) for words in quoted)
        for piece in ranked[:MOST]
    )


def _meant(index: Index, missing: Sequence[str]) -> list[str]:
    spelling = Spelling(index.lexical, index.articles)
    words = [word for name in missing for word in name.split()]
    return [meant for word in words if (meant := spelling.name_near(word))]


def unknown_names(index: Index, question: str) -> tuple[str, ...]:
    """Return the names in `question` none of whose words stands anywhere in the corpus.

    In a text or a title, or among those who wrote one; a country's by no other word for it either.
    """
    missing = [
        name
        for name in names(question)
        if terms(name) and not any(term in index.lexical for term in terms(name))
    ]
    authors = (by for article in index.articles.values() if missing for by in article.authors)
    wrote = {term for by in authors for term in terms(by)}
    return tuple(
        name
        for name in missing
        if not wrote & set(terms(name))
        and not any(term in index.lexical for word in called(name) for term in terms(word))
    )
