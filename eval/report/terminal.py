"""A run on a terminal or in a log: what fails, then the tables, the verdict last."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from eval.baseline import Comparison
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report.judged import judge_lines
from eval.report.reading import Row, closed_gaps, failed, gaps, proof, rows, tag_counts, wrong
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

_NARROW = 90
"""Columns below which a row of a table is written below its name."""
_LONGEST = 400
"""Characters of an answer; the other reports hold the whole of it."""
_BAD = ("FAILS", "WORSE")


def print_run(
    run: Run,
    console: Console,
    comparison: Comparison | None = None,
    judgements: Judgements | None = None,
) -> None:
    """Print the run to `console`; nothing rests on colour."""
    _print_failed(console, failed(run))
    _print_gaps(console, run)
    if comparison:
        _print_comparison(console, comparison)
    _print_measures(console, rows(run))
    _print_tags(console, run)
    if judgements:
        _title(console, "Language model as judge (advisory)")
        for line in judge_lines(judgements):
            _line(console, line, indent=2)
    console.print()
    for gate in run.failed_gates:
        _line(console, f"gate failed: {gate.message}", "red")
    _line(console, verdict(run), "bold green" if run.passed else "bold red")


def _print_failed(console: Console, outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        _line(console, f"FAIL {outcome.id}: {outcome.turn.question}", "bold")
        for line in wrong(outcome):
            _line(console, line, "red", indent=2)
        for broken in outcome.broken:
            for what, words in proof(broken):
                _line(console, f"{what.lower()}: {words}", indent=4)
        if outcome.answer:
            _line(console, f"answer: {clipped(outcome.answer.text, _LONGEST)}", "dim", indent=2)


def _print_gaps(console: Console, run: Run) -> None:
    if known := gaps(run):
        _line(console, f"known gaps, which gate nothing: {named([o.id for o in known])}", "dim")
    if closed := closed_gaps(run):
        _line(console, f"known gaps that hold now, so that their tag can go: {named(closed)}")


def _print_comparison(console: Console, comparison: Comparison) -> None:
    _title(console, "Against the baseline")
    for name, ids in changes(comparison):
        if ids:
            _line(console, f"{name}: {named(ids)}", indent=2)
    heads = ("measure", "before", "after", "change", "95% interval", "")
    cells = [
        (
            found.measure, figure(found.before), figure(found.after), signed(found.change),
            spread(found),
            "WORSE" if found.worse else "",
        )
        for found in comparison.differences
        if found.change
    ]  # fmt: skip
    if cells:
        _table(console, heads, cells)
    else:
        _line(console, "no measure moved", indent=2)


def _print_measures(console: Console, measures: Iterable[Row]) -> None:
    _title(console, "Measures")
    heads = ("measure", "value", "95% interval", "scored", "unscored", "threshold", "")
    cells = [
        (
            row.label, figure(row.summary.value), interval(row.summary.low, row.summary.high),
            str(row.summary.scored), str(row.summary.unscored), row.threshold, row.verdict,
        )
        for row in measures
    ]  # fmt: skip
    _table(console, heads, cells)


def _print_tags(console: Console, run: Run) -> None:
    if counts := tag_counts(run):
        _title(console, "Tags")
        cells = [(count.tag, f"{count.turns}", f"{count.held}") for count in counts]
        _table(console, ("tag", "turns", "hold"), cells)


def _table(console: Console, heads: tuple[str, ...], cells: Iterable[tuple[str, ...]]) -> None:
    if console.width < _NARROW and len(heads) > 3:
        _print_stacked(console, heads, cells)
        return
    table = Table(*heads, box=None, header_style="bold")
    for column in table.columns[1:4]:
        column.justify = "right"
    for row in cells:
        table.add_row(*(_text(cell) for cell in row))
    console.print(table)


def _print_stacked(
    console: Console, heads: tuple[str, ...], cells: Iterable[tuple[str, ...]]
) -> None:
    for name, *values in cells:
        named_values = zip(heads[1:], values, strict=True)
        said = [f"{head} {value}".strip() for head, value in named_values if value]
        _line(console, name, indent=1)
        _line(console, ", ".join(said), indent=4)


def _title(console: Console, words: str) -> None:
    console.print()
    _line(console, words, "bold underline")


def _line(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    console.print(Padding(_text(text, style), (0, 0, 0, indent), expand=False))


def _text(text: str, style: str = "") -> Text:
    """Return `text` as it is: no markup in it, and nothing that steers the terminal."""
    return Text(plain(text), "bold red" if text in _BAD else style, overflow="fold")
