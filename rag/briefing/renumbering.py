"""Numbers for the citations of a briefing: 1, 2, … in order of first use."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rag.briefing.briefing import Briefing, Line


def lines(briefing: Briefing) -> list[Line]:
    """Return all lines of a briefing, in the order in which they are read."""
    return [
        *briefing.bottom_line,
        *(event.line for event in briefing.timeline),
        *(remark.line for remarks in briefing.remarks for remark in remarks.said),
        *(figure.line for figure in briefing.figures),
        *(stand.line for position in briefing.positions for stand in position.stands),
    ]


def numbers(briefing: Briefing) -> Iterator[int]:
    """Yield the number of each citation at each place where a reader comes upon it."""
    stands = sum(len(position.stands) for position in briefing.positions)
    everything = lines(briefing)
    for line in everything[: len(everything) - stands]:
        yield from line.citations
    for disagreement in briefing.disagreements:
        for value in disagreement.values:
            yield from value.citations
    for line in everything[len(everything) - stands :]:
        yield from line.citations


def renumbered(briefing: Briefing) -> Briefing:
    """Return `briefing` with its citations numbered anew, without those that no line uses."""
    known = {citation.n: citation for citation in briefing.citations}
    new = {n: at for at, n in enumerate(dict.fromkeys(numbers(briefing)), start=1)}
    made = _with_lines(
        briefing, lambda line: replace(line, citations=tuple(new[n] for n in line.citations))
    )
    return replace(
        made,
        disagreements=tuple(
            replace(
                one,
                values=tuple(
                    replace(value, citations=tuple(new[n] for n in value.citations))
                    for value in one.values
                ),
            )
            for one in briefing.disagreements
        ),
        citations=tuple(replace(known[n], n=at) for n, at in new.items()),
    )


def _with_lines(briefing: Briefing, change: Callable[[Line], Line]) -> Briefing:
    return replace(
        briefing,
        bottom_line=tuple(map(change, briefing.bottom_line)),
        timeline=tuple(replace(e, line=change(e.line)) for e in briefing.timeline),
        remarks=tuple(
            replace(r, said=tuple(replace(s, line=change(s.line)) for s in r.said))
            for r in briefing.remarks
        ),
        figures=tuple(replace(f, line=change(f.line)) for f in briefing.figures),
        positions=tuple(
            replace(p, stands=tuple(replace(s, line=change(s.line)) for s in p.stands))
            for p in briefing.positions
        ),
    )
