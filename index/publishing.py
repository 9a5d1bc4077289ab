"""From the generation there is to the next one: what all that writes an index has in common."""

from dataclasses import dataclass
from pathlib import Path

from index.building import build
from index.catalog import Entry, load_entries
from index.change import Change
from index.embedder import Embedder
from index.home import Home, Writer
from index.intake import Progress
from index.manifest import Manifest
from index.parts import measure, require_parts
from index.passage import Chunking
from index.sources import Sources


@dataclass(frozen=True, slots=True)
class Base:
    """The generation there is."""

    folder: Path
    manifest: Manifest
    entries: list[Entry]
    sources: Sources


def open_base(home: Home, embedder: Embedder, chunking: Chunking) -> Base | None:
    """Return the generation at `home`, None if there is none.

    Raises IndexMismatchError if it was written with other settings, and IndexStorageError.
    """

    def opener(folder: Path) -> Base:
        manifest = Manifest.load(folder / "manifest.json")
        manifest.require(embedder.model, chunking, home)
        require_parts(folder, manifest.parts)
        entries = load_entries(folder / "articles.jsonl")
        return Base(folder, manifest, entries, Sources.load(folder))

    return home.read(opener) if home.exists() else None


def publish(
    writer: Writer,
    home: Home,
    base: Base | None,
    change: Change,
    sources: Sources,
    embedder: Embedder,
    chunking: Chunking,
    progress: Progress,
) -> None:
    """Write the next generation after `base`, if anything is to be different in it.

    Raises IndexMismatchError if the model's vectors have another length now.
    """
    if base and change.nothing and base.sources == sources:
        return
    if base:
        base.manifest.require_dimension(embedder.dimension, home)
    old = base.folder if base else None
    with writer.draft(old) as folder:
        writer.write_vectors(folder, old, change, embedder, progress)
        build(folder, old, change, progress)
        sources.save(folder)
        manifest = Manifest.of(embedder, chunking)
        manifest.counting(len(change.after), change.passages, measure(folder)).save(
            folder / "manifest.json"
        )
