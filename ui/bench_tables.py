"""The benchmarks' results as tables on stdout."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from eval.bench.answers_report import AnswerFigures
from eval.bench.bootstrap import Interval
from eval.bench.change import Changed, median_seconds
from eval.bench.claims_report import Figures
from eval.bench.growth import Size
from eval.bench.indexing import Indexing
from eval.bench.ramdocs import Result
from eval.bench.report import Row, Scores, conversations, latencies, pooled_scores, scores
from eval.bench.search import SetResult
from eval.bench.systems import OURS
from ui.terminal import print_line, print_table


def print_set(result: SetResult) -> None:
    """Print what was found on one data set."""
    print_line(
        f"\n{result.name}: {result.articles} articles in {result.passages} passages, "
        f"{len(result.records)} questions"
    )
    if result.skipped:
        print_line(f"{len(result.skipped)} lines skipped; the first: {result.skipped[0]}")
    refused = [r.id for r in result.records if r.outcomes[OURS].refused]
    if refused:
        print_line(f"{len(refused)} questions refused, which score 0; the first: {refused[0]}")
    _print_scores(scores([result]))
    _print_latency(result)
    _print_indexing(result.indexing)


def print_summary(results: Sequence[SetResult]) -> None:
    """Print the means over all sets of conversations."""
    sets = conversations(results)
    print_line(f"\nmean over {len(sets)} sets")
    _print_scores(scores(sets))
    print_line(f"\nmean over {sum(len(s.records) for s in sets)} questions of {len(sets)} sets")
    _print_scores(pooled_scores(sets))


def print_answers(found: AnswerFigures) -> None:
    """Print what was answered on one set."""
    print_line(f"\n{found.name}: {found.questions} questions")
    table = Table("at most", "answer hit", "answered", "mean words", "over", box=None,
                  header_style="bold")  # fmt: skip
    for row in found.budgets:
        form = "{:.3f} [{:.3f}, {:.3f}]"
        table.add_row(
            f"{row.budget} words", _cell(row.hit, form), _cell(row.answered, form),
            f"{row.words:.0f}", f"{row.over_budget}",
        )  # fmt: skip
    if found.budgets:
        print_table(table)
    if found.abstaining:
        told = found.abstaining
        print_line(
            f"first statement is gold: {told.first_gold:.3f} of the answerable, "
            f"{told.first_gold_of_answered:.3f} of those answered\n"
            f"answerable or not: AUROC {told.auroc:.3f}; refused: {told.answerable_refused:.3f} "
            f"of the answerable, {told.unanswerable_refused:.3f} of the unanswerable"
        )
    print_line(
        f"time of an answer: p50 {found.latency_ms.p50:.0f} ms, p95 {found.latency_ms.p95:.0f} ms; "
        f"{found.disputed:.3f} show a disagreement; "
        f"{found.citations} citations, {found.inexact} unlike their source"
    )


def print_disagreement(results: Mapping[str, Result]) -> None:
    """Print a row for all questions and for each half."""
    table = Table(
        "questions", "", "valid answers shown", "competing answers as a disagreement",
        "values that are such answers", box=None, header_style="bold",
    )  # fmt: skip
    for name, result in results.items():
        shares = (
            _cell(share, "{:.3f} [{:.3f}, {:.3f}]")
            for share in (result.shown, result.found, result.known)
        )
        table.add_row(str(result.questions), name, *shares)
    print_table(table)


def print_growth(sizes: Sequence[Size]) -> None:
    """Print a row for each size."""
    filters = list(sizes[0].search.latency_ms)
    table = Table(
        "passages", "synthetic", "index s", "disk MB", "index peak MB", "open s", "search peak MB",
        *(f"{name}: p50 / p95 ms" for name in filters), box=None, header_style="bold",
    )  # fmt: skip
    for size in sizes:
        cost, speed = size.indexing, size.search
        table.add_row(
            f"{size.corpus.passages}", f"{size.corpus.synthetic}", f"{cost.seconds:.1f}",
            f"{cost.disk_mb:.0f}", f"{cost.peak_mb:.0f}", f"{speed.open_seconds:.2f}",
            f"{speed.peak_mb:.0f}",
            *(f"{speed.latency_ms[n].p50:.0f} / {speed.latency_ms[n].p95:.0f}" for n in filters),
        )  # fmt: skip
    print_table(table)


def print_changes(changes: Sequence[Changed]) -> None:
    """Print a row for each article changed, and the median."""
    table = Table(
        "article", "passages", "embedded", "update s", "open s", "search s", "found",
        box=None, header_style="bold",
    )  # fmt: skip
    for change in changes:
        table.add_row(
            change.article_id, f"{change.passages}", f"{change.embedded}",
            f"{change.update_seconds:.2f}", f"{change.open_seconds:.2f}",
            f"{change.search_seconds:.2f}", "yes" if change.found else "no",
        )  # fmt: skip
    print_table(table)
    print_line(f"searchable again after {median_seconds(changes):.2f} s (median)")


def print_claims(found: Figures) -> None:
    """Print the balanced accuracy of each system on each set, and their means."""
    systems = list(found.systems)
    table = Table("balanced accuracy", "claims", *systems, box=None, header_style="bold")
    form = "{:.3f} [{:.3f}, {:.3f}]"
    for at, (name, claims) in enumerate(found.claims.items()):
        cells = (_cell(found.systems[system].sets[at], form) for system in systems)
        table.add_row(name, f"{claims}", *cells)
    means = (_cell(found.systems[system].mean, form) for system in systems)
    table.add_row("mean over sets", f"{sum(found.claims.values())}", *means)
    print_table(table)


def _print_scores(found: Scores) -> None:
    _print_rows("system", found.systems, "{:.3f} [{:.3f}, {:.3f}]")
    _print_rows("difference", found.differences, "{:+.3f} [{:+.3f}, {:+.3f}]")


def _print_rows(title: str, rows: Mapping[str, Row], form: str) -> None:
    metrics = list(next(iter(rows.values())))
    table = Table(title, *metrics, box=None, header_style="bold")
    for name, row in rows.items():
        table.add_row(name, *(_cell(row[metric], form) for metric in metrics))
    print_table(table)


def _cell(value: Interval, form: str) -> str:
    return form.format(value.mean, value.low, value.high)


def _print_latency(result: SetResult) -> None:
    table = Table("time per query", "p50 ms", "p95 ms", box=None, header_style="bold")
    for name, latency in latencies(result).items():
        _, share = result.filters.get(name.removeprefix(f"{OURS}, "), (None, None))
        admits = f" ({share:.0%} of the passages)" if share is not None else ""
        table.add_row(name + admits, f"{latency.p50:.1f}", f"{latency.p95:.1f}")
    print_table(table)


def _print_indexing(cost: Indexing | None) -> None:
    if cost is None:
        print_line("indexing: not measured, the index was there already")
        return
    print_line(
        f"indexing: {cost.seconds:.1f} s, {cost.passages_per_second:.1f} passages/s, "
        f"{cost.ratio:.2f} of the bare encoder's {cost.bare_per_second:.1f}; memory "
        f"{cost.start_mb:.0f} MB before, {cost.peak_mb:.0f} MB at its peak "
        f"(vectors and text: {cost.vectors_and_text_mb:.0f} MB)"
    )
