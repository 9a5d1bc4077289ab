"""What became of files that somebody put in, and of articles that somebody took out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.catalog import Entry
from index.edits import Edited
from ui import corpus_texts as texts


class State(StrEnum):
    """What became of a file."""

    INDEXED = "indexed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody put in."""

    name: str
    """What it is called where it comes from."""
    file: str | None = None
    """What it is called among the uploads, if it got there."""
    problem: str | None = None
    """Why it did not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file that somebody put in."""

    sent: Sent
    state: State
    passages: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was taken out of the corpus."""

    key: str | None
    """Puts it back; None if its source is gone."""
    name: str


class Found:
    """What putting files in made of them."""

    def __init__(self, edited: Edited) -> None:
        """Take what was done to the index."""
        self._edited = edited
        self._before, self._after = _by_file(edited.before), _by_file(edited.after)

    def holds(self, file: str) -> bool:
        """Return whether the file gave an article."""
        return file in self._after

    def outcome(self, sent: Sent) -> Outcome:
        """Return what became of a file that was indexed, or was to be."""
        file = sent.file or ""
        if twin := self._edited.twins.get(file):
            return Outcome(sent, State.UNCHANGED, reasons=(texts.already_there(twin),))
        entries = self._after.get(file, [])
        reasons = tuple(
            texts.at_line(one.line, one.reason) if one.line else one.reason
            for one in self._edited.report.skipped
            if one.file == file
        )
        if not entries:
            return Outcome(sent, State.SKIPPED, reasons=reasons)
        same = entries == self._before.get(file)
        passages = sum(len(entry.passages) for entry in entries)
        return Outcome(sent, State.UNCHANGED if same else State.INDEXED, passages, reasons)


def not_put_in(sent: Sent) -> Outcome:
    """Return the outcome of a file that did not get to the index."""
    return Outcome(sent, State.SKIPPED, reasons=(sent.problem or texts.NOT_RECEIVED,))


def _by_file(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.article.file, []).append(entry)
    return found
