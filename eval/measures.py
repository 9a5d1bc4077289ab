"""Judging one answer against its case, and the shares over all cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Article
from eval.cases import Case
from rag import messages
from rag.answer import Answer, Status
from rag.verify.answer import faults


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case came out. A measure that does not apply to the case is None."""

    case: Case
    answered: bool | None
    """Of an answerable case: it was not refused."""
    facts: bool | None
    citations: bool | None
    refusal: bool | None
    """Of a case to refuse: it was refused."""
    faults: tuple[str, ...]
    """What is wrong with the grounding, however right the answer: always a failure."""
    problems: tuple[str, ...]
    """What the case expected and did not get, one line each."""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not self.problems


def judge(case: Case, answer: Answer, articles: Mapping[str, Article]) -> Verdict:
    """Judge `answer`, given to `case` from an index of `articles`."""
    broken = tuple(faults(answer, articles))
    if answer.reason and answer.reason.startswith(messages.NOT_QUOTABLE):
        broken = (*broken, "an answer was withheld: it was not grounded")
    refused = answer.status is Status.INSUFFICIENT
    if case.refuse:
        problems = () if refused else ("answered, although the corpus does not say",)
        return Verdict(case, None, None, None, refused, broken, problems)
    missing = [*_missing_facts(case, answer), *_forbidden_facts(case, answer)]
    uncited = _uncited(case, answer)
    return Verdict(
        case,
        answered=not refused,
        facts=not missing if case.facts or case.forbidden else None,
        citations=not uncited if case.cites else None,
        refusal=None,
        faults=broken,
        problems=("refused",) if refused else (*missing, *uncited),
    )


def share(values: Iterable[bool | None]) -> float | None:
    """Return the share of True among those that are not None; None if there are none."""
    scored = [value for value in values if value is not None]
    return sum(scored) / len(scored) if scored else None


def _missing_facts(case: Case, answer: Answer) -> list[str]:
    text = _folded(answer.text)
    return [
        f"fact missing: {' or '.join(alternatives)}"
        for fact in case.facts
        for alternatives in [(fact,) if isinstance(fact, str) else fact]
        if not any(_folded(alternative) in text for alternative in alternatives)
    ]


def _forbidden_facts(case: Case, answer: Answer) -> list[str]:
    text = _folded(answer.text)
    return [f"forbidden: {fact}" for fact in case.forbidden if _folded(fact) in text]


def _uncited(case: Case, answer: Answer) -> Sequence[str]:
    if not case.cites or {citation.file for citation in answer.citations} & set(case.cites):
        return []
    return [f"cites none of: {', '.join(case.cites)}"]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
