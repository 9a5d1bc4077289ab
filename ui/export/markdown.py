"""A document as Markdown: CommonMark with tables and footnotes, as GitHub and pandoc read it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from ui import texts
from ui.export.document import Block, Cited, Document, Entries, Note, Table

_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>&|~#$^@{}]")
_STARTS_A_BLOCK = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_STARTS_A_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def render(document: Document) -> str:
    """Return `document` as Markdown."""
    return "\n\n".join(_paragraphs(document)) + "\n"


def escape(text: str) -> str:
    """Return clean `text` as Markdown that shows exactly it, wherever in a line it stands."""
    escaped = _MEANS_SOMETHING.sub(r"\\\g<0>", text)
    escaped = _STARTS_A_LINK.sub(r"\\", escaped)  # GitHub makes links of bare addresses
    # A digit cannot be escaped, but what would make it the number of a list can.
    return _STARTS_A_BLOCK.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", escaped)


def _paragraphs(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    yield f"{document.made} · {escape(document.searched)}"
    if document.reason:
        yield escape(document.reason)
    for section in document.sections:
        yield f"## {section.title}"
        for block in section.blocks:
            yield from _block(block)
    if document.notes:
        yield f"## {texts.SOURCES}"
        yield from map(_note, document.notes)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield _table(block)
        return
    if block.heading:
        about = f" — {escape(block.about)}" if block.about else ""
        yield f"### {escape(block.heading)}{about}"
    yield _list(block)


def _list(block: Entries) -> str:
    labels = (f"**{escape(entry.label)}:** " if entry.label else "" for entry in block.entries)
    said = (_cited(entry.said) for entry in block.entries)
    return "\n".join(f"- {label}{words}" for label, words in zip(labels, said, strict=True))


def _table(table: Table) -> str:
    rows = [table.head, ["---"] * len(table.head)]
    return "\n".join(map(_row, (*rows, *(map(_cited, row.cells) for row in table.rows))))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cited(cited: Cited) -> str:
    aside = f" *{escape(cited.aside)}*" if cited.aside else ""
    # A space between two, or they would read as one number.
    return f"{escape(cited.text)}{aside}{' '.join(f'[^{n}]' for n in cited.notes)}"


def _note(note: Note) -> str:
    source = note.source
    about = escape(source.title or source.address)
    if source.link:
        about = f"[{about}](<{quote(source.link, safe=_IN_LINKS)}>)"
    known = (f"**{escape(source.name)}**", about, escape(source.day), escape(source.file))
    told = ", ".join(part for part in known if part)
    also_in = f" ({escape(note.also_in)})" if note.also_in else ""
    return f"[^{note.n}]: {told}{also_in}\n\n    > {escape(note.quote)}"


_IN_LINKS = "!#$%&'()*+,/:;=?@[]~-._"
"""What an address keeps; the rest, which could end it, is written in percents."""
