"""Questions out of single clauses, each with the words that answer it. English only."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eval.clauses import AUXILIARY, PAST, Clause
from rag.dates_in_text import dates_in
from rag.name_runs import is_person_name, surname
from rag.names import name_spans
from rag.quantities import Quantity, quantities


@dataclass(frozen=True, slots=True)
class Drafted:
    """A question with what is expected of its answer."""

    kind: str
    """What is asked for: "number", "date", "place" or "speaker"."""
    question: str
    facts: tuple[str, ...]
    """Alternatives; the first stands in the clause, or is the speaker's name."""
    speaker: tuple[str, ...] = ()


_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"of", "and", "the", "de", "von", "van"})
_PREPOSITIONS = frozenset(
    "of in on at by for from to with within over under after before into about than per".split()
)
_NOT_COUNTED = frozenset("the its their a an last past next first previous every each per".split())
"""A number after one of these is told as known, or tells how often."""
_ON_TOP = re.compile(r",? (?:and|or|to|of)\b|[-,]|$")
_AFTER_MONEY = re.compile(
    r"$|,| (?:in|to|for|on|from|by|at|with|this|last|was|were|has|had|will|would)\b"
)
_TIMES = re.compile(r"\b(?:second|minute|hour|day|night|week|month|year|decade|season)s?\b")
_PLURAL = re.compile(r"(?:s|people|men|women|children)$")
_NO_PLACE = re.compile(r"\b(?:\w+(?:ish|ese)|Parliament|Congress|French|German)\b")
_BOUND = re.compile(
    r"\b(?:not|never|no|since|before|after|until|when|where|who|which|that|if)\b|n[’']t"
)
"""With these in it, a day or place may belong to a part of the clause only."""


def questions_of(clause: Clause) -> Iterator[Drafted]:
    """Yield what `clause` can be asked for."""
    for ask in (_who,) if clause.quoted else _ASK:
        yield from ask(clause)


def _who(clause: Clause) -> Iterator[Drafted]:
    if clause.speaker and is_person_name(clause.speaker.name):
        name = clause.speaker.name
        names = (name, surname(tuple(name.split())))
        said = f"“{clause.text}”" if clause.quoted else f"that {clause.text}"
        yield Drafted("speaker", f"Who said {said}?", names, names)


def _how_many(clause: Clause) -> Iterator[Drafted]:
    text = clause.text
    found = quantities(text)
    if len(found) != 1:
        return
    (quantity,) = found
    asked = _asked_for(text, quantity)
    before = text[: quantity.start].split()
    known = before and (before[-1].lower() in _NOT_COUNTED or before[-1].endswith(("’s", "'s")))
    if asked is None or known or quantity.low == quantity.high <= 1:
        return
    end = quantity.end if quantity.unit else quantity.noun_end
    question = _number_question(text, quantity, f"{asked}{text[quantity.end : end]}", end)
    fact_end = end if _PLURAL.search(text, 0, end) else quantity.end
    fact = text[quantity.start : fact_end]
    yield Drafted("number", f"{question[0].upper()}{question[1:]}?", (fact,))


def _number_question(text: str, quantity: Quantity, asked: str, end: int) -> str:
    """Return "how many came to Oslo", "how many will Oslo send" or "Oslo sent how many"."""
    if (
        end == len(text)
        and not quantity.unit
        and (match := AUXILIARY.search(text, 0, quantity.start))
    ):
        subject, rest = text[: match.start()], text[match.end() : quantity.start].strip()
        if rest and rest.split()[-1] not in _PREPOSITIONS and _is_subject(subject):
            return f"{asked} {match['aux']} {subject} {rest}"
    return f"{text[: quantity.start]}{asked}{text[end:]}"


def _asked_for(text: str, quantity: Quantity) -> str | None:
    """Return what stands in a question in the place of `quantity`, without the noun counted."""
    if quantity.unit == "%":
        return "what share" if text.startswith(" of ", quantity.end) else None
    if quantity.unit and quantity.unit.isupper() and len(quantity.unit) == 3:  # a currency's code
        return "how much" if _AFTER_MONEY.match(text, quantity.end) else None
    counts = quantity.noun and not _TIMES.search(text, quantity.end, quantity.noun_end)
    return "how many" if counts and not _ON_TOP.match(text, quantity.end) else None


def _when(clause: Clause) -> Iterator[Drafted]:
    text = clause.text
    for found in dates_in(text):
        bare = _without(text, found.start, found.end, ("on", "in"))
        told = found.month is not None or (found.year is not None and found.years == 1)
        if bare and told and (question := _asking("When", bare)):
            yield Drafted("date", question, (text[found.start : found.end],))


def _where(clause: Clause) -> Iterator[Drafted]:
    text = clause.text
    for start, end in name_spans(text):
        bare = None if _NO_PLACE.search(text[start:end]) else _without(text, start, end, ("in",))
        if bare and (question := _asking("Where", bare)):
            yield Drafted("place", question, (text[start:end],))


def _without(text: str, start: int, end: int, prepositions: tuple[str, ...]) -> str | None:
    """Return `text` without what stands there, with a preposition, at its beginning or its end.

    None if it stands elsewhere, where it may tell of a part only: so it may where there are commas.
    """
    before, _, word = text[:start].rstrip().rpartition(" ")
    if word.lower() not in prepositions:
        return None
    if end == len(text) and "," not in text:
        return before
    rest = text[end:]
    return rest[2:] if not before and rest.startswith(", ") and rest.count(",") == 1 else None


def _asking(word: str, clause: str) -> str | None:
    """Return the question for `word`: "When will Oslo vote?", "When was it that Oslo voted?"."""
    if _BOUND.search(clause):
        return None
    match = AUXILIARY.search(clause)
    if match and _is_subject(clause[: match.start()]):
        return f"{word} {match['aux']} {clause[: match.start()]} {clause[match.end() :]}?"
    return f"{word} was it that {clause}?" if PAST.search(clause) and not match else None


def _is_subject(words: str) -> bool:
    """Tell whether `words` are surely one noun phrase: "the harbour board", "Oslo and Bergen"."""
    first, *rest = words.split()
    if first.lower() in _ARTICLES and len(rest) <= 3:
        return not any(word.endswith("ed") or "," in word for word in rest)
    return all(word[0].isupper() or word in _LINKS for word in [first, *rest])


_ASK: tuple[Callable[[Clause], Iterator[Drafted]], ...] = (_who, _how_many, _when, _where)
