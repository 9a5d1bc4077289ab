"""What a question takes for granted, and the evidence that denies it."""

import re
from collections.abc import Sequence

from index.terms import terms
from rag.evidence import Evidence
from rag.verify.cues import NEGATIONS, REFUSALS
from rag.verify.fault import CheckKind, Cited
from rag.verify.pair import Pair
from rag.verify.polarity import polarity_faults
from rag.verify.tokens import tokens

_MOST = 6
"""Sentences looked at, the best."""
_SPOKEN_OF = 0.6
"""A sentence that holds so much of the premise speaks of it; set by hand."""
_NEGATING = NEGATIONS | REFUSALS
_PRESUMES = re.compile(
    r"^(?:(?:and|but|so) )?(?:why|how come|how|when|where|(?:on|for|at) (?:what|which) \w+) "
    r"(?:did|does|do|has|have|had|will|would|is|was|are|were) (?P<premise>.+?)\W*$",
    re.IGNORECASE,
)


def premise(question: str) -> str | None:
    """Return what `question` takes for granted ("Ada Berg close the port"), None if nothing.

    Questions for a reason, a manner, a time or a place take for granted that it happened.
    """
    match = _PRESUMES.match(question.strip())
    return match["premise"] if match else None


def contradicting(question: str, ranked: Sequence[Evidence]) -> Evidence | None:
    """Return the best evidence that denies what `question` takes for granted.

    None if none of the best sentences does, or if one that speaks of it as well denies nothing.
    """
    said = premise(question)
    if said is None or _negates(said):  # a "not" in the sentence rather bears that out
        return None
    near = [piece for piece in ranked[:_MOST] if _share(said, piece.quote) >= _SPOKEN_OF]
    if not all(_negates(piece.quote) for piece in near):
        return None
    return next((piece for piece in near if _denies(said, piece)), None)


def _negates(text: str) -> bool:
    return bool(_NEGATING & {token.key for token in tokens(text)})


def _share(said: str, text: str) -> float:
    wanted = set(terms(said))
    return len(wanted & set(terms(text))) / len(wanted) if wanted else 0.0


def _denies(said: str, piece: Evidence) -> bool:
    faults = polarity_faults(Pair(said, [Cited(piece.quote)]))
    return any(fault.check is CheckKind.NEGATION for fault in faults)
