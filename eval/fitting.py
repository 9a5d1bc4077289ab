"""Whether a case set can be asked at all of the index at hand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.article import Article
from corpus.errors import CasesError
from eval.cases import Case, CaseSet, Source, Turn
from eval.wanted import stretches


def asked_cases(case_set: CaseSet) -> list[Case]:
    """Return the cases to ask. Raises CasesError if all of them are drafts."""
    cases = [case for case in case_set.cases if not case.draft]
    if not cases:
        raise CasesError(
            f"no case is left to ask: all {len(case_set.cases)} are drafts; read them, and take "
            "out `draft: true` where question and expectation are right"
        )
    return cases


def require_fit(cases: Sequence[Case], articles: Mapping[str, Article]) -> None:
    """Raise CasesError if a case cites a file or a sentence that is not indexed."""
    texts: dict[str, list[str]] = defaultdict(list)
    for article in articles.values():
        texts[article.file].append(article.text)
    for case in cases:
        for turn in case.asked:
            _require_cited(case, turn, texts)


def _require_cited(case: Case, turn: Turn, texts: Mapping[str, Sequence[str]]) -> None:
    for one in (one for group in turn.cites for one in group):
        file = one.file if isinstance(one, Source) else one
        if file not in texts:
            raise CasesError(
                f"case {case.id!r} cites {file}, which is not in the index: index the articles "
                "that the cases are about, or name their index with --index"
            )
        if isinstance(one, Source) and not any(_holds(text, one.quote) for text in texts[file]):
            raise CasesError(
                f"case {case.id!r} cites a sentence that is not in {file}: {one.quote!r}; copy it "
                "from the article as it is indexed"
            )


def _holds(text: str, quote: str) -> bool:
    return any(True for _ in stretches(quote, text))
