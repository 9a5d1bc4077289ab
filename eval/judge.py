"""What a language model thinks of the answers, and how far it agrees with our check.

Advisory: no gate rests on it, since it says something else each time and with each model. It is
LlamaIndex's FaithfulnessEvaluator (is the answer supported by what it cites?) and
RelevancyEvaluator (are answer and citations in line with the question?).
"""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import first_line
from eval.outcome import HardGate, Outcome
from eval.run import Run
from rag.answer import Answer, Citation, Status
from rag.llm.model import LanguageModel, Prompt

if TYPE_CHECKING:
    from llama_index.core.evaluation import BaseEvaluator
    from llama_index.core.llms import LLM

_LOG = logging.getLogger(__name__)
_GRADE = re.compile(r"\b(yes|no)\b", re.IGNORECASE)
_ORDERS = "Judge strictly by the context given. Answer with YES or NO and nothing else."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge said of one answer; None where it failed or its grade cannot be read."""

    faithful: bool | None
    relevant: bool | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether judge and check find the same answers grounded."""

    answers: int
    """Those that the judge graded for faithfulness."""
    share: float | None
    """Of them, those on which both say the same; None without any."""
    kappa: float | None
    """Cohen's kappa: 1 is full agreement, 0 what chance gives; None where it is not defined."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """What the judge said of a run."""

    turns: Mapping[str, Judgement]
    """By turn id; refusals and crashes are not judged."""
    grounded: Mapping[str, bool]
    """What our check says of the same answers."""

    @property
    def agreement(self) -> Agreement:
        """How far they agree."""
        graded = {id: turn.faithful for id, turn in self.turns.items() if turn.faithful is not None}
        return agreement([self.grounded[id] for id in graded], list(graded.values()))

    @property
    def failed(self) -> int:
        """How many answers the judge could not grade on both counts."""
        return sum(None in (turn.faithful, turn.relevant) for turn in self.turns.values())

    def share(self, of: Callable[[Judgement], bool | None]) -> float | None:
        """Return the share of yes among the grades that `of` takes; None without any."""
        grades = [grade for turn in self.turns.values() if (grade := of(turn)) is not None]
        return sum(grades) / len(grades) if grades else None


def judge(
    run: Run, llm: "LLM", progress: Callable[[str, int, int], None] = lambda step, done, total: None
) -> Judgements:
    """Ask `llm` about each answer of `run` that is none of refusal and crash."""
    from llama_index.core.evaluation import FaithfulnessEvaluator, RelevancyEvaluator

    evaluators = FaithfulnessEvaluator(llm=llm), RelevancyEvaluator(llm=llm)
    answered = {o.id: o.answer for o in run.outcomes if o.answer and _is_judged(o.answer)}

    async def ask_all() -> dict[str, Judgement]:
        # In one event loop, since a client does not survive its own.
        turns = {}
        for done, (id, answer) in enumerate(answered.items(), start=1):
            grades = [await _grade(evaluator, answer, id) for evaluator in evaluators]
            turns[id] = Judgement(*grades)
            progress("judging", done, len(answered))
        return turns

    turns = asyncio.run(ask_all())
    return Judgements(turns, {o.id: _is_grounded(o) for o in run.outcomes if o.id in answered})


def as_llama_index(model: LanguageModel) -> "LLM":
    """Return our client of a language model as LlamaIndex's evaluators take one."""
    from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata

    class Adapter(CustomLLM):
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata()

        def complete(self, prompt: str, *_: Any, **__: Any) -> CompletionResponse:  # noqa: ANN401
            deltas = model.stream(Prompt(_ORDERS, prompt))
            return CompletionResponse(text="".join(delta.text for delta in deltas))

        def stream_complete(self, prompt: str, *_: Any, **__: Any) -> Any:  # noqa: ANN401
            yield self.complete(prompt)

    return Adapter()


def agreement(ours: Sequence[bool], theirs: Sequence[bool]) -> Agreement:
    """Return how far two judges agree on the same answers.

    Kappa is (p - e) / (1 - e), with p the share of agreement and e what two judges reach who say
    yes as often as these, but at random (Cohen, "A coefficient of agreement for nominal scales",
    1960). Where e is 1, since both always say the same, it is not defined.
    """
    count = len(ours)
    if not count:
        return Agreement(0, None, None)
    share = sum(a == b for a, b in zip(ours, theirs, strict=True)) / count
    yes, also_yes = sum(ours) / count, sum(theirs) / count
    chance = yes * also_yes + (1 - yes) * (1 - also_yes)
    return Agreement(count, share, (share - chance) / (1 - chance) if chance < 1 else None)


def grade_of(said: str) -> bool | None:
    """Return the grade in what a judge said: its first word, or the only one it used; else None."""
    grades = [grade.lower() for grade in _GRADE.findall(said)]
    begins = _GRADE.match(said.lstrip(" \t\r\n*_#\"'`([-"))
    if begins:
        return begins.group().lower() == "yes"
    return grades[0] == "yes" if len(set(grades)) == 1 else None


async def _grade(evaluator: "BaseEvaluator", answer: Answer, id: str) -> bool | None:
    try:
        result = await evaluator.aevaluate(
            query=answer.standalone_question,
            response=answer.text,
            contexts=[_context(citation) for citation in answer.citations],
        )
    except Exception as error:  # whatever client was given: the run does not depend on it
        _LOG.warning("the judge failed on %s: %s", id, first_line(error))
        return None
    # `passing` is True for any text with "yes" in it, and False for what is no grade at all.
    return grade_of(result.feedback or "")


def _is_judged(answer: Answer) -> bool:
    return answer.status is Status.ANSWERED and bool(answer.citations)


def _is_grounded(outcome: Outcome) -> bool:
    return not any(broken.gate is HardGate.GROUNDED for broken in outcome.broken)


def _context(citation: Citation) -> str:
    about = (citation.outlet, citation.published and citation.published.isoformat(), citation.title)
    return f"[{citation.n}] {' · '.join(part for part in about if part)}\n{citation.quote}"
