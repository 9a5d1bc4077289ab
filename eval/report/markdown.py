"""A run as Markdown, for $GITHUB_STEP_SUMMARY and merge requests."""

import re
from collections.abc import Iterable, Iterator, Sequence

from eval.baseline import Comparison
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report.judged import judge_lines
from eval.report.reading import closed_gaps, failed, proof, rows, tag_counts, wrong
from eval.report.words import (
    changes,
    clipped,
    figure,
    interval,
    named,
    plain,
    signed,
    spread,
    verdict,
)
from eval.run import Run

_MOST = 100
"""Failed turns listed: GitHub takes a summary of 1 MiB."""
_LONGEST = 500  # characters of a cell
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#!$&])")


def to_markdown(
    run: Run,
    name: str,
    comparison: Comparison | None = None,
    judgements: Judgements | None = None,
) -> str:
    """Return the run as Markdown with tables as GitHub and GitLab have them."""
    lines = [f"## {escaped(name)}", "", f"**{escaped(verdict(run))}**", ""]
    lines += _bullets([f"**Gate** {escaped(gate.message)}" for gate in run.failed_gates])
    if comparison:
        lines += _comparison(comparison)
    lines += _failed(failed(run))
    if closed := closed_gaps(run):
        lines += [
            f"Known gaps that hold now, so that their tag can go: {escaped(named(closed))}",
            "",
        ]
    lines += ["### Measures", "", *_measures(run), *_by_tag(run)]
    if judgements:
        lines += ["### Language model as judge (advisory)", ""]
        lines += _bullets(escaped(line) for line in judge_lines(judgements))
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Return `text` as Markdown that shows exactly it, on one line and in a table's cell too."""
    return _SPECIAL.sub(r"\\\1", clipped(plain(text), _LONGEST))


def _failed(outcomes: Sequence[Outcome]) -> list[str]:
    if not outcomes:
        return []
    lines = ["### Turns that fail", "", *_head("turn", "question", "what is wrong")]
    lines += [
        _row(escaped(o.id), escaped(o.turn.question), "<br>".join(_wrong(o)))
        for o in outcomes[:_MOST]
    ]
    if len(outcomes) > _MOST:
        lines += ["", f"{len(outcomes) - _MOST} more are in the JSON and HTML reports."]
    return [*lines, ""]


def _wrong(outcome: Outcome) -> Iterator[str]:
    yield from map(escaped, wrong(outcome))
    for broken in outcome.broken:
        yield from (f"{what}: {escaped(words)}" for what, words in proof(broken))


def _measures(run: Run) -> list[str]:
    lines = _head("measure", "value", "95% interval", "scored", "unscored", "threshold", "")
    for row in rows(run):
        of = row.summary
        cells = (
            row.label, figure(of.value), interval(of.low, of.high), str(of.scored),
            str(of.unscored), row.threshold, row.verdict,
        )  # fmt: skip
        lines.append(_row(*map(escaped, cells)))
    return [*lines, ""]


def _by_tag(run: Run) -> list[str]:
    counts = tag_counts(run)
    if not counts:
        return []
    lines = ["### Tags", "", *_head("tag", "turns", "hold")]
    lines += [_row(escaped(of.tag), f"{of.turns}", f"{of.held}") for of in counts]
    return [*lines, ""]


def _comparison(comparison: Comparison) -> list[str]:
    lines = ["### Against the baseline", ""]
    lines += _bullets(
        f"{name}: {escaped(named(ids))}" for name, ids in changes(comparison) if ids
    ) or ["No turn broke or was mended.", ""]
    moved = [found for found in comparison.differences if found.change]
    if moved:
        lines += _head("measure", "before", "after", "change", "95% interval", "")
        for found in moved:
            cells = (
                found.measure, figure(found.before), figure(found.after),
                signed(found.change),
                spread(found),
                "WORSE" if found.worse else "",
            )  # fmt: skip
            lines.append(_row(*map(escaped, cells)))
        lines.append("")
    return lines


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row(*("---" for _ in cells))]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _bullets(lines: Iterable[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return [*listed, ""] if listed else []
