"""What each source gives as the short answer to a question."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.terms import terms
from rag.asked_kinds import AskedFor, Kind, alike, asked_for
from rag.candidates import BORN, DIED, LIFE, candidates
from rag.evidence import Evidence
from rag.members import is_listed
from rag.places import OF_SORT
from rag.reading import sentences_of
from rag.values import Value, value

# Set by hand between the sample questions, eval/bench/ramdocs.py and false alarms on news.
_SURE: Mapping[Kind, float] = {
    Kind.NUMBER: 1.0, Kind.DATE: 0.7, Kind.PLACE: 1.3, Kind.PERSON: 1.3, Kind.THING: 1.5,
}  # fmt: skip
"""From this score on a candidate is taken as what its source gives for an answer."""
COVERED = 0.5
"""So much of the question a sentence must hold to speak of what is asked."""
_NEARBY = 500
"""So many characters from a sentence that was chosen, others are looked at too."""
_BEFORE = 300
"""So many characters before a sentence, and at the head of an article, say what it is about."""

_EVENT = re.compile(r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?P<what>[a-z]{4,})")
_MEASURED = frozenset(terms("magnitude turnout"))
"""What a sentence gives only if it says so: prices and the dead are told in many ways."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one piece of evidence gives as the answer."""

    piece: Evidence
    value: Value
    start: int
    end: int
    """Offsets into the piece's quote."""
    score: float


def readings(question: str, evidence: Sequence[Evidence]) -> list[Reading]:
    """Return what each article gives as the answer: its surest candidate, if it is sure enough."""
    asked = asked_for(question)
    kind, least = asked.kind, _SURE.get(asked.kind)
    if least is None or (kind is Kind.THING and not _is_of_a_kind(asked)):
        return []
    least += OF_SORT if asked.place else 0  # to be a country is not enough
    best: dict[str, Reading] = {}
    for piece in nearby(evidence):
        if not _may_answer(question, piece.quote):
            continue
        found = next(iter(candidates(question, piece.quote)), None)
        if found is None or found.score < least:
            continue
        share = covered(question, piece)
        given = value(kind, piece.quote[found.start : found.end])
        score = found.score + share
        known = best.get(piece.article.id)
        if given and share >= COVERED and (known is None or known.score < score):
            best[piece.article.id] = Reading(piece, given, found.start, found.end, score)
    return sorted(best.values(), key=lambda reading: -reading.score)


def _is_of_a_kind(asked: AskedFor) -> bool:
    return asked.is_definition or is_listed(asked.noun)


def _may_answer(question: str, sentence: str) -> bool:
    """Return whether a word stands in it that an answer stands beside, or a life in brackets.

    Or a name of the question, if this asks for no more than what or where that is.
    """
    asked, there = asked_for(question), stems(sentence)
    if asked.kind is Kind.DATE and _is_of_another_event(asked, question, sentence):
        return False
    if asked.noun in _MEASURED and not alike(asked.noun) & there:
        return False  # what counts the dead is no magnitude
    if "(" in sentence or asked.anchors & there:
        return True
    return asked.is_loose and bool(asked.known & there)


def _is_of_another_event(asked: AskedFor, question: str, sentence: str) -> bool:
    """Return whether `sentence` calls such an event by another name: the "Voss meeting".

    Where the question is when the Paris summit was, and it does not name that.
    """
    events = [each for each in _events(question) if each[0] & asked.known]
    others = [names for names, event in _events(sentence) for _, mine in events if event & mine]
    return bool(others) and not any(names & asked.known for names in others)


@lru_cache(maxsize=2048)
def _events(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the stems of names and of the word behind each, or of others for the same."""
    return tuple(
        (stems(match["name"]), frozenset[str]().union(*map(alike, stems(match["what"]))))
        for match in _EVENT.finditer(text)
    )


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    return frozenset(terms(text))


def nearby(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence of the times asked about, and the sentences near it."""
    seen: set[tuple[str, int]] = set()
    for piece in evidence:
        if piece.features.period < 0:
            continue
        for sentence in sentences_of(piece.article):
            key = (piece.article.id, sentence.start)
            gap = max(sentence.start - piece.end, piece.start - sentence.end)
            if not sentence.is_heading and gap <= _NEARBY and key not in seen:
                seen.add(key)
                yield replace(piece, start=sentence.start, end=sentence.end)


def covered(question: str, piece: Evidence) -> float:
    """Return the share of what is asked in the piece, what is before it, and the headline.

    Counted are the terms of the names asked about and those that say what is asked of them.

    Those of names may stand in the beginning of the article too: what follows speaks of them.
    """
    asked, text = asked_for(question), piece.article.text
    near = f"{piece.article.title or ''} {text[max(0, piece.start - _BEFORE) : piece.end]}"
    wanted, there = asked.known | asked.telling, set(stems(near))
    opening = stems(text[:_BEFORE]) & asked.known
    there |= opening
    if LIFE.search(piece.quote):
        there |= BORN | DIED
    if len(asked.known & there) < len(asked.known) / 2:
        return 0.0
    there = {stem for stem in wanted if alike(stem) & there}
    return len(wanted & there) / len(wanted) if wanted else 0.0


def around(reading: Reading, words: int) -> set[str]:
    """Return the stems beside a number, and others for the same, without those of its noun."""
    near = terms(_window(reading, words))
    counted = {same for stem in terms(reading.value.text) for same in alike(stem)}
    return set(near).union(*(alike(stem) for stem in near)) - counted


def _window(reading: Reading, words: int) -> str:
    quote = reading.piece.quote
    before = quote[: reading.start].split()[-words:]
    return " ".join([*before, "…", *quote[reading.end :].split()[:words]])
