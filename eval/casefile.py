"""Reading case files: each error names file, line and case, and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.errors import CasesError
from eval.cases import CaseSet, Thresholds
from eval.explaining import Trouble, first_trouble, nearest
from eval.known import idle_thresholds
from eval.yaml_nodes import Document, read_yaml


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file that was read."""

    case_set: CaseSet
    file: Path
    lines: Mapping[str, int]
    """The line on which each case begins, by its id."""
    notes: tuple[str, ...] = ()
    """What whoever runs it is to know: a line each."""

    def only(self, tags: Sequence[str] = (), ids: Sequence[str] = ()) -> "CaseFile":
        """Return it with those cases alone that have one of `tags`, if any, and one of `ids`.

        Limits on all cases say nothing of some; those on `tags` stay, unless `ids` select too.

        Raises CasesError if there is no such tag or id.
        """
        cases = self.case_set.cases
        self._require("tag", tags, {tag for case in cases for tag in case.tags})
        self._require("case", ids, {case.id for case in cases})
        kept = tuple(
            case
            for case in cases
            if (not tags or set(tags) & set(case.tags)) and (not ids or case.id in ids)
        )
        if not kept:
            raise CasesError(f"{self.file}: no case has one of those tags and one of those ids")
        if not tags and not ids:
            return self
        limits = {} if ids else self.case_set.thresholds.tags
        thresholds = Thresholds(tags={tag: limits[tag] for tag in limits if tag in tags})
        update = {"cases": kept, "thresholds": thresholds}
        return replace(self, case_set=self.case_set.model_copy(update=update))

    def located(self, error: CasesError) -> CasesError:
        """Return `error`, of a run of these cases, with file and, if it names a case, line."""
        ids = (id for id in self.lines if str(error).startswith(f"case {id!r} "))
        line = next((f":{self.lines[id]}" for id in ids), "")
        return CasesError(f"{self.file}{line}: {error}")

    def _require(self, what: str, wanted: Sequence[str], known: set[str]) -> None:
        for one in wanted:
            if one not in known:
                raise CasesError(f"{self.file} has no {what} {one!r}{nearest(one, known)}")


def load_cases(file: Path) -> CaseFile:
    """Read a case file. Raises CasesError, naming file, line and case, if it is broken."""
    document = read_yaml(file)
    if document.data is None:
        raise CasesError(f"{file} is empty: write cases, or draft some with groundwire eval new")
    if not isinstance(document.data, dict):
        raise CasesError(f"{file}:1: holds no fields: write `cases:` above the list of cases")
    if document.data.get("cases", ()) in (None, []):
        raise CasesError(f"{file}:{document.line('cases')}: cases: is empty: write a case")
    try:
        case_set = CaseSet.model_validate(document.data)
    except ValidationError as error:
        raise _located(document, first_trouble(error)) from None
    for trouble in idle_thresholds(case_set):
        raise _located(document, trouble)
    lines = {case.id: document.line("cases", n) for n, case in enumerate(case_set.cases)}
    return CaseFile(case_set, file, lines)


def _cases(document: Document) -> list[Any]:
    data = document.data
    cases = data.get("cases") if isinstance(data, dict) else None
    return cases if isinstance(cases, list) else []


def _located(document: Document, trouble: Trouble) -> CasesError:
    line = document.line(*trouble.path)
    other = f" (the other is on line {document.line(*trouble.other)})" if trouble.other else ""
    said = f"{_case_of(document, trouble)}{trouble.message}{other}"
    return CasesError(f"{document.file}:{line}: {said}")


def _case_of(document: Document, trouble: Trouble) -> str:
    if len(trouble.path) < 2 or trouble.path[0] != "cases":
        return ""
    n = int(trouble.path[1])
    case = _cases(document)[n]
    id_ = case.get("id") if isinstance(case, dict) else None
    return f"case {id_!r}: " if isinstance(id_, str) else f"case number {n + 1}: "
