"""A run against an earlier one: what broke, what was mended, and by how much the measures moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from eval.bench.bootstrap import FEWEST, Interval, Sample, Values, intervals
from eval.measure import Measure
from eval.outcome import Outcome
from eval.run import FailedGate, Run

GATE = "baseline"
TIMING = "latency"
"""How the names of measures of time begin: they are reported, and never the same twice."""

_DIGITS = 9  # a score that moves by less is the same, summed up in another order


@dataclass(frozen=True, slots=True)
class PastTurn:
    """What is known of a turn of an earlier run."""

    id: str
    asked: Mapping[str, Any]
    """Question and expectations, as `asked` returns them."""
    passed: bool
    gates: bool
    scores: Mapping[str, float | None]


Baseline = Mapping[str, PastTurn]
"""An earlier run, by turn id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure now and then, over the turns that both runs scored."""

    measure: str
    before: float
    after: float
    change: float
    """After minus before: of a mean, the mean difference of the turns."""
    low: float | None
    high: float | None
    """The bounds of its 95% interval; None of a percentile, and of fewer than six cases."""
    turns: int
    worse: bool
    """Whether the whole interval is on the worse side of none. Never of a time."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a run is against its baseline, over the cases that gate. Turns are named by id."""

    broke: tuple[str, ...]
    """Held then, and hold no more."""
    mended: tuple[str, ...]
    changed: tuple[str, ...]
    """Asked otherwise, or with other expectations, than then: they are not compared."""
    new: tuple[str, ...]
    gone: tuple[str, ...]
    """Gated then, and are not asked or do not gate now."""
    differences: tuple[Difference, ...]
    """By measure, in the order of the registry."""
    failed_gates: tuple[FailedGate, ...]


def asked(outcome: Outcome) -> dict[str, Any]:
    """Return as JSON-ready data what was asked of a turn and expected of its answer.

    Two turns of one id are compared only if this is equal.
    """
    case, turn = outcome.case, outcome.turn
    expected = turn.model_dump(mode="json", exclude={"question"})
    return {
        "question": turn.question,
        "previous": [earlier.question for earlier in case.asked[: outcome.number - 1]],
        "filters": case.filters.model_dump(mode="json") if case.filters else None,
        "as_of": case.as_of.isoformat() if case.as_of else None,
        "expected": {name: value for name, value in expected.items() if value},
    }


def compare(run: Run, baseline: Baseline, measures: Iterable[Measure]) -> Comparison:
    """Compare `run` turn by turn with `baseline`.

    It fails if no turn can be compared, and on a measure whose mean paired difference is worse with
    its whole 95% interval (bootstrap over cases, see eval/bench/bootstrap.py).
    """
    now = {outcome.id: outcome for outcome in run.outcomes if outcome.case.gates}
    then = {id: past for id, past in baseline.items() if past.gates}
    both = [id for id in now if id in then]
    changed = [id for id in both if asked(now[id]) != then[id].asked]
    pairs = [(now[id], then[id]) for id in both if id not in changed]
    broke = [outcome.id for outcome, past in pairs if past.passed and not outcome.passed]
    differences = _differences(pairs, measures)
    return Comparison(
        broke=tuple(broke),
        mended=tuple(outcome.id for outcome, past in pairs if outcome.passed and not past.passed),
        changed=tuple(changed),
        new=tuple(id for id in now if id not in then),
        gone=tuple(id for id in then if id not in now),
        differences=differences,
        failed_gates=(*_idle_gate(pairs), *_drop_gates(differences)),
    )


def gated(run: Run, comparison: Comparison) -> Run:
    """Return `run` with the gates that failed against its baseline among its own."""
    return replace(run, failed_gates=(*run.failed_gates, *comparison.failed_gates))


Pair = tuple[Outcome, PastTurn]


def _differences(pairs: Iterable[Pair], measures: Iterable[Measure]) -> tuple[Difference, ...]:
    pairs = list(pairs)
    found = (_difference(measure, pairs) for measure in measures)
    return tuple(difference for difference in found if difference)


def _difference(measure: Measure, pairs: Iterable[Pair]) -> Difference | None:
    name = measure.name
    scored = [
        (outcome.case.id, before, after)
        for outcome, past in pairs
        if (before := past.scores.get(name)) is not None
        and (after := outcome.scores.get(name)) is not None
    ]
    if not scored:
        return None
    cases, *scores = zip(*scored, strict=True)
    before, after = np.array(scores)
    if measure.percentile is not None:
        past, now = (_percentile(values, measure.percentile) for values in (before, after))
        return Difference(name, past, now, now - past, None, None, len(cases), worse=False)
    moved = np.round(after - before, _DIGITS)
    if len(set(cases)) < FEWEST:
        past, now, change = (float(values.mean()) for values in (before, after, moved))
        return Difference(name, past, now, change, None, None, len(cases), worse=False)
    found = _interval(moved, cases)
    fell = found.high < 0 if measure.better == "high" else found.low > 0
    return Difference(
        name, float(before.mean()), float(after.mean()), found.mean, found.low, found.high,
        len(cases), worse=fell and not name.startswith(TIMING),
    )  # fmt: skip


def _interval(moved: Values, cases: Sequence[str]) -> Interval:
    if not moved.any():
        return Interval(0.0, 0.0, 0.0)
    (found,) = intervals([Sample(moved[:, None], cases)])
    return found


def _percentile(values: Values, percent: int) -> float:
    return float(np.percentile(values, percent, method="inverted_cdf"))  # nearest rank


def _idle_gate(pairs: Sequence[Pair]) -> Iterable[FailedGate]:
    if not pairs:
        yield FailedGate(
            GATE,
            "no turn could be compared with the baseline: none gates in both runs with the same "
            "question and expectations: name the baseline of these cases, or write it anew",
        )


def _drop_gates(differences: Iterable[Difference]) -> Iterable[FailedGate]:
    for found in differences:
        if found.worse:
            yield FailedGate(
                GATE,
                f"{found.measure} went from the baseline's {found.before:.3f} to {found.after:.3f} "
                f"({found.change:+.3f}, 95% interval {found.low:+.3f} to {found.high:+.3f}) "
                f"over {found.turns} turns",
            )
