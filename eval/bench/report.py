"""What the search benchmark found, as figures and as JSON. No text of an article is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from eval.bench.bootstrap import Interval, Sample, intervals
from eval.bench.search import Outcome, SetResult
from eval.bench.systems import OURS

Row = Mapping[str, Interval]
"""An interval by metric."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Means of the metrics with their 95% intervals."""

    systems: Mapping[str, Row]
    differences: Mapping[str, Row]
    """Ours minus a plain system, question by question; the key names both."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one search."""

    p50: float
    p95: float


def scores(results: Sequence[SetResult]) -> Scores:
    """Return the scores of one set, or of several of one kind: the mean of their means."""
    return _scores([_sample(result) for result in results], results[0])


def pooled_scores(results: Sequence[SetResult]) -> Scores:
    """Return the scores over the questions of all sets together."""
    samples = [_sample(result) for result in results]
    clusters = [(at, c) for at, sample in enumerate(samples) for c in sample.clusters]
    values = np.concatenate([sample.values for sample in samples])
    return _scores([Sample(values, clusters)], results[0])


def latencies(result: SetResult) -> dict[str, Latency]:
    """Return the median and the 95th percentile of each system's time."""
    times = {
        name: [record.outcomes[name].ms for record in result.records]
        for name in result.records[0].outcomes
    }
    return {name: latency_of(ms) for name, ms in times.items()}


def latency_of(ms: Sequence[float]) -> Latency:
    """Return the median and the 95th percentile of some times."""
    return Latency(*map(float, np.percentile(ms, [50, 95])))


def set_to_dict(result: SetResult) -> dict[str, Any]:
    """Return everything about one set as JSON-ready data, with a record for each question."""
    return {
        "name": result.name,
        "kind": result.kind,
        "articles": result.articles,
        "passages": result.passages,
        "skipped": len(result.skipped),
        "questions": len(result.records),
        "unscored_questions": result.unscored,
        "refused_questions": sum(r.outcomes[OURS].refused is not None for r in result.records),
        "indexing": asdict(result.indexing) if result.indexing else None,
        **asdict(scores([result])),
        "latency_ms": {name: asdict(latency) for name, latency in latencies(result).items()},
        "filters": {
            name: {"filters": asdict(filters), "passages_admitted": share}
            for name, (filters, share) in result.filters.items()
        },
        "records": [
            {"id": r.id, "systems": {name: _outcome(o) for name, o in r.outcomes.items()}}
            for r in result.records
        ],
    }


def summary_to_dict(results: Sequence[SetResult]) -> dict[str, Any]:
    """Return the means over all sets of conversations, if there are several."""
    sets = conversations(results)
    if not sets:
        return {}
    return {
        "sets": [result.name for result in sets],
        "mean_over_sets": asdict(scores(sets)),
        "mean_over_turns": asdict(pooled_scores(sets)),
    }


def conversations(results: Sequence[SetResult]) -> list[SetResult]:
    """Return the sets that a mean can be taken over: of conversations, at least two."""
    sets = [result for result in results if result.kind == "conversations"]
    return sets if len(sets) > 1 else []


def _sample(result: SetResult) -> Sample:
    rows = [
        [value for outcome in r.outcomes.values() for value in (outcome.metrics or {}).values()]
        for r in result.records
    ]
    return Sample(np.array(rows), [record.cluster for record in result.records])


def _scores(samples: Sequence[Sample], like: SetResult) -> Scores:
    """Compute; `like` says which systems and metrics the columns stand for."""
    first = like.records[0].outcomes
    names = [name for name, outcome in first.items() if outcome.metrics]
    metrics = list(first[OURS].metrics or {})
    width = len(metrics)
    ours = [at for at, name in enumerate(names) if name.startswith(OURS)]
    pairs = [(a, b) for a in ours for b in range(len(names)) if b not in ours]

    def wide(sample: Sample) -> Sample:
        parts = np.split(sample.values, len(names), axis=1)
        return Sample(np.hstack([*parts, *(parts[a] - parts[b] for a, b in pairs)]),
                      sample.clusters)  # fmt: skip

    found = intervals([wide(sample) for sample in samples])
    rows = [
        dict(zip(metrics, found[at : at + width], strict=True))
        for at in range(0, len(found), width)
    ]
    keys = [f"{names[a]} - {names[b]}" for a, b in pairs]
    return Scores(
        dict(zip(names, rows[: len(names)], strict=True)),
        dict(zip(keys, rows[len(names) :], strict=True)),
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    scored = {"rank": outcome.rank, **outcome.metrics} if outcome.metrics else {}
    refused = {"refused": outcome.refused} if outcome.refused else {}
    return {**scored, "ms": round(outcome.ms, 3), **refused}
