"""What every file format shows of a briefing, in the order in which it is read.

The formats differ in how they draw these parts, not in what they say. All text in here is clean
(`ui.export.clean`): the writers still escape it for their format.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cited:
    """Words, and the notes that carry them."""

    text: str
    notes: tuple[int, ...] = ()
    aside: str = ""
    """What stands behind the words in a weaker hand: who says it, whether it was confirmed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told."""

    said: Cited
    label: str = ""
    """When it was; empty where that is not the point."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Things told one after another: either all of them have labels, or none."""

    entries: tuple[Entry, ...]
    heading: str = ""
    """Whose they are."""
    about: str = ""
    """What is known of whose they are: the role of a speaker."""

    @property
    def labelled(self) -> bool:
        """Whether the entries have labels."""
        return any(entry.label for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cited, ...]
    continues: bool = False
    """Whether it is on the same thing as the row above it; its first cell is empty then."""


@dataclass(frozen=True, slots=True)
class Table:
    """Values side by side."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[int, ...]
    """How wide the columns are, as shares of the page."""


Block: TypeAlias = Entries | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under a title of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article cited."""

    name: str
    """Its outlet; where that is not known, its file."""
    title: str
    """Empty if it is not known."""
    day: str
    link: str
    """An http or https address; empty if there is none."""
    address: str
    """The link as it is shown to those who read on paper; empty if there is none."""
    file: str
    """Where there is no link, the file; empty if it is the name already."""


@dataclass(frozen=True, slots=True)
class Note:
    """One citation, as a note shows it."""

    n: int
    source: Source
    also_in: str
    """The other outlets with the same story; empty if there are none."""
    quote: str


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing as it is read. Notes are numbered 1, 2, … in the order in which they come up."""

    title: str
    day: date
    """The day from which it looks back."""
    made: str
    """That day in words."""
    searched: str
    """What was searched."""
    reason: str
    """Why there is nothing to tell; empty where there is something."""
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
