"""What a GitHub workflow is told of a run of cases, and what it must not take for commands."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.eval_output import Finished


@contextmanager
def commands_stopped() -> Iterator[None]:
    """Have GitHub take nothing that is printed meanwhile for a workflow command.

    What articles and answers hold may look like one. Elsewhere it does nothing.
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    if not os.environ.get("GITHUB_ACTIONS"):
        yield
        return
    token = secrets.token_hex(16)  # nobody can write it beforehand
    print(f"::stop-commands::{token}", flush=True)
    try:
        yield
    finally:
        print(f"\n::{token}::", flush=True)


def tell_github(done: "Finished") -> None:
    """Add to the summary of the step, and mark the lines of failed cases, in a GitHub workflow."""
    from eval.report.annotations import to_annotations
    from eval.report.files import append
    from ui.eval_output import markdown_of

    if not os.environ.get("GITHUB_ACTIONS"):
        return
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        append(f"{markdown_of(done)}\n", Path(summary))
    top = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    place = Path(os.path.relpath(done.case_file.file.resolve(), top)).as_posix()
    sys.stdout.write(to_annotations(done.run, place, done.case_file.lines))
