"""Thresholds from `[tool.groundwire.eval.thresholds]` of a pyproject.toml; a case file's win."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.errors import CasesError
from eval.casefile import CaseFile, gating_tags
from eval.cases import Bound, Thresholds
from eval.explaining import first_trouble, nearest

NAME = "pyproject.toml"
TABLE = ("tool", "groundwire", "eval", "thresholds")


def with_project_thresholds(case_file: CaseFile, folder: Path) -> CaseFile:
    """Return `case_file` with what the project around `folder` asks beside its own thresholds.

    That is the nearest pyproject.toml with the table, in `folder` or above it, up to the root of
    the repository. What it asks of tags that no case has counts for other case files. Raises
    CasesError if it cannot be read.
    """
    project = _find(folder)
    if project is None:
        return case_file
    case_set = case_file.case_set
    own, tags = case_set.thresholds, gating_tags(case_set.cases)
    merged = Thresholds(
        all={**project.all, **own.all},
        tags={
            tag: {**project.tags.get(tag, {}), **own.tags.get(tag, {})}
            for tag in [*own.tags, *(tag for tag in project.tags if tag not in own.tags)]
            if tag in tags
        },
    )
    return replace(case_file, case_set=case_set.model_copy(update={"thresholds": merged}))


def check_measures(case_file: CaseFile, known: Collection[str]) -> None:
    """Raise CasesError if a threshold is of a measure that is not `known`."""
    thresholds = case_file.case_set.thresholds
    groups: Mapping[str, Mapping[str, Bound]] = {"all": thresholds.all, **thresholds.tags}
    for group, bounds in groups.items():
        for name in bounds:
            if name not in known:
                raise CasesError(
                    f"{case_file.file}: thresholds: {group}: there is no measure {name!r}"
                    f"{nearest(name, known)}"
                )


def _find(folder: Path) -> Thresholds | None:
    for file in _files(folder.resolve()):
        table = _table(file)
        if table is not None:
            return _validated(table, file)
    return None


def _files(folder: Path) -> Iterator[Path]:
    """Yield the pyproject.toml files that are there from `folder` up to the repository's root.

    Outside a repository, only that of `folder` itself.
    """
    above = [folder, *folder.parents]
    root = next((n for n, place in enumerate(above) if (place / ".git").exists()), 0)
    yield from (place / NAME for place in above[: root + 1] if (place / NAME).is_file())


def _table(file: Path) -> Any:  # noqa: ANN401 -- whatever the file holds
    try:
        table: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CasesError(f"{file} cannot be read: {error.strerror}") from None
    except ValueError as error:  # not UTF-8, or not TOML
        raise CasesError(f"{file} is not valid TOML: {error}") from None
    for key in TABLE:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _validated(table: Any, file: Path) -> Thresholds:  # noqa: ANN401
    try:
        return Thresholds.model_validate(table)
    except ValidationError as error:
        trouble = first_trouble(error, under=("thresholds",))
        raise CasesError(f"{file}: {'.'.join(TABLE[:-1])}: {trouble.message}") from None
