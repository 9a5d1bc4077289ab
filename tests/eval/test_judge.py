"""The language model as judge: its grades, its failures, and its agreement with our check."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from llama_index.core.bridge.pydantic import Field
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
from sklearn.metrics import cohen_kappa_score

from corpus.errors import LLMError
from eval.judge import Agreement, Judgement, agreement, as_llama_index, grade_of, judge
from eval.outcome import Broken, HardGate, Outcome
from eval.run import Run
from rag.answer import Answer, Status
from rag.llm.model import ScriptedModel

MakeOutcome = Callable[..., Outcome]
MakeRun = Callable[..., Run]


class Scripted(CustomLLM):
    """Says what the first key found in its prompt stands for; raises where that is None."""

    script: dict[str, str | None]
    prompts: list[str] = Field(default_factory=list)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata()

    def complete(self, prompt: str, *_: object, **__: object) -> CompletionResponse:
        self.prompts.append(prompt)
        said = next(text for key, text in self.script.items() if key in prompt)
        if said is None:
            raise RuntimeError("the server is down")
        return CompletionResponse(text=said)

    def stream_complete(
        self, prompt: str, *_: object, **__: object
    ) -> Iterator[CompletionResponse]:
        yield self.complete(prompt)


FAITHFUL, RELEVANT = "Information: Apple pie", "Query and Response"
"""What only the prompt of the one evaluator holds."""


def test_each_answer_is_judged_on_what_it_cites(
    make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    llm = Scripted(script={FAITHFUL: "YES", RELEVANT: "No."})
    steps: list[tuple[str, int, int]] = []

    found = judge(
        make_run(make_outcome("a"), make_outcome("b")), llm, lambda *step: steps.append(step)
    )

    assert found.turns == {"a": Judgement(True, False), "b": Judgement(True, False)}
    assert found.agreement == Agreement(2, 1.0, None)
    assert found.share(lambda turn: turn.relevant) == 0.0
    assert found.failed == 0
    assert steps == [("judging", 1, 2), ("judging", 2, 2)]
    assert all("Fjord Weekly · 2025-06-03 · Ferries\nNine ferries" in p for p in llm.prompts)
    assert "How many ferries sail to Bergen?" in llm.prompts[1]


def test_refusals_and_crashes_are_not_judged(
    make_answer: Callable[..., Answer], make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    refusal = make_answer("Q?", status=Status.INSUFFICIENT, reason="It does not say.")
    crash = Broken(HardGate.CRASH, "KeyError: 'x'")
    run = make_run(
        make_outcome("refused", answered=refusal),
        make_outcome("crashed", answered=None, broken=[crash]),
    )

    found = judge(run, Scripted(script={}))

    assert found.turns == {}
    assert found.agreement == Agreement(0, None, None)
    assert found.share(lambda turn: turn.faithful) is None


def test_a_judge_that_fails_or_mumbles_leaves_the_answer_ungraded(
    make_outcome: MakeOutcome, make_run: MakeRun, caplog: pytest.LogCaptureFixture
) -> None:
    llm = Scripted(script={FAITHFUL: None, RELEVANT: "The eyes have it."})

    found = judge(make_run(make_outcome("a")), llm)

    assert found.turns == {"a": Judgement(None, None)}
    assert found.failed == 1
    assert found.agreement.answers == 0
    assert "the judge failed on a: the server is down" in caplog.text


def test_agreement_is_with_our_check_of_each_answer(
    make_outcome: MakeOutcome, make_run: MakeRun
) -> None:
    ungrounded = Broken(HardGate.GROUNDED, "27 is in none of what it cites")
    other = Broken(HardGate.MARKERS, "marker [3] resolves to nothing")
    run = make_run(
        make_outcome("a", answered="Nine sail."),
        make_outcome("b", answered="Ten sail.", broken=[ungrounded]),
        make_outcome("c", answered="Six sail.", broken=[other]),
        make_outcome("d", answered="Two sail.", broken=[ungrounded]),
    )
    script = {"Ten sail": "NO", "Nine sail": "YES", "Six sail": "YES", "Two sail": "YES"}

    found = judge(run, Scripted(script=script))

    assert found.grounded == {"a": True, "b": False, "c": True, "d": False}
    assert found.agreement == Agreement(4, 0.75, 0.5)


def test_our_own_client_serves_as_judge(make_outcome: MakeOutcome, make_run: MakeRun) -> None:
    yes = ScriptedModel("YES")

    found = judge(make_run(make_outcome("a")), as_llama_index(yes))
    down = judge(
        make_run(make_outcome("a")), as_llama_index(ScriptedModel("", error=LLMError("is down")))
    )

    assert found.turns == {"a": Judgement(True, True)}
    assert "Nine ferries" in yes.prompts[0].user
    assert down.turns == {"a": Judgement(None, None)}


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ("YES", True),
        ("no", False),
        ("**Yes**, although no source is named.", True),
        ("No: the context says yes to something else.", False),
        ("The answer is NO.", False),
        ("It could be yes, it could be no.", None),
        ("I do not know; nothing yesterday.", None),
        ("", None),
    ],
)
def test_a_grade_is_read_or_there_is_none(said: str, grade: bool | None) -> None:
    assert grade_of(said) is grade


def test_kappa_as_worked_by_hand() -> None:
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: agreement .7, by chance .5, kappa .4
    ours = [True] * 25 + [False] * 25
    theirs = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15

    found = agreement(ours, theirs)

    assert found.answers == 50
    assert found.share == 0.7
    assert found.kappa == pytest.approx(0.4)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_kappa_is_what_scikit_learn_gives(pairs: list[tuple[bool, bool]]) -> None:
    ours, theirs = ([pair[at] for pair in pairs] for at in (0, 1))
    assume(len({*ours, *theirs}) == 2)

    found = agreement(ours, theirs)

    assert found.kappa == pytest.approx(cohen_kappa_score(ours, theirs))
    assert found.share == pytest.approx(np.mean(np.array(ours) == np.array(theirs)))


def test_kappa_is_not_defined_where_both_always_say_the_same() -> None:
    assert agreement([True, True], [True, True]) == Agreement(2, 1.0, None)
