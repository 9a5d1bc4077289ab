"""What the command line shows: results on stdout, progress and logs on stderr."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from eval.report.files import write
from index.catalog import Entry
from index.change import IndexReport
from index.writer import Progress as ProgressCallback
from rag import messages
from rag.answer import Answer, Citation
from rag.markers import as_text
from rag.messages import understood_line
from ui import texts

_SHOWN = 20  # skipped files listed one by one


@contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """Yield a callback that draws a bar for each step; on a stderr that is no terminal, nothing."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield show


@contextmanager
def draft_view() -> Iterator[Callable[[str], None]]:
    """Yield a callback that shows a draft while it grows; it is gone afterwards.

    On a stderr that is no terminal nothing is shown.
    """
    console = Console(stderr=True)
    live = Live(console=console, transient=True, auto_refresh=False)

    def show(draft: str) -> None:
        if console.is_terminal:
            live.start()
            live.update(Text(_plain(f"{texts.DRAFT}: {draft}"), style="dim"), refresh=True)

    try:
        yield show
    finally:
        live.stop()


def print_json(value: Any) -> None:  # noqa: ANN401
    """Print `value` (JSON data, dataclasses, dates) as JSON on stdout."""
    print(_dumps(value))


def write_json(value: Any, file: Path) -> None:  # noqa: ANN401
    """Write `value` to `file`. Raises SettingsError if it cannot be written."""
    write(_dumps(value) + "\n", file)


def print_report(report: IndexReport, place: object) -> None:
    """Say on stderr what an indexing run did, and name what it skipped."""
    parts = [
        f"{count} {name}"
        for name in ("added", "changed", "moved", "removed", "unchanged")
        if (count := getattr(report, name))
    ]
    print(
        f"{place}: {report.articles} articles in {report.passages} passages ({', '.join(parts)})",
        file=sys.stderr,
    )
    for skipped in report.skipped[:_SHOWN]:
        print(f"skipped {skipped}", file=sys.stderr)
    if len(report.skipped) > _SHOWN:
        rest = len(report.skipped) - _SHOWN
        print(f"skipped {rest} more; --json lists them all", file=sys.stderr)


def print_answer(answer: Answer) -> None:
    """Print the answer and its sources."""
    if answer.standalone_question != answer.question:
        _print(f"Understood as: {answer.standalone_question}\n")
    if answer.understood:
        line = Text(_plain(f"Understood: {understood_line(answer.understood)}"), style="dim")
        _console().print(line, end="\n\n", soft_wrap=True)
    _print(answer.text)
    _print_notes(answer)
    if answer.reason and not answer.citations:  # the reason says what was left out
        return
    _print("\nSources")
    for citation in answer.citations:
        _print(f"[{citation.n}] {as_text(source_line(citation))}")
        if citation.also_in:
            _print(f"    also in: {', '.join(citation.also_in)}")
    articles = len({citation.article_id for citation in answer.citations})
    if same := messages.same_story(articles, answer.sources):
        _print(f"\n{same}")
    if not answer.reason and (left_out := messages.left_out(answer.corpus)):
        _print(f"\n{left_out} --undated keeps them.")


def _print_notes(answer: Answer) -> None:
    notes = [
        f"{''.join(f'[{n}]' for n in statement.citations)} {statement.note}"
        for statement in answer.statements
        if statement.note
    ]
    for number, note in enumerate((*notes, *answer.notes)):
        _print(note if number else f"\n{note}")


def source_line(citation: Citation) -> str:
    """Return outlet, date, title and file of a citation, as far as they are known."""
    parts = (
        citation.outlet,
        citation.published.isoformat() if citation.published else texts.day_of(citation),
        citation.title,
        f"{citation.file}, characters {citation.start} to {citation.end}",
    )
    return " · ".join(part for part in parts if part)


def print_articles(entries: Sequence[Entry], stories: Mapping[str, str]) -> None:
    """Print a table of articles, the newest first and the undated last.

    `stories` gives the story of an article by its id; where there is one, it has a column.
    """
    table = Table("published", "outlet", "title", "passages", "file", box=None)
    if stories:
        table.add_column("story")
    for entry in sorted(entries, key=lambda e: e.article.published or date.min, reverse=True):
        cells = (
            entry.article.published.isoformat() if entry.article.published else "undated",
            entry.article.outlet or "",
            entry.article.title or "",
            str(len(entry.passages)),
            entry.article.file,
            *([stories.get(entry.article.id, "")] if stories else []),
        )
        table.add_row(*(Text(_plain(cell), overflow="fold") for cell in cells))
    _console().print(table)


def article_records(entries: Sequence[Entry], stories: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what is known of each article, without its text, as JSON-ready data."""
    return [
        {
            **{name: value for name, value in asdict(entry.article).items() if name != "text"},
            "characters": len(entry.article.text),
            "passages": len(entry.passages),
            "story": stories.get(entry.article.id),
        }
        for entry in entries
    ]


def print_line(text: str) -> None:
    """Print `text` on stdout, without characters that steer a terminal."""
    _print(text)


def print_table(table: Table) -> None:
    """Print `table` on stdout."""
    _console().print(table)


def _console() -> Console:
    # Rich takes a pipe for 80 columns wide and would cut file names to fit.
    return Console(width=None if sys.stdout.isatty() else 200)


def _print(text: str) -> None:
    print(_plain(text))


def _plain(text: str) -> str:
    """Return `text` without control characters: a file's text must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _dumps(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, default=_encode, ensure_ascii=False, indent=2)


def _encode(value: Any) -> Any:  # noqa: ANN401
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
