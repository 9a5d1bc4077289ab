"""What the benchmark of claims found, as figures and as JSON. No text of a claim is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.bench.balanced import balanced_intervals
from eval.bench.bootstrap import Interval
from eval.bench.claims import Record, judged


@dataclass(frozen=True, slots=True)
class System:
    """Balanced accuracy of one system, with 95% intervals."""

    sets: tuple[Interval, ...]
    """In the order of `Figures.claims`."""
    mean: Interval
    """Over the sets, each counting the same."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All systems on all sets."""

    claims: Mapping[str, int]
    """How many each set has."""
    systems: Mapping[str, System]


def figures(records: Sequence[Record]) -> Figures:
    """Return the figures of the systems that judged `records`."""
    systems, claims = {}, {}
    for name in records[0].verdicts:
        by_set = judged(records, name)
        each, mean = balanced_intervals(list(by_set.values()))
        systems[name] = System(tuple(each), mean)
        claims = {one: len(found.so) for one, found in by_set.items()}
    return Figures(claims, systems)


def claims_to_dict(records: Sequence[Record]) -> dict[str, Any]:
    """Return everything as JSON-ready data, with a record for each claim."""
    found = figures(records)
    return {
        "claims": dict(found.claims),
        "balanced_accuracy": {
            name: {
                "mean_over_sets": asdict(system.mean),
                "sets": {
                    one: asdict(interval)
                    for one, interval in zip(found.claims, system.sets, strict=True)
                },
            }
            for name, system in found.systems.items()
        },
        "records": [
            {
                "id": record.claim.id,
                "set": record.claim.set,
                "supported": record.claim.supported,
                "systems": {
                    name: {"score": round(v.score, 4), "threshold": round(v.threshold, 4),
                           "said": v.said}
                    for name, v in record.verdicts.items()
                },
            }
            for record in records
        ],
    }  # fmt: skip
