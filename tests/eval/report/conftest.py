"""One run with everything that a report must show."""

from collections.abc import Callable

import pytest

from eval.baseline import Comparison, Difference
from eval.judge import Judgement, Judgements
from eval.outcome import Broken, HardGate, Outcome
from eval.run import FailedGate, Run
from rag.answer import Answer

ODD = "<script>alert(1)</script> `x` | [a](javascript:x) \x1b[31m $x^2$ \x00 %0A, ::error:: “é” 漢"
"""Text that means something in each of the formats."""


@pytest.fixture
def odd() -> str:
    return ODD


@pytest.fixture
def full_run(make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]) -> Run:
    ungrounded = Broken(
        HardGate.GROUNDED, "27 is in none of what it cites", "27 ferries sail.", "Nine ferries sail"
    )
    turns = [
        {"question": "How many ferries sail?", "facts": ["nine"]},
        {"question": "And who said so?", "speaker": "Ada Berg"},
    ]
    return make_run(
        make_outcome("nine", tags=["numbers"]),
        make_outcome("ungrounded", tags=["numbers"], broken=[ungrounded]),
        make_outcome("missing", tags=["facts"], problems=["fact missing: nine"], must=True),
        make_outcome("talk", number=1, turns=turns),
        make_outcome("talk", number=2, turns=turns, problems=["names nobody, not Ada Berg"]),
        make_outcome(
            "crashed", answered=None, broken=[Broken(HardGate.CRASH, "KeyError: 'x'")],
            scores={"fact_hit": None},
        ),
        make_outcome("gap", tags=["known-gap"], problems=["fact missing: nine"]),
        make_outcome("closed", tags=["known-gap"]),
        thresholds={
            "all": {"fact_hit": {"limit": 0.9, "on": "interval"}},
            "tags": {"numbers": {"fact_hit": 0.5}},
        },
        failed_gates=[
            FailedGate("grounded", "grounded is broken once in 1 answer: ungrounded"),
            FailedGate("crash", "crash is broken once in 1 answer: crashed"),
            FailedGate("fact_hit", "fact_hit 0.600: its lower end is below 0.900: missing"),
            FailedGate("must", "1 turn that must hold does not: missing"),
        ],
        drafts=2,
    )  # fmt: skip


@pytest.fixture
def odd_run(
    make_answer: Callable[..., Answer],
    make_outcome: Callable[..., Outcome],
    make_run: Callable[..., Run],
) -> Run:
    """Return a run whose every text is odd."""
    broken = Broken(HardGate.QUOTES, ODD, ODD, ODD)
    answered = make_answer(ODD, ODD, title=ODD)
    one = make_outcome(
        f"odd {ODD}", question=ODD, facts=[ODD], tags=[ODD], note=ODD, answered=answered,
        broken=[broken], problems=[ODD],
    )  # fmt: skip
    return make_run(one, failed_gates=[FailedGate("quotes", ODD)])


@pytest.fixture
def comparison() -> Comparison:
    return Comparison(
        broke=("missing",),
        mended=("nine",),
        changed=("talk/1",),
        new=("talk/2",),
        gone=("old",),
        differences=(
            Difference("fact_hit", 0.9, 0.6, -0.3, -0.5, -0.1, 5, worse=True),
            Difference("latency_p50_ms", 20.0, 12.0, -8.0, None, None, 5, worse=False),
        ),
        failed_gates=(FailedGate("baseline", "fact_hit went from 0.9 to 0.6"),),
    )


@pytest.fixture
def judgements() -> Judgements:
    return Judgements(
        {"nine": Judgement(True, True), "ungrounded": Judgement(True, None)},
        {"nine": True, "ungrounded": False},
    )
