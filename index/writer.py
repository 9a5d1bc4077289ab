"""Bring an index up to date with folders of articles: read, cut, embed, write all or nothing."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from corpus.article import Skipped
from corpus.errors import CorpusError, IndexingError
from corpus.folder import find_files
from index.change import Change, IndexReport
from index.embedder import Embedder
from index.folder_home import home_of
from index.home import Home
from index.intake import Progress, take_in
from index.passage import Chunking
from index.publishing import open_base, publish
from index.sources import Sources

__all__ = ["Progress", "update_index"]


def update_index(
    place: Path | Home,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    also: Callable[[], Sequence[Path]] = lambda: (),
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    rebuild: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> IndexReport:
    """Make the index at `place`, a folder or another home, mirror the articles under `paths`.

    Articles no longer there leave it; only new and changed ones are embedded. `also` is asked for
    further paths once nobody else can write the index: what came in until then stays. What was
    taken out on purpose (index/edits.py) stays out, and is reported. `rebuild` writes everything
    anew, whatever was there. Readers of the index see the old state until the new one is complete,
    and if this raises or is killed, the old state remains.

    Raises CorpusError if a path is missing or nothing in them can be read, IndexMismatchError if
    the index was written with other settings, IndexBusyError if another process is writing it,
    IndexStorageError if it is damaged or cannot be written, and IndexServerError.
    """
    home = home_of(place)
    with home.writing() as writer:
        paths = [*paths, *also()]
        # The index may stand in the folder that is indexed.
        found = [source for source in find_files(paths) if not home.holds(source.path)]
        base = None if rebuild else open_base(home, embedder, chunking)
        sources = base.sources if base else _remembered(home)
        sources = sources.of(paths, [source.path for source in found])
        before = base.entries if base else []
        entries, skipped = take_in(found, before, sources, chunking, progress)
        if not entries:
            raise CorpusError(_nothing_to_read(paths, skipped))
        change = Change(before, entries)
        publish(writer, home, base, change, sources, embedder, chunking, progress)
        return change.report(skipped)


def _remembered(home: Home) -> Sources:
    """Return what is known though everything is written anew, maybe since it is damaged."""
    with suppress(IndexingError):
        return home.read(Sources.load)
    return Sources()


def _nothing_to_read(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    places = ", ".join(str(path) for path in paths)
    if not skipped:
        return (
            f"{places} holds no articles: put .txt, .md, .html, .pdf, .docx or .jsonl files there"
        )
    return f"none of the {len(skipped)} files in {places} can be read; the first: {skipped[0]}"
