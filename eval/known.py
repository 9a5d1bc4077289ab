"""Whether thresholds are on something: a measure that there is, a tag that a case has."""

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
    yield from unknown_measures(case_set.thresholds)


def unknown_measures(thresholds: Thresholds) -> Iterator[Trouble]:
    """Yield a trouble for each threshold on a measure that there is not."""
    groups: Mapping[tuple[str, ...], Mapping[str, Bound]] = {("all",): thresholds.all} | {
        ("tags", tag): bounds for tag, bounds in thresholds.tags.items()
    }
    for path, bounds in groups.items():
        for name in bounds:
            if name not in BY_NAME:
                said = f"there is no measure {name!r}{nearest(name, BY_NAME)}"
                yield Trouble(("thresholds", *path, name), f"thresholds: {path[-1]}: {said}")


def gating_tags(cases: Sequence[Case]) -> set[str]:
    """Return the tags of those cases that count for thresholds."""
    return {tag for case in cases if case.gates and not case.draft for tag in case.tags}
