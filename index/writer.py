"""Bring an index up to date with folders of articles: read, cut, embed, write all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Skipped
from corpus.errors import CorpusError
from corpus.folder import find_files
from index.building import build
from index.catalog import Entry, load_entries
from index.change import Change, IndexReport
from index.embedder import Embedder
from index.folder_home import home_of
from index.home import Home
from index.intake import Progress, take_in
from index.manifest import Manifest
from index.parts import measure, require_parts
from index.passage import Chunking

__all__ = ["Progress", "update_index"]


@dataclass(frozen=True, slots=True)
class _Base:
    """The generation there is."""

    folder: Path
    manifest: Manifest
    entries: list[Entry]


def update_index(
    place: Path | Home,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    rebuild: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> IndexReport:
    """Make the index at `place`, a folder or another home, mirror the articles under `paths`.

    Articles no longer there leave it; only new and changed ones are embedded. `rebuild` writes
    everything anew, whatever was there. Readers of the index see the old state until the new one
    is complete, and if this raises or is killed, the old state remains.

    Raises CorpusError if a path is missing or nothing in them can be read, IndexMismatchError if
    the index was written with other settings, IndexBusyError if another process is writing it,
    IndexStorageError if it is damaged or cannot be written, and IndexServerError.
    """
    home = home_of(place)
    # The index may stand in the folder that is indexed.
    sources = [source for source in find_files(paths) if not home.holds(source.path)]
    with home.writing() as writer:
        base = None
        if not rebuild and home.exists():
            base = home.read(lambda folder: _open(folder, home, embedder, chunking))
        before = base.entries if base else []
        entries, skipped = take_in(sources, before, chunking, progress)
        if not entries:
            raise CorpusError(_nothing_to_read(paths, skipped))
        change = Change(before, entries)
        if base and change.nothing:
            return change.report(skipped)
        if base:
            base.manifest.require_dimension(embedder.dimension, home)
        old = base.folder if base else None
        with writer.draft(old) as folder:
            writer.write_vectors(folder, old, change, embedder, progress)
            build(folder, old, change, progress)
            manifest = Manifest.of(embedder, chunking)
            manifest.counting(len(entries), change.passages, measure(folder)).save(
                folder / "manifest.json"
            )
        return change.report(skipped)


def _open(folder: Path, home: Home, embedder: Embedder, chunking: Chunking) -> _Base:
    manifest = Manifest.load(folder / "manifest.json")
    manifest.require(embedder.model, chunking, home)
    require_parts(folder, manifest.parts)
    return _Base(folder, manifest, load_entries(folder / "articles.jsonl"))


def _nothing_to_read(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    places = ", ".join(str(path) for path in paths)
    if not skipped:
        return (
            f"{places} holds no articles: put .txt, .md, .html, .pdf, .docx or .jsonl files there"
        )
    return f"none of the {len(skipped)} files in {places} can be read; the first: {skipped[0]}"
