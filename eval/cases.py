"""Evaluation cases: what a right answer to a question holds, and what it must not hold."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from corpus.errors import SettingsError
from eval.fields import Citations, Day, Facts, Id, Name, Names, Question, Refused, Strict, Wanted
from index.filters import Filters

SHIPPED = Path(__file__).parent / "cases.yaml"
"""The cases over corpus/articles."""

KNOWN_GAP = "known-gap"
"""The tag of cases that fail today: they are reported, and gate nothing."""


class Expected(Strict):
    """What is expected of one answer. Everything listed must hold."""

    facts: Facts = ()
    """Each must stand in the answer; of alternatives, one must."""
    forbidden: Facts = ()
    """None may stand in the answer."""
    cites: Citations = ()
    """Each must be cited: a file, or a sentence of it; of alternatives, one must."""
    refuse: Refused = False
    """The answer must be a refusal: true, or the kind of refusal."""
    disagreement: tuple[Wanted, ...] = ()
    """The answer must show these values, two or more, as competing."""
    speaker: Wanted | None = None
    """Who must be named as the one whose words a statement is."""

    @property
    def expects(self) -> bool:
        """Whether anything is expected beyond what the hard gates ask of every answer."""
        return bool(self.refuse or self.wants_answer)

    @property
    def wants_answer(self) -> bool:
        """Whether something is expected that a refusal cannot hold."""
        return bool(self.facts or self.cites or self.disagreement or self.speaker)

    @model_validator(mode="after")
    def _is_coherent(self) -> "Expected":
        if self.refuse and (self.wants_answer or self.forbidden):
            raise ValueError("what is to be refused can expect nothing else")
        if len(self.disagreement) == 1:
            raise ValueError("a disagreement takes two values or more")
        return self


class Turn(Expected):
    """One question of a conversation, with what is expected of its answer, if anything."""

    question: Question


class Limits(Strict):
    """Which articles are asked; see index/filters.py."""

    after: date | None = None
    """Only articles from this day on."""
    before: date | None = None
    """Only articles up to this day."""
    outlets: Names = ()
    """Only articles of these outlets."""
    articles: Names = ()
    """Only these: ids or file names."""
    undated: bool = False
    """With `after` or `before`: keep articles without a date."""

    def filters(self) -> Filters:
        """Return them as the search takes them."""
        return Filters(self.after, self.before, self.outlets, self.articles, self.undated)

    @model_validator(mode="after")
    def _are_in_order(self) -> "Limits":
        try:
            self.filters().check_dates()
        except SettingsError as error:
            raise ValueError(str(error)) from None
        return self


class Case(Expected):
    """A question, or a conversation of several, with what is expected of the answers."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["question"]}, {"required": ["turns"]}]}
    )

    id: Id
    """Unique in the file."""
    question: Question | None = None
    """What is asked; or `turns`, for a conversation."""
    turns: tuple[Turn, ...] = ()
    """Instead of `question`: the conversation, each turn with expectations of its own."""
    filters: Limits | None = None
    """Which articles are asked. [default: all]"""
    as_of: Day | None = None
    """The day from which the reader looks back."""
    tags: Names = ()
    """For thresholds and tables; "known-gap" marks what fails today and gates nothing."""
    must: bool = False
    """Whether it fails the run where it does not hold; not with "known-gap"."""
    draft: bool = False
    """Written by a command and not yet read by a person: it is skipped, and may expect nothing."""
    note: str | None = None
    """For readers of the file."""

    @property
    def asked(self) -> tuple[Turn, ...]:
        """The turns; one where it is a single question."""
        if self.turns:
            return self.turns
        expected = {name: getattr(self, name) for name in Expected.model_fields}
        return (Turn.model_construct(question=self.question or "", **expected),)

    @property
    def gates(self) -> bool:
        """Whether its expectations count for thresholds and baseline."""
        return KNOWN_GAP not in self.tags

    @model_validator(mode="after")
    def _asks_something(self) -> "Case":
        if bool(self.question) == bool(self.turns):
            raise ValueError("it takes either a question or turns")
        if self.turns and (self.expects or self.forbidden):
            raise ValueError("expectations of a conversation stand with its turns")
        if not self.draft and not any(turn.expects for turn in self.asked):
            raise ValueError(
                "it expects nothing: give facts, cites, refuse, disagreement or speaker"
            )
        if self.must and not self.gates:
            raise ValueError(f"what must hold is no {KNOWN_GAP}: leave out one of the two")
        return self


class Bound(Strict):
    """What a measure must reach: a limit on its mean, or on the worse end of its interval."""

    limit: float = Field(allow_inf_nan=False)
    """The least or, of a measure that is better the lower, the most."""
    on: Literal["mean", "interval"] = "mean"
    """The mean, or the worse end of its 95% interval."""


def _bound(value: Any) -> Any:  # noqa: ANN401 -- whatever the file holds
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return {"limit": value} if number else value


Bounds = dict[Name, Annotated[Bound, BeforeValidator(_bound, json_schema_input_type=float | Bound)]]
"""By measure; a bare number is a limit on the mean. What is better the higher must not be below
its limit, what is better the lower not above."""


class Thresholds(Strict):
    """The limits over all cases that gate, and over those with a tag."""

    all: Bounds = Field(default_factory=dict)
    """Over all cases that gate."""
    tags: dict[Name, Bounds] = Field(default_factory=dict)
    """Over those with a tag."""


class CaseSet(Strict):
    """A case file."""

    thresholds: Thresholds = Thresholds()
    """What the measures must reach for the run to pass."""
    cases: tuple[Case, ...] = Field(min_length=1)
    """What is asked."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "CaseSet":
        first: dict[str, int] = {}
        for n, case in enumerate(self.cases):
            turns = range(1, len(case.turns) + 1)
            for id in (case.id, *(f"{case.id}/{turn}" for turn in turns)):
                if id in first:
                    raise PydanticCustomError(
                        "same_id",
                        "case id {id} is used twice",
                        {"id": id, "case": n, "first": first[id]},
                    )
                first[id] = n
        return self
