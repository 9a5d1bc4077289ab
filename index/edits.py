"""Put single articles into an index and take them out; the others stay as they are, unread."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.article import Skipped
from corpus.folder import SourceFile
from index.catalog import Entry
from index.change import Change, IndexReport
from index.embedder import Embedder
from index.folder_home import home_of
from index.home import Home
from index.intake import Progress, take_in
from index.passage import Chunking
from index.publishing import open_base, publish
from index.sources import Key, LeftOut, Sources


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did, whatever others have done to the index since."""

    report: IndexReport
    before: Sequence[Entry]
    after: Sequence[Entry]
    twins: Mapping[str, str]
    """Files not put in since the index holds the same bytes, each with the file that has them."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an edit makes of the index there is."""

    entries: Sequence[Entry]
    sources: Sources
    skipped: Sequence[Skipped] = ()
    twins: Mapping[str, str] = field(default_factory=dict)


_Edit = Callable[[list[Entry], Sources], _Wanted]


def add_articles(
    place: Path | Home,
    files: Sequence[SourceFile],
    embedder: Embedder,
    *,
    paths: Sequence[Path] = (),
    put_back: Collection[Key] = (),
    once: bool = False,
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    progress: Progress = lambda step, done, total: None,
) -> Edited:
    """Put the articles of `files` into the index at `place`, which is made if there is none.

    They take the place of what the index holds of files with these names. `paths` are remembered
    as what the index is made of. The articles known by `put_back` are no longer left out. With
    `once`, what is there byte for byte under another name is not put in a second time.

    Raises IndexMismatchError, IndexBusyError, IndexStorageError and IndexServerError, as
    `update_index` does, and then nothing has changed.
    """
    names = {file.file for file in files}

    def edit(before: list[Entry], sources: Sources) -> _Wanted:
        named = dict.fromkeys((*(sources.paths or ()), *map(os.path.abspath, paths)))
        known = sources.paths is not None or not before  # an older index does not say what it is of
        sources = Sources(tuple(named) if known else None, sources.left_out).without(put_back)
        others = [entry for entry in before if entry.article.file not in names]
        taken, skipped = take_in(files, before, sources, chunking, progress)
        twins = _twins(taken, before, others) if once else {}
        taken = [entry for entry in taken if entry.article.file not in twins]
        fresh, double = _apart(taken, others)
        # In the order that a run over all sources would find them in.
        after = sorted([*others, *fresh], key=lambda entry: entry.article.file)
        return _Wanted(after, sources, [*skipped, *double], twins)

    return _edited(place, embedder, chunking, progress, edit)


def remove_articles(
    place: Path | Home,
    ids: Collection[str],
    embedder: Embedder,
    *,
    left_out: Sequence[LeftOut] = (),
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    progress: Progress = lambda step, done, total: None,
) -> Edited:
    """Take the articles with these ids out of the index at `place`; unknown ones are passed over.

    Those of them that `left_out` names stay out when their sources are read again. Raises as
    `add_articles` does.
    """

    def edit(before: list[Entry], sources: Sources) -> _Wanted:
        others = sources.without([one.key for one in left_out])
        kept = [entry for entry in before if entry.article.id not in ids]
        return _Wanted(kept, Sources(sources.paths, (*others.left_out, *left_out)))

    return _edited(place, embedder, chunking, progress, edit)


def _edited(
    place: Path | Home, embedder: Embedder, chunking: Chunking, progress: Progress, edit: _Edit
) -> Edited:
    home = home_of(place)
    with home.writing() as writer:
        base = open_base(home, embedder, chunking)
        before = base.entries if base else []
        wanted = edit(before, base.sources if base else Sources())
        change = Change(before, wanted.entries)
        publish(writer, home, base, change, wanted.sources, embedder, chunking, progress)
        report = change.report(wanted.skipped)
        return Edited(report, before, wanted.entries, wanted.twins)


def _twins(
    taken: Sequence[Entry], before: Sequence[Entry], others: Sequence[Entry]
) -> dict[str, str]:
    """Return the new files of which all is there under another name, each with that name.

    Of two such among `taken`, the second has that of the first.
    """
    holders = {entry.source: entry.article.file for entry in others}
    found, own = {}, {entry.article.file for entry in before}
    for entry in taken:
        file = entry.article.file
        if (holder := holders.setdefault(entry.source, file)) == file:
            own.add(file)
        else:
            found[file] = holder
    return {file: holder for file, holder in found.items() if file not in own}


def _apart(taken: Sequence[Entry], others: Sequence[Entry]) -> tuple[list[Entry], list[Skipped]]:
    """Return those of `taken` whose ids none of `others` has, and the rest as skipped."""
    files = {entry.article.id: entry.article.file for entry in others}
    fresh, double = [], []
    for entry in taken:
        article = entry.article
        if article.id in files:
            reason = f"article id {article.id!r} is already used in {files[article.id]}"
            double.append(Skipped(article.file, reason))
        else:
            fresh.append(entry)
    return fresh, double
