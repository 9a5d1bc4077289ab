"""Whether what can be answered is, and what cannot is refused."""

from eval.measure import Answered, Measure
from rag.answer import Refusal


def answered(given: Answered) -> float | None:
    """Return whether a question that can be answered was: 1 or 0."""
    return float(not given.refused) if given.turn.wants_answer else None


def refusal_recall(given: Answered) -> float | None:
    """Return whether a question to be refused was: 1 or 0."""
    return float(given.refused) if given.turn.refuse else None


def refusal_precision(given: Answered) -> float | None:
    """Return whether a refusal was in place: 1 or 0."""
    told = bool(given.turn.refuse) or given.turn.wants_answer
    return float(bool(given.turn.refuse)) if given.refused and told else None


def refusal_reason(given: Answered) -> float | None:
    """Return whether a refusal gives the reason expected: 1 or 0."""
    expected = given.turn.refuse
    if not given.refused or not isinstance(expected, Refusal):
        return None
    return float(given.answer.refusal is expected)


MEASURES = (
    Measure(
        "answered",
        "high",
        answered,
        "Turns not refused / turns that expect facts, citations, a disagreement or a speaker.",
    ),
    Measure(
        "refusal_recall", "high", refusal_recall, "Turns refused / turns that `refuse` expects so."
    ),
    Measure(
        "refusal_precision",
        "high",
        refusal_precision,
        "Refused turns that `refuse` expects so / refused turns whose case tells what is right.",
    ),
    Measure(
        "refusal_reason",
        "high",
        refusal_reason,
        "Refused turns with the kind of reason that `refuse` names / refused turns for which it "
        "names one.",
    ),
)
