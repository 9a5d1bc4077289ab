"""What fails, as annotations on the case file in a pull request on GitHub."""

from collections.abc import Mapping

from eval.outcome import Outcome
from eval.report.reading import failed, proof, wrong
from eval.report.words import plain
from eval.run import Run

_MOST = 10
"""GitHub shows as many errors of one step."""


def to_annotations(run: Run, file: str, lines: Mapping[str, int]) -> str:
    """Return a workflow command a line for each failed gate, then for failed turns; "" without any.

    To be printed where GITHUB_ACTIONS is set. `file` is the case file as seen from the top of the
    repository, `lines` the line of each case by its id. GitHub shows ten: the last may count the
    turns that are left out.
    """
    shown = [_command(gate.message, "Gate failed", file, 1) for gate in run.failed_gates]
    turns = failed(run)
    room = max(0, _MOST - len(shown))
    listed = turns if len(turns) <= room else turns[: max(0, room - 1)]
    shown += [_of(outcome, file, lines) for outcome in listed]
    if left := len(turns) - len(listed):
        shown.append(_command(f"{left} more turns fail: see the summary", "Turns fail", file, 1))
    return "".join(f"{line}\n" for line in shown)


def _of(outcome: Outcome, file: str, lines: Mapping[str, int]) -> str:
    text = [f"{outcome.turn.question}", *wrong(outcome)]
    for broken in outcome.broken:
        text += [f"{what}: {words}" for what, words in proof(broken)]
    return _command("\n".join(map(plain, text)), outcome.id, file, lines.get(outcome.case.id, 1))


def _command(message: str, title: str, file: str, line: int) -> str:
    place = f"file={_property(file)},line={line},title={_property(plain(title))}"
    return f"::error {place}::{_data(message)}"


def _data(text: str) -> str:
    # As actions/toolkit writes them: packages/core/src/command.ts.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
