"""What is wrong with a case file, in plain words."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eval.cases import Bound, Case, CaseSet, Limits, Thresholds, Turn
from eval.fields import Source
from rag.answer import Refusal

_Path = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and the way there: names of fields and places in lists."""

    path: _Path
    message: str
    """One line, which begins with the name of the field."""
    other: _Path | None = None
    """The way to what it clashes with, if it does."""


_MODELS: Mapping[str, type[BaseModel]] = {
    "cases": Case, "turns": Turn, "filters": Limits, "cites": Source, "thresholds": Thresholds,
    "all": Bound, "tags": Bound,
}  # fmt: skip
"""The model at a place, by the last of these names on the way there."""
_SHOWN = 20
"""Names listed where none is near."""
_LABELS = {"file", "source", "yes", "kind"}
"""What pydantic puts on the way beside the names of fields, for the form of a value."""


def first_trouble(error: ValidationError, under: _Path = ()) -> Trouble:
    """Return the first of the errors; a field that nobody knows explains others, so goes first.

    `under` is the way to what was validated, where that is a part of a case file.
    """
    errors = error.errors(include_url=False)
    here = [each for each in errors if _about(each) == _about(errors[0])]
    chosen = next((each for each in here if each["type"] == "extra_forbidden"), here[0])
    if chosen["type"] == "same_id":
        given = chosen["ctx"]
        said = f"id: {given['id']!r} is used by an earlier case: give this one another"
        return Trouble(("cases", given["case"], "id"), said, ("cases", given["first"], "id"))
    path = _without_labels((*under, *chosen["loc"]))
    return Trouble(path, ": ".join([*_names(path), _words(chosen, path)]))


def _about(error: ErrorDetails) -> _Path:
    """Return the way to the case that the error is in, or nothing."""
    return error["loc"][:2] if error["loc"][:1] == ("cases",) and len(error["loc"]) > 1 else ()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return what to say of those `known` after one that is not: the nearest, or some."""
    names = sorted(known)
    if close := difflib.get_close_matches(name, names, n=1):
        return f": did you mean {close[0]}?"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"; known: {', '.join(names[:_SHOWN])}{more}" if names else ""


def _without_labels(loc: _Path) -> _Path:
    return tuple(
        part
        for before, part in zip((None, *loc), loc, strict=False)
        if part not in _LABELS or not (isinstance(before, int) or before == "refuse")
    )


def _names(path: _Path) -> list[str]:
    """Return the names that a reader knows the place by: "turn 2", "facts"."""
    names: list[str] = []
    for part in path[2:] if path[:1] == ("cases",) and len(path) > 1 else path:
        if isinstance(part, str) and part != "[key]":
            names.append(part)
        elif names[-1:] == ["turns"]:
            names[-1] = f"turn {int(part) + 1}"
    return names


def _words(error: ErrorDetails, path: _Path) -> str:
    kind, value = error["type"], error["input"]
    if kind == "extra_forbidden":
        return f"is no field{nearest(str(path[-1]), _model(path).model_fields)}"
    if kind in {"enum", "literal_error"}:
        known = [*Refusal] if kind == "enum" else ["mean", "interval"]
        return f"{value!r} is not known{nearest(str(value), known)}"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if kind in _SAID:
        return _SAID[kind](value)
    return error["msg"][:1].lower() + error["msg"][1:]


def _model(path: _Path) -> type[BaseModel]:
    names = (part for part in reversed(path[:-1]) if isinstance(part, str))
    return next((_MODELS[name] for name in names if name in _MODELS), CaseSet)


def _not_text(value: object) -> str:
    if isinstance(value, (list, dict)) or value is None:
        return f"must be text, and is {_kind(value)}"
    return f"holds {_kind(value)}, as YAML reads it: put it in quotes"


def _kind(value: object) -> str:
    """Return what `value` is: "a number"."""
    if isinstance(value, bool):
        return f"yes or no ({str(value).lower()})"
    return next((name for kind, name in _KINDS.items() if isinstance(value, kind)), "nothing")


_KINDS: Mapping[type, str] = {
    int: "a number", float: "a number", date: "a date", dict: "a group of fields",
    list: "a list", str: "text",
}  # fmt: skip


def _must_be(what: str) -> Callable[[object], str]:
    return lambda value: f"must be {what}, and is {_kind(value)}"


_DAY = _must_be("a day, written as 2025-09-05")
_YES = _must_be("true or false")
_NUMBER = _must_be("a number")
_SAID: Mapping[str, Callable[[Any], str]] = {
    "missing": lambda value: "is missing: add it",
    "string_type": _not_text,
    "invalid_key": lambda value: f"{value} is no name of a field: put it in quotes or mend it",
    "string_too_short": lambda value: "is empty: write something, or leave the field out",
    "too_short": lambda value: "is empty: list something, or leave the field out",
    "string_too_long": lambda value: f"has {len(value)} characters: at most 200 will do",
    "string_pattern_mismatch": lambda value: "holds characters that cannot be shown: delete them",
    "tuple_type": _must_be("a list"),
    "list_type": _must_be("a list"),
    "dict_type": _must_be("a group of fields"),
    "model_type": _must_be("a group of fields"),
    "model_attributes_type": _must_be("a group of fields"),
    "bool_type": _YES,
    "bool_parsing": _YES,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": lambda value: "must be a number that ends",
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": lambda value: "must be a day without a time of it",
}
