"""Which gates a run fails: what every answer must keep, and the limits on measures."""

from collections.abc import Iterator, Sequence

from eval.bench.bootstrap import FEWEST
from eval.cases import Bound, Bounds, Thresholds
from eval.measure import Measure
from eval.measures import BY_NAME
from eval.outcome import HardGate, Outcome
from eval.report.words import figure, interval, named
from eval.run import FailedGate, Summary
from eval.summary import Summaries

MUST = "must"
"""The gate of the cases that are marked so."""

_SHOWN = 5
"""How many turns to look at are named."""


def failed_hard_gates(outcomes: Sequence[Outcome]) -> Iterator[FailedGate]:
    """Yield each hard gate that an answer broke; known gaps must hold them too."""
    for gate in HardGate:
        broke = [outcome for outcome in outcomes if any(b.gate is gate for b in outcome.broken)]
        if not broke:
            continue
        first = next(one for one in broke[0].broken if one.gate is gate)
        times = sum(one.gate is gate for outcome in broke for one in outcome.broken)
        answers = f"{len(broke)} answer{'' if len(broke) == 1 else 's'}"
        message = f"{gate} is broken {_times(times)} in {answers}: {_ids(broke)}; first: "
        yield FailedGate(gate, message + first.message)


def failed_must(outcomes: Sequence[Outcome]) -> Iterator[FailedGate]:
    """Yield one gate if cases marked `must` do not hold."""
    missed = [outcome for outcome in outcomes if outcome.case.must and not outcome.passed]
    if missed:
        count = f"{len(missed)} turn{'' if len(missed) == 1 else 's'} that must hold"
        first = [*(broken.message for broken in missed[0].broken), *missed[0].problems][0]
        does = "does not" if len(missed) == 1 else "do not"
        yield FailedGate(MUST, f"{count} {does}: {_ids(missed)}; first: {first}")


def failed_thresholds(
    outcomes: Sequence[Outcome],
    measures: Summaries,
    by_tag: dict[str, dict[str, Summary]],
    thresholds: Thresholds,
) -> Iterator[FailedGate]:
    """Yield each limit that does not hold, over all `outcomes` of cases that gate, and by tag."""
    gating = [outcome for outcome in outcomes if outcome.case.gates]
    yield from _failed(gating, measures, thresholds.all, None)
    for tag, bounds in thresholds.tags.items():
        tagged = [outcome for outcome in gating if tag in outcome.case.tags]
        yield from _failed(tagged, by_tag[tag], bounds, tag)


def _failed(
    outcomes: Sequence[Outcome], summaries: Summaries, bounds: Bounds, tag: str | None
) -> Iterator[FailedGate]:
    for name, bound in bounds.items():
        measure, summary = BY_NAME[name], summaries[name]
        if problem := _problem(measure, summary, bound):
            where = f" of {tag}" if tag else ""
            look = "" if summary.value is None else f": {_ids(_worst(outcomes, measure))}"
            yield FailedGate(name, f"{name}{where} {problem}{look}", tag)


def _problem(measure: Measure, summary: Summary, bound: Bound) -> str | None:
    if summary.value is None:
        return f"could not be scored in any of {summary.unscored} turns, but has a threshold"
    high = measure.better == "high"
    value, end = summary.value, "mean" if measure.percentile is None else "value"
    if bound.on == "interval":
        worse, end = (summary.low, "lower end") if high else (summary.high, "upper end")
        if worse is None:
            return (
                f"{figure(value)} has no interval, which its threshold is on: that takes {FEWEST} "
                f"cases, and it was scored in {_turns(summary.scored)}"
            )
        value = worse
    if value >= bound.limit if high else value <= bound.limit:
        return None
    side, bounds = "below" if high else "above", interval(summary.low, summary.high)
    shown = figure(summary.value) + (f" [{bounds}]" if bounds else "")
    return f"{shown}: its {end} is {side} {figure(bound.limit)} ({_turns(summary.scored)})"


def _worst(outcomes: Sequence[Outcome], measure: Measure) -> list[Outcome]:
    scored = [(score, o) for o in outcomes if (score := o.scores.get(measure.name)) is not None]
    sign = 1 if measure.better == "high" else -1
    return [outcome for _, outcome in sorted(scored, key=lambda pair: sign * pair[0])]


def _ids(outcomes: Sequence[Outcome]) -> str:
    return named([outcome.id for outcome in outcomes], _SHOWN)


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def _turns(turns: int) -> str:
    return f"{turns} turn{'' if turns == 1 else 's'}"
