"""Evaluation cases: what a right answer to a question holds, and what it must not hold."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from index.filters import Filters
from rag.answer import Refusal

SHIPPED = Path(__file__).parent / "cases.yaml"
"""The cases over corpus/articles."""

KNOWN_GAP = "known-gap"
"""The tag of cases that fail today: they are reported, and gate nothing."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(value: Any) -> Any:  # noqa: ANN401 -- whatever the file holds
    return [value] if isinstance(value, (str, dict)) else value


Name = Annotated[str, Field(min_length=1)]

Wanted = Annotated[tuple[Name, ...], BeforeValidator(_listed), Field(min_length=1)]
"""Alternatives, of which one must hold: strings, looked for without regard to case and white
space, or regular expressions between slashes, as in `/\\b26 (countries|nations)\\b/`. One may
stand bare."""


class Source(_Strict):
    """A file of the corpus, or a sentence in it."""

    file: Name
    quote: Name
    """What the citation must overlap, character for character but for white space."""


Cited = Annotated[tuple[Name | Source, ...], BeforeValidator(_listed), Field(min_length=1)]
"""Alternatives, of which one must be cited: files, or exact sentences of files."""


class Expected(_Strict):
    """What is expected of one answer. Everything listed must hold."""

    facts: tuple[Wanted, ...] = ()
    """Each must stand in the answer."""
    forbidden: tuple[Wanted, ...] = ()
    """None may stand in the answer."""
    cites: tuple[Cited, ...] = ()
    """Each must be cited."""
    refuse: bool | Refusal = False
    """The answer must be a refusal, or one of that kind."""
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

    question: str = Field(min_length=1)


class Limits(_Strict):
    """Which articles are asked; see index/filters.py."""

    after: date | None = None
    before: date | None = None
    outlets: tuple[Name, ...] = ()
    articles: tuple[Name, ...] = ()
    undated: bool = False

    def filters(self) -> Filters:
        """Return them as the search takes them."""
        return Filters(self.after, self.before, self.outlets, self.articles, self.undated)


class Case(Expected):
    """A question, or a conversation of several, with what is expected of the answers."""

    id: Name
    question: Name | None = None
    turns: tuple[Turn, ...] = ()
    """Instead of `question`: the conversation, each turn with expectations of its own."""
    filters: Limits | None = None
    as_of: date | None = None
    """The day from which the reader looks back."""
    tags: tuple[Name, ...] = ()
    must: bool = False
    """Whether it fails the run when it held in the baseline and holds no more."""
    draft: bool = False
    """Written by `groundwire eval new` and not yet read by a person: it is skipped."""
    note: str | None = None
    """For readers of the file."""

    @property
    def asked(self) -> tuple[Turn, ...]:
        """The turns; one where it is a single question."""
        if self.turns:
            return self.turns
        expected = {name: getattr(self, name) for name in Expected.model_fields}
        return (Turn.model_construct(question=self.question, **expected),)

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
        if not any(turn.expects for turn in self.asked):
            raise ValueError(
                "it expects nothing: give facts, cites, refuse, disagreement or speaker"
            )
        return self


class Bound(_Strict):
    """What a measure must reach: a limit on its mean, or on the worse end of its interval."""

    limit: float
    on: Literal["mean", "interval"] = "mean"


def _bound(value: Any) -> Any:  # noqa: ANN401 -- whatever the file holds
    return {"limit": value} if isinstance(value, (int, float)) else value


Bounds = dict[Name, Annotated[Bound, BeforeValidator(_bound)]]
"""By measure; a bare number is a limit on the mean. What is better the higher must not be below
its limit, what is better the lower not above."""


class Thresholds(_Strict):
    """The limits over all cases that gate, and over those with a tag."""

    all: Bounds = {}
    tags: dict[Name, Bounds] = {}


class CaseSet(_Strict):
    """A case file."""

    thresholds: Thresholds = Thresholds()
    cases: tuple[Case, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "CaseSet":
        ids = [case.id for case in self.cases]
        if twice := repeated(ids):
            raise ValueError(f"case id {twice[0]!r} is used twice")
        return self


def repeated(ids: Sequence[str]) -> list[str]:
    """Return those that stand in `ids` more than once, in order of the alphabet."""
    return sorted({id for id in ids if ids.count(id) > 1})
