"""Thresholds from `[tool.groundwire.eval.thresholds]` of a pyproject.toml; a case file's win."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.errors import CasesError
from eval.casefile import CaseFile
from eval.cases import Thresholds
from eval.explaining import first_trouble, nearest
from eval.known import gating_tags, impossible_bounds

NAME = "pyproject.toml"
TABLE = ("tool", "groundwire", "eval", "thresholds")


def with_project_thresholds(case_file: CaseFile, folder: Path) -> CaseFile:
    """Return `case_file` with what the project around `folder` asks beside its own thresholds.

    That is the nearest pyproject.toml with the table, in `folder` or above it, up to the root of
    the repository. What it asks of tags that no case has counts for other case files; a note says
    so. Raises CasesError if it cannot be read, or is on a measure that there is not.
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
    notes = tuple(
        f"{NAME}: {'.'.join(TABLE)}: no case of {case_file.file} that gates has the tag {tag!r}, "
        f"so its limits are not looked at{nearest(tag, tags)}"
        for tag in project.tags
        if tag not in tags
    )
    merged_set = case_set.model_copy(update={"thresholds": merged})
    return replace(case_file, case_set=merged_set, notes=(*case_file.notes, *notes))


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
        thresholds = Thresholds.model_validate(table)
        trouble = next(impossible_bounds(thresholds), None)
    except ValidationError as error:
        trouble = first_trouble(error, under=("thresholds",))
    if trouble:
        raise CasesError(f"{file}: {'.'.join(TABLE[:-1])}: {trouble.message}")
    return thresholds
