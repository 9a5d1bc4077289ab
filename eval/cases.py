"""Evaluation cases: what a right answer to a question must and must not contain."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import CasesError

SHIPPED = Path(__file__).parent / "cases.yaml"
"""The cases over corpus/articles."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Case(_Strict):
    """One question with what is expected of its answer."""

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    previous: tuple[str, ...] = ()
    """Earlier questions of the conversation, oldest first."""
    facts: tuple[str | tuple[str, ...], ...] = ()
    """Each must stand in the answer, without regard to case and white space; of alternatives,
    one must."""
    forbidden: tuple[str, ...] = ()
    """None may stand in the answer."""
    cites: tuple[str, ...] = ()
    """At least one citation is to one of these files."""
    refuse: bool = False
    """The corpus does not say: the answer must be insufficient."""
    tags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _expects_one_thing(self) -> "Case":
        expects = bool(self.facts or self.forbidden or self.cites)
        if self.refuse and expects:
            raise ValueError("a case that expects a refusal expects no facts and no citations")
        if not self.refuse and not (self.facts or self.cites):
            raise ValueError("a case expects facts, citations or a refusal: it has none")
        return self


class Thresholds(_Strict):
    """The least share of cases that must hold; a run below one fails."""

    facts: float = Field(0.0, ge=0, le=1)
    """Of the answerable cases, those whose answer holds every fact and nothing forbidden."""
    citations: float = Field(0.0, ge=0, le=1)
    """Of the answerable cases, those that cite one of the articles expected."""
    refusals: float = Field(0.0, ge=0, le=1)
    """Of the cases to refuse, those refused."""
    answered: float = Field(0.0, ge=0, le=1)
    """Of the answerable cases, those not refused."""


class CaseSet(_Strict):
    """A case file."""

    thresholds: Thresholds = Thresholds()
    cases: tuple[Case, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "CaseSet":
        ids = [case.id for case in self.cases]
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            raise ValueError(f"case id {twice[0]!r} is used twice")
        return self


def load_cases(file: Path) -> CaseSet:
    """Read a YAML case file. Raises CasesError, naming file and place, if it is broken."""
    try:
        data: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CasesError(f"case file {file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CasesError(f"case file {file} is not UTF-8") from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: an impossible date
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise CasesError(f"{file}{line}: not valid YAML: {problem}") from error
    try:
        return CaseSet.model_validate(data)
    except ValidationError as error:
        raise CasesError(f"{file}: {_explain(error, data)}") from None


def _explain(error: ValidationError, data: Any) -> str:  # noqa: ANN401
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    if len(place) >= 2 and place[0] == "cases":
        case = data["cases"][int(place[1])]
        name = case.get("id", place[1]) if isinstance(case, dict) else place[1]
        place = [f"case {name!r}", *place[2:]]
    message = first["msg"].removeprefix("Value error, ")
    return ": ".join([*place, message[:1].lower() + message[1:]])
