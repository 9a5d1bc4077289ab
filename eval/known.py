"""Whether thresholds can be met: a measure that there is, a limit within it, a tag that is used."""

from collections.abc import Iterator, Mapping, Sequence

from eval.cases import Bound, Case, CaseSet, Thresholds
from eval.explaining import Trouble, nearest
from eval.measures import BY_NAME


def idle_thresholds(case_set: CaseSet) -> Iterator[Trouble]:
    """Yield a trouble for each threshold of `case_set` that no case or no measure meets."""
    tags = gating_tags(case_set.cases)
    for tag in case_set.thresholds.tags:
        if tag not in tags:
            said = f"thresholds: no case that gates has the tag {tag!r}{nearest(tag, tags)}"
            yield Trouble(("thresholds", "tags", tag), said)
    yield from impossible_bounds(case_set.thresholds)


def impossible_bounds(thresholds: Thresholds) -> Iterator[Trouble]:
    """Yield a trouble for each threshold on a measure that there is not, or that it never meets."""
    groups: Mapping[tuple[str, ...], Mapping[str, Bound]] = {("all",): thresholds.all} | {
        ("tags", tag): bounds for tag, bounds in thresholds.tags.items()
    }
    for path, bounds in groups.items():
        for name, bound in bounds.items():
            if said := _impossible(name, bound):
                yield Trouble(("thresholds", *path, name), f"thresholds: {path[-1]}: {said}")


def _impossible(name: str, bound: Bound) -> str | None:
    if name not in BY_NAME:
        return f"there is no measure {name!r}{nearest(name, BY_NAME)}"
    if BY_NAME[name].better == "high" and bound.limit > 1:  # all of these are shares
        return f"{name} is at most 1, and {bound.limit:g} is asked: write .85 for 85%"
    return None


def gating_tags(cases: Sequence[Case]) -> set[str]:
    """Return the tags of those cases that count for thresholds."""
    return {tag for case in cases if case.gates and not case.draft for tag in case.tags}
