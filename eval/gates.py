"""Which gates a run fails: what every answer must keep, and the limits on measures."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from corpus.errors import CasesError
from eval.cases import KNOWN_GAP, Bound, Bounds, CaseSet, Thresholds
from eval.measure import Measure
from eval.measures import BY_NAME
from eval.outcome import HardGate, Outcome
from eval.run import FailedGate, Summary
from eval.summary import Summaries

_SHOWN = 5
"""How many turns to look at are named."""


def require_known(case_set: CaseSet) -> None:
    """Raise CasesError if a threshold is on a measure or a tag that there is not."""
    tags = {tag for case in case_set.cases for tag in case.tags if not case.draft}
    for tag in case_set.thresholds.tags:
        if tag == KNOWN_GAP:
            raise CasesError(f"thresholds: cases tagged {KNOWN_GAP} gate nothing: take it out")
        if tag not in tags:
            raise CasesError(f"thresholds: no case has the tag {tag!r}{_nearest(tag, tags)}")
    for bounds in (case_set.thresholds.all, *case_set.thresholds.tags.values()):
        for name in bounds:
            if name not in BY_NAME:
                known = _nearest(name, BY_NAME) or f": there are {', '.join(BY_NAME)}"
                raise CasesError(f"thresholds: there is no measure {name!r}{known}")


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
        if problem := _problem(measure, summary, bound, tag):
            where = f" of {tag}" if tag else ""
            look = "" if summary.value is None else f": {_ids(_worst(outcomes, measure))}"
            yield FailedGate(name, f"{name}{where} {problem}{look}", tag)


def _problem(measure: Measure, summary: Summary, bound: Bound, tag: str | None) -> str | None:
    if summary.value is None or summary.low is None or summary.high is None:
        return f"could not be scored in any of {summary.unscored} turns, but has a threshold"
    high = measure.better == "high"
    value, end = summary.value, "mean" if measure.percentile is None else "value"
    if bound.on == "interval":
        value, end = (summary.low, "lower end") if high else (summary.high, "upper end")
    if value >= bound.limit if high else value <= bound.limit:
        return None
    side = "below" if high else "above"
    interval = f"{figure(summary.value)} [{figure(summary.low)}, {figure(summary.high)}]"
    return f"{interval}: its {end} is {side} {figure(bound.limit)} ({_turns(summary.scored)})"


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f": did you mean {close[0]!r}?" if close else ""


def figure(value: float) -> str:
    """Return a share with three digits after the point, anything larger with fewer."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _worst(outcomes: Sequence[Outcome], measure: Measure) -> list[Outcome]:
    scored = [(score, o) for o in outcomes if (score := o.scores.get(measure.name)) is not None]
    sign = 1 if measure.better == "high" else -1
    return [outcome for _, outcome in sorted(scored, key=lambda pair: sign * pair[0])]


def _ids(outcomes: Sequence[Outcome]) -> str:
    more = len(outcomes) - _SHOWN
    ids = ", ".join(outcome.id for outcome in outcomes[:_SHOWN])
    return f"{ids} and {more} more" if more > 0 else ids


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def _turns(turns: int) -> str:
    return f"{turns} turn{'' if turns == 1 else 's'}"
