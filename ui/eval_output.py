"""Where a run of cases goes: the terminal, and the files asked for."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import SettingsError
from ui.writable import require_writable

if TYPE_CHECKING:
    from eval.baseline import Comparison
    from eval.casefile import CaseFile
    from eval.judge import Judgements
    from eval.run import Run


@dataclass(frozen=True, slots=True)
class Finished:
    """A run, and what stands beside it."""

    run: "Run"
    case_file: "CaseFile"
    conditions: dict[str, Any]
    comparison: "Comparison | None"
    judgements: "Judgements | None"

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.case_file.file.stem


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files to write; None is not written."""

    json: Path | None
    junit: Path | None
    html: Path | None
    markdown: Path | None

    def check(self, cases: Path, baseline: Path | None = None) -> None:
        """Raise SettingsError if one of them cannot be written: not after the run, but before."""
        taken = {baseline.resolve(): "is the baseline"} if baseline else {}
        taken[cases.resolve()] = "is the case file"
        for name in ("json", "junit", "html", "markdown"):
            file: Path | None = getattr(self, name)
            require_writable(f"--{name}", file)
            if file and file.resolve() in taken:
                raise SettingsError(f"--{name} {file} {taken[file.resolve()]}: name another file")
            if file:
                taken[file.resolve()] = f"is what --{name} writes"

    def write(self, done: Finished) -> None:
        """Write the files, and print the run. Raises SettingsError for what cannot be written."""
        from eval.report.files import write
        from eval.report.html_report import to_html
        from eval.report.json_report import to_json
        from eval.report.junit import to_junit

        _print(done)
        sys.stdout.flush()  # so that a file that is /dev/stdout comes after it
        if self.json:
            write(to_json(done.run, done.conditions, done.comparison, done.judgements), self.json)
        if self.junit:
            write(to_junit(done.run, done.name, done.comparison), self.junit)
        if self.html:
            page = to_html(done.run, done.name, done.conditions, done.comparison, done.judgements)
            write(page, self.html)
        if self.markdown:
            write(markdown_of(done), self.markdown)


def markdown_of(done: Finished) -> str:
    """Return the run as Markdown."""
    from eval.report.markdown import to_markdown

    return to_markdown(done.run, done.name, done.comparison, done.judgements)


def _print(done: Finished) -> None:
    from rich.console import Console

    from eval.report.terminal import print_run

    # Rich takes a pipe for 80 columns wide.
    console = Console(width=None if sys.stdout.isatty() else 120)
    print_run(done.run, console, done.comparison, done.judgements)
