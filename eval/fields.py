"""What the fields of a case file take, and the words in which they refuse the rest."""

import re
import warnings
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
)

from corpus.errors import SettingsError
from rag.answer import Refusal
from rag.question import check, check_day


class Strict(BaseModel):
    """Frozen, and without fields that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def pattern_of(wanted: str) -> str | None:
    """Return the regular expression that stands between slashes; None for a plain string."""
    return wanted[1:-1] if len(wanted) > 2 and wanted[0] == wanted[-1] == "/" else None


def literal(text: str) -> str:
    """Return how `text` is written as something wanted, even if it stands between slashes.

    A number, or a short word, is wanted as a whole: "26" is not in "126", "26,000", "26.5" or
    "26bn", nor "four" in "fourth" or "twenty-four".
    """
    if _NUMBER.fullmatch(text):
        return rf"/(?<![\w.,]){re.escape(text)}(?![.,]?\w)/"
    if _SHORT.fullmatch(text):
        return rf"/(?<![\w-]){text}\b/"
    return text if pattern_of(text) is None else f"/{re.escape(text)}/"


_SHORT = re.compile(r"[a-z]{1,5}")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


def _listed(value: Any) -> Any:  # noqa: ANN401 -- whatever the file holds
    return value if value is None or isinstance(value, (list, tuple)) else [value]


def _can_fail(wanted: str) -> str:
    """Return `wanted` unless it stands in every text, or is no regular expression."""
    if not wanted.strip():
        raise ValueError("is blank, which stands in every text: write something")
    if (pattern := pattern_of(wanted)) is None:
        return wanted
    try:
        with warnings.catch_warnings(action="ignore"):  # of what a later Python may read otherwise
            anywhere = re.search(pattern, "", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{wanted} is no regular expression: {error}") from None
    if anywhere:
        raise ValueError(f"{wanted} matches even an empty text: say what must be there")
    return wanted


def _can_be_asked(question: str) -> str:
    try:
        check(question)
    except SettingsError as error:
        raise ValueError(str(error)) from None
    return question


def _within_reach(day: date) -> date:
    try:
        check_day(day)
    except SettingsError as error:
        raise ValueError(str(error)) from None
    return day


Name = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Question = Annotated[Name, AfterValidator(_can_be_asked)]
Day = Annotated[date, AfterValidator(_within_reach)]
Text = Annotated[Name, AfterValidator(_can_fail)]
Names = Annotated[
    tuple[Name, ...], BeforeValidator(_listed, json_schema_input_type=Name | list[Name])
]

Wanted = Annotated[
    tuple[Text, ...],
    BeforeValidator(
        _listed, json_schema_input_type=Name | Annotated[list[Name], Field(min_length=1)]
    ),
    Field(min_length=1),
]
"""Alternatives, of which one must hold: strings, looked for without regard to case and white space,
or regular expressions between slashes, as in `/26 (countries|nations)/`. One may stand bare."""

Facts = Annotated[
    tuple[Wanted, ...], BeforeValidator(_listed, json_schema_input_type=Name | list[Wanted])
]


class Source(Strict):
    """A file of the corpus, or a sentence in it."""

    file: Name
    """As it is indexed: its path below the folder."""
    quote: Name
    """What the citation must overlap, character for character but for white space."""


def _file_or_source(value: Any) -> str:  # noqa: ANN401
    return "source" if isinstance(value, (dict, Source)) else "file"


def _yes_or_kind(value: Any) -> str:  # noqa: ANN401
    return "kind" if isinstance(value, str) else "yes"


Place = Annotated[
    Annotated[Name, Tag("file")] | Annotated[Source, Tag("source")],
    Discriminator(_file_or_source),
]
Cited = Annotated[
    tuple[Place, ...],
    BeforeValidator(
        _listed,
        json_schema_input_type=Name | Source | Annotated[list[Name | Source], Field(min_length=1)],
    ),
    Field(min_length=1),
]
"""Alternatives, of which one must be cited: files, or exact sentences of files."""
Citations = Annotated[
    tuple[Cited, ...],
    BeforeValidator(_listed, json_schema_input_type=Name | Source | list[Cited]),
]

Refused = Annotated[
    Annotated[bool, Field(strict=True), Tag("yes")] | Annotated[Refusal, Tag("kind")],
    Discriminator(_yes_or_kind),
]
