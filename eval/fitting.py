"""Whether a case set can be asked at all of the index at hand."""

from collections.abc import Sequence

from corpus.errors import CasesError
from eval.cases import Case, CaseSet
from eval.fields import Source
from eval.names import Names


def asked_cases(case_set: CaseSet) -> list[Case]:
    """Return the cases to ask. Raises CasesError if all of them are drafts."""
    cases = [case for case in case_set.cases if not case.draft]
    if not cases:
        raise CasesError(
            f"no case is left to ask: all {len(case_set.cases)} are drafts; read them, and take "
            "out `draft: true` where question and expectation are right"
        )
    return cases


def require_fit(cases: Sequence[Case], names: Names) -> None:
    """Raise CasesError if a case cites an article or a sentence that is not indexed."""
    for case in cases:
        for turn in case.asked:
            for one in (one for group in turn.cites for one in group):
                _require_indexed(case, one, names)


def _require_indexed(case: Case, cited: str | Source, names: Names) -> None:
    name = cited.file if isinstance(cited, Source) else cited
    if not names.meant(name):
        raise CasesError(
            f"case {case.id!r} cites {name}, which is not in the index: index the articles that "
            "the cases are about, or name their index with --index"
        )
    if isinstance(cited, Source) and not names.cited(cited):
        raise CasesError(
            f"case {case.id!r} cites a sentence that is not in {name}: {cited.quote!r}; copy it "
            "from the article as it is indexed"
        )
