"""Whether a short answer is sure enough to stand in bold at the head of an answer."""

import re
from collections.abc import Mapping
from itertools import pairwise

from index.terms import terms
from rag.asked_figures import whose
from rag.asked_kinds import Kind, alike, asked_for
from rag.candidates import candidates
from rag.names import names
from rag.offices import holders
from rag.setting import stands

# Set on news-2023h2, the sample questions and those of a reader who tried to find false ones.
_LEAST: Mapping[Kind, float] = {Kind.NUMBER: 1.6, Kind.PLACE: 1.6, Kind.PERSON: 1.7}
"""From this score of rag/candidates.py on; of persons below it, none of five was right."""
_LEAST_OF_OTHERS = 1.1
_COVERED = 0.5
"""So much of the question a sentence must hold whose number is shown."""

_DOES = re.compile(
    r"(?:[Ww]hich|[Ww]hat) (?:[\w-]+ )?(?:country|nation|state|city|town) "
    r"(?!did\b|do\b|does\b|(?:has|have|had|will|would|is|are|was|were) (?:the |[A-Z]))"
)
_WHERE = re.compile(
    r"\b(?:in|at|during|by) (?!(?:total|all|least|the end|the last|the past|\d)\b)"
    r"(?P<words>(?:(?!\b(?:in|at|during|by)\b)[^?,])+)\?*$"
)
"""The last phrase of place, occasion or cause: "in the war", "by drones"."""
_LIGHT = re.compile(
    r"\b(?:did|does|do|will|would)\b.+?\b(?:have|hold|give|make|pay) (?:[\w’'-]+ ){0,3}?"
    r"(?P<what>[a-z]+)(?<!ed)(?= (?:with|for|to|on|about)\b| …|\?|$)"
)
"""Verbs of which only what follows tells what was done: "have dinner", "give a speech"."""
_CLAUSES = re.compile(r"; |,? \b(?:while|but|whereas) ")
_BESIDE = re.compile(
    r"\b(?:in|to|for|of|on|into|from|against|with|across|near|at|inside|outside|over|about)"
    r"(?: the)?(?: [a-z]+ern)? $"
)


def sure_span(question: str, sentence: str) -> tuple[int, int] | None:
    """Return the offsets of the short answer in `sentence`, if it may be shown without it."""
    best = next(iter(candidates(question, sentence)), None)
    kind = asked_for(question).kind
    if best is None or best.score < _LEAST.get(kind, _LEAST_OF_OTHERS):
        return None
    before = sentence[: best.start]
    if office := asked_for(question).office:
        fits = (best.start, best.end) in holders(office, sentence)
    elif kind is Kind.NUMBER:
        clause = _clause(sentence, best.start)
        fits = _is_covered(question, sentence, clause) and _is_whose(question, before)
    else:
        fits = kind is not Kind.PLACE or _is_there(question, sentence, before)
    return (best.start, best.end) if fits else None


def _is_there(question: str, sentence: str, before: str) -> bool:
    """Return whether the place behind `before` is where what is asked was done, or who did it.

    "Troops in Bergen" does not say that it is Bergen that sends them.
    """
    done = _LIGHT.search(question)
    told = not done or set(terms(done["what"])) <= set(terms(sentence))
    return told and not (_DOES.match(question) and _BESIDE.search(before))


def _clause(sentence: str, at: int) -> str:
    """Return the part of `sentence` around `at` that no "while" or "but" parts from it."""
    breaks = [0, *(match.end() for match in _CLAUSES.finditer(sentence)), len(sentence)]
    return next(sentence[a:b] for a, b in pairwise(breaks) if a <= at < b)


def _is_covered(question: str, sentence: str, clause: str) -> bool:
    """Return whether `sentence` speaks of what is asked, and `clause` of where and by what.

    Those killed in a town are not those who died "in the war".
    """
    where = _WHERE.search(question)
    in_place = not where or _held(where["words"], clause) > 0
    return _held(question, sentence) >= _COVERED and in_place


def _held(words: str, text: str) -> float:
    """Return the share of the terms of `words` that `text` has, or others for the same."""
    wanted, there = set(terms(words)), set(terms(text))
    return sum(bool(alike(term) & there) for term in wanted) / max(1, len(wanted))


def _is_whose(question: str, before: str) -> bool:
    """Return whether those whose number is asked for are named before it, if anybody is."""
    return not names(before) or all(stands(name, before) for name in whose(question))
