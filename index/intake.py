"""From files to entries of the catalogue; what the index knows already is not parsed again."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from corpus.article import Skipped
from corpus.folder import Record, SourceFile, parse_record, read_records
from index.catalog import Entry
from index.passage import Chunking, split_passages
from index.sources import Sources, key_of

Progress = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done, and how much there is."""

Known = Mapping[tuple[str, str], Entry]
"""Entries by the file they come from and the digest of their bytes there."""

_TAKEN_OUT = "was taken out of the index on the page: put it back there, on the tab Corpus"


def take_in(
    files: Sequence[SourceFile],
    before: Sequence[Entry],
    sources: Sources,
    chunking: Chunking,
    progress: Progress,
) -> tuple[list[Entry], list[Skipped]]:
    """Return an entry for each article in `files`, and what could not become one.

    Those whose bytes are the same as for an entry of `before` are that entry. What `sources` leave
    out is skipped.
    """
    out = {one.key for one in sources.left_out}
    known = {(entry.article.file, entry.source): entry for entry in before}
    entries: dict[str, Entry] = {}
    skipped: list[Skipped] = []
    for done, source in enumerate(files, start=1):
        progress("reading", done, len(files))
        for found, line in _found_in(source, known, chunking):
            if isinstance(found, Skipped):
                skipped.append(found)
            elif key_of(source, found.article.id) in out:
                skipped.append(Skipped(found.article.file, _TAKEN_OUT, line))
            elif found.article.id in entries:
                other = entries[found.article.id].article.file
                reason = f"article id {found.article.id!r} is already used in {other}"
                skipped.append(Skipped(found.article.file, reason, line))
            else:
                entries[found.article.id] = found
    return list(entries.values()), skipped


def _found_in(
    source: SourceFile, known: Known, chunking: Chunking
) -> Iterator[tuple[Entry | Skipped, int | None]]:
    for record in read_records(source):
        if isinstance(record, Skipped):
            yield record, record.line
        else:
            entry = known.get((source.file, record.digest))
            yield entry or _entry_of(source, record, chunking), record.line


def _entry_of(source: SourceFile, record: Record, chunking: Chunking) -> Entry | Skipped:
    article = parse_record(source, record)
    if isinstance(article, Skipped):
        return article
    if passages := split_passages(article, chunking):
        return Entry(article, tuple(passages), record.digest)
    return Skipped(article.file, "empty: it holds no words", record.line)
