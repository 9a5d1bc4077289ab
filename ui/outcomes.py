"""What became of files that somebody put in, and of articles that somebody took out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.article import Skipped
from index.catalog import Entry
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
    """What an indexing run found in files."""

    def __init__(
        self, before: Iterable[Entry], after: Iterable[Entry], skipped: Sequence[Skipped]
    ) -> None:
        """Take what was in the index, what is, and what the run skipped."""
        self._before, self._after = _by_file(before), _by_file(after)
        self._skipped = skipped

    def outcome(self, sent: Sent) -> Outcome:
        """Return what became of a file that was indexed, or was to be."""
        file = sent.file or ""
        entries = self._after.get(file, [])
        reasons = tuple(
            texts.at_line(one.line, one.reason) if one.line else one.reason
            for one in self._skipped
            if one.file == file
        )
        if not entries:
            return Outcome(sent, State.SKIPPED, reasons=reasons)
        same = entries == self._before.get(file)
        passages = sum(len(entry.passages) for entry in entries)
        return Outcome(sent, State.UNCHANGED if same else State.INDEXED, passages, reasons)


def not_put_in(sent: Sent, twin: str | None) -> Outcome:
    """Return the outcome of a file that was not indexed; `twin` is the same one in the index."""
    if twin:
        return Outcome(sent, State.UNCHANGED, reasons=(texts.already_there(twin),))
    return Outcome(sent, State.SKIPPED, reasons=(sent.problem or texts.NOT_RECEIVED,))


def _by_file(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.article.file, []).append(entry)
    return found
