"""Measures over many turns: the mean or a percentile, with its 95% interval."""

from collections.abc import Mapping, Sequence

import numpy as np

from eval.bench.bootstrap import FEWEST, Interval, Sample, Values, intervals
from eval.cases import KNOWN_GAP
from eval.measure import Measure
from eval.outcome import Outcome
from eval.run import Summary

Summaries = Mapping[str, Summary]
"""By measure."""


def summarise(outcomes: Sequence[Outcome], measures: Sequence[Measure]) -> dict[str, Summary]:
    """Return each measure over `outcomes`.

    The turns of a case are drawn together, for they are one conversation. A turn without a score
    is left out of that measure alone, and counted. An interval takes six cases.
    """
    cases = [outcome.case.id for outcome in outcomes]
    table = np.array(
        [[_score(outcome, measure) for measure in measures] for outcome in outcomes],
        dtype=np.float64,
    ).reshape(len(outcomes), len(measures))
    scored = (~np.isnan(table)).sum(axis=0).tolist()
    found = _intervals(table, cases, measures)
    wide = [_cases(table[:, at], cases) >= FEWEST for at in range(len(measures))]
    return {
        measure.name: _summary(found.get(at), scored[at], len(outcomes), wide=wide[at])
        for at, measure in enumerate(measures)
    }


def summarise_tags(
    outcomes: Sequence[Outcome], measures: Sequence[Measure]
) -> dict[str, dict[str, Summary]]:
    """Return each measure over the turns of the cases with each tag, in order of the alphabet.

    Known gaps count for their own tag only.
    """
    tags = sorted({tag for outcome in outcomes for tag in outcome.case.tags})
    return {
        tag: summarise([outcome for outcome in outcomes if _counts(outcome, tag)], measures)
        for tag in tags
    }


def _counts(outcome: Outcome, tag: str) -> bool:
    return tag in outcome.case.tags and (outcome.case.gates or tag == KNOWN_GAP)


def _score(outcome: Outcome, measure: Measure) -> float:
    score = outcome.scores.get(measure.name)
    return np.nan if score is None else score


def _cases(scores: Values, cases: Sequence[str]) -> int:
    """Return of how many cases a turn was scored."""
    return len({case for case, score in zip(cases, scores, strict=True) if not np.isnan(score)})


def _intervals(
    table: Values, cases: Sequence[str], measures: Sequence[Measure]
) -> dict[int, Interval]:
    """Return the interval of each column that has a score, by its place."""
    scored = [at for at in range(len(measures)) if not np.isnan(table[:, at]).all()]
    if not scored:
        return {}
    percents = {
        place: float(percent)
        for place, at in enumerate(scored)
        if (percent := measures[at].percentile) is not None
    }
    return dict(zip(scored, intervals([Sample(table[:, scored], cases)], percents), strict=True))


def _summary(interval: Interval | None, scored: int, turns: int, *, wide: bool) -> Summary:
    if interval is None:
        return Summary(None, None, None, 0, turns)
    low, high = (interval.low, interval.high) if wide else (None, None)
    return Summary(interval.mean, low, high, scored, turns - scored)
