"""Running a set of cases against an assistant, and the gate over the results."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.errors import CasesError
from eval.cases import CaseSet
from eval.measures import Verdict, judge, share
from rag.answer import Answer
from rag.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Result:
    """One case, its answer and the verdict."""

    verdict: Verdict
    answer: Answer


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a whole set."""

    case_set: CaseSet
    results: tuple[Result, ...]

    @property
    def measures(self) -> dict[str, float | None]:
        """The share of cases that hold, by gate; None where no case applies."""
        verdicts = [result.verdict for result in self.results]
        return {
            "facts": share(v.facts for v in verdicts),
            "citations": share(v.citations for v in verdicts),
            "refusals": share(v.refusal for v in verdicts),
            "answered": share(v.answered for v in verdicts),
        }

    @property
    def failed_gates(self) -> list[str]:
        """One line for each gate that does not hold."""
        failed = [
            f"{name} {value:.3f} is below its threshold {least:.3f}"
            for name, value in self.measures.items()
            for least in [getattr(self.case_set.thresholds, name)]
            if value is not None and value < least
        ]
        ungrounded = [r.verdict.case.id for r in self.results if r.verdict.faults]
        if ungrounded:
            failed.append(f"grounding is broken in {len(ungrounded)}: {', '.join(ungrounded)}")
        return failed

    @property
    def passed(self) -> bool:
        """Whether every gate holds."""
        return not self.failed_gates

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON-ready data, a record for each case."""
        return {
            "passed": self.passed,
            "failed_gates": self.failed_gates,
            "measures": self.measures,
            "thresholds": self.case_set.thresholds.model_dump(),
            "cases": [
                {
                    "id": result.verdict.case.id,
                    "tags": list(result.verdict.case.tags),
                    "passed": result.verdict.passed,
                    "problems": list(result.verdict.problems),
                    "faults": list(result.verdict.faults),
                    "answer": result.answer.to_dict(),
                }
                for result in self.results
            ],
        }


def run_cases(
    case_set: CaseSet,
    assistant: Assistant,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Results:
    """Ask every case and judge the answers.

    Raises CasesError if a case cites a file that is not in the index.
    """
    index = assistant.index
    _check_cited(case_set, {article.file for article in index.articles.values()})
    results = []
    for done, case in enumerate(case_set.cases, start=1):
        answer = assistant.ask(case.question, previous=case.previous)
        results.append(Result(judge(case, answer, index.articles), answer))
        progress("cases", done, len(case_set.cases))
    return Results(case_set, tuple(results))


def _check_cited(case_set: CaseSet, files: set[str]) -> None:
    for case in case_set.cases:
        for file in case.cites:
            if file not in files:
                raise CasesError(
                    f"case {case.id!r} cites {file}, which is not in the index: index the "
                    "articles that the cases are about, or name their index with --index"
                )
