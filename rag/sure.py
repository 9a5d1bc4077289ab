"""Whether a short answer is sure enough to stand in bold at the head of an answer."""

import re
from collections.abc import Mapping

from index.terms import terms
from rag.asked_figures import whose
from rag.asked_kinds import Kind, alike, asked_for
from rag.candidates import candidates
from rag.names import names
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
    if kind is Kind.NUMBER:
        fits = _is_covered(question, sentence) and _is_whose(question, before)
    else:  # "troops in Bergen" does not say that it is Bergen that sends them
        fits = not (kind is Kind.PLACE and _DOES.match(question) and _BESIDE.search(before))
    return (best.start, best.end) if fits else None


def _is_covered(question: str, sentence: str) -> bool:
    wanted, there = set(terms(question)), set(terms(sentence))
    held = sum(bool(alike(term) & there) for term in wanted)
    return held >= _COVERED * len(wanted)


def _is_whose(question: str, before: str) -> bool:
    """Return whether those whose number is asked for are named before it, if anybody is."""
    return not names(before) or all(stands(name, before) for name in whose(question))
