"""Bring an index up to date with folders of articles: read, cut, embed, write all or nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.article import Article, Skipped
from corpus.errors import CorpusError
from corpus.folder import SourceFile, find_files, read_articles
from corpus.readers import READERS, suffix_of
from index.catalog import Entry, load_entries, save_entries
from index.change import Change, IndexReport
from index.embedder import Embedder
from index.generation import draft, exists, read_current, writing
from index.lexical import LexicalIndex
from index.manifest import Manifest, require_whole
from index.passage import Chunking, embedding_text, split_passages
from index.store import ChromaStore, Metadata, VectorStore

Progress = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done, and how much there is."""

_BATCH = 256  # passages embedded between two signs of progress


def update_index(
    place: Path,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    rebuild: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> IndexReport:
    """Make the index in the folder `place` mirror the articles under `paths`.

    Articles no longer there leave it; only new and changed ones are embedded. `rebuild` writes
    everything anew, whatever was there. Readers of the index see the old state until the new one
    is complete, and if this raises or is killed, the old state remains.

    Raises CorpusError if a path is missing or nothing in them can be read, IndexMismatchError if
    the index was written with other settings, IndexBusyError if another process is writing it,
    and IndexStorageError if it cannot be written.
    """
    sources = _outside(find_files(paths), place)
    with writing(place):
        base, manifest, before = None, None, list[Entry]()
        if exists(place) and not rebuild:
            base, manifest, before = read_current(place, _open_base)
            manifest.require(embedder.model, chunking, place)
        entries, skipped = _read(sources, before, chunking, progress)
        if not entries:
            raise CorpusError(_nothing_to_read(paths, skipped))
        change = Change(before, entries)
        if base and change.nothing:
            return change.report(0, skipped)
        if manifest:
            manifest.require_dimension(embedder.dimension, place)
        with draft(place, base) as folder:
            embedded = _write_vectors(folder / "chroma", change, embedder, progress)
            _write_files(folder, entries, Manifest.of(embedder, chunking), progress)
        return change.report(embedded, skipped)


def _open_base(folder: Path) -> tuple[Path, Manifest, list[Entry]]:
    return folder, Manifest.load(folder / "manifest.json"), load_entries(folder / "articles.jsonl")


def _outside(sources: Sequence[SourceFile], place: Path) -> list[SourceFile]:
    """Leave out the index's own files, should it stand in the folder that is indexed."""
    return [source for source in sources if not source.path.is_relative_to(place.resolve())]


def _read(
    sources: Sequence[SourceFile],
    before: Sequence[Entry],
    chunking: Chunking,
    progress: Progress,
) -> tuple[list[Entry], list[Skipped]]:
    known = {(entry.article.file, entry.source): entry for entry in before}
    entries: dict[str, Entry] = {}
    skipped: list[Skipped] = []
    for done, source in enumerate(sources, start=1):
        progress("reading", done, len(sources))
        for found in _entries_of(source, known, chunking):
            if isinstance(found, Skipped):
                skipped.append(found)
            elif found.article.id in entries:
                other = entries[found.article.id].article.file
                reason = f"article id {found.article.id!r} is already used in {other}"
                skipped.append(Skipped(found.article.file, reason))
            else:
                entries[found.article.id] = found
    return list(entries.values()), skipped


def _entries_of(
    source: SourceFile, known: dict[tuple[str, str], Entry], chunking: Chunking
) -> Iterator[Entry | Skipped]:
    suffix = suffix_of(source.file)
    readable = suffix in READERS and not source.left_out
    digest = _digest_of(source.path) if readable else ""
    several = suffix.startswith(".jsonl")
    if not several and (source.file, digest) in known:
        yield known[source.file, digest]
        return
    for found in read_articles(source):
        if isinstance(found, Skipped):
            yield found
        elif passages := split_passages(found, chunking):
            yield Entry(found, tuple(passages), digest)
        else:
            yield Skipped(found.file, "empty: it holds no words")


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""  # read_articles says what is wrong with it


def _write_vectors(folder: Path, change: Change, embedder: Embedder, progress: Progress) -> int:
    store = ChromaStore(folder)
    try:
        for entry in change.fresh:
            if entry.digest in change.reused:
                vectors = store.vectors(change.reused[entry.digest].passage_ids())
                store.add(entry.passage_ids(), vectors, *_payload(entry))
        embedded = _embed(store, change, embedder, progress)
        store.remove([id for entry in change.gone for id in entry.passage_ids()])
        require_whole(store.count(), change.passages, folder)
        return embedded
    finally:
        store.close()


def _embed(store: VectorStore, change: Change, embedder: Embedder, progress: Progress) -> int:
    rows = [
        (id, text, metadata)
        for entry in change.fresh
        if entry.digest not in change.reused
        for id, text, metadata in zip(entry.passage_ids(), *_payload(entry), strict=True)
    ]
    # Neighbours in length share a batch, so that little is computed for padding.
    rows.sort(key=lambda row: len(row[1]))
    for at in range(0, len(rows), _BATCH):
        progress("embedding", at, len(rows))
        ids, texts, metadatas = zip(*rows[at : at + _BATCH], strict=True)
        store.add(ids, embedder.embed(texts, kind="document"), texts, metadatas)
    progress("embedding", len(rows), len(rows))
    return len(rows)


def _payload(entry: Entry) -> tuple[list[str], list[Metadata]]:
    texts = [embedding_text(entry.article, passage) for passage in entry.passages]
    return texts, [_metadata(entry.article, p.start, p.end) for p in entry.passages]


def _metadata(article: Article, start: int, end: int) -> Metadata:
    known: dict[str, str | None] = {
        "title": article.title,
        "outlet": article.outlet,
        "authors": "; ".join(article.authors) or None,
        "url": article.url,
    }
    metadata: Metadata = {"article_id": article.id, "file": article.file}
    metadata |= {"start": start, "end": end}
    if article.published:
        metadata["published"] = _as_number(article.published)
    return metadata | {name: value for name, value in known.items() if value}


def _as_number(day: date) -> int:
    """Return 20250905 for 5 September 2025: Chroma compares numbers, not dates."""
    return day.year * 10000 + day.month * 100 + day.day


def _write_files(
    folder: Path, entries: Sequence[Entry], manifest: Manifest, progress: Progress
) -> None:
    progress("lexical index", 0, 1)
    LexicalIndex.build(_texts(entries)).save(folder / "lexical")
    save_entries(entries, folder / "articles.jsonl")
    manifest.counting(len(entries), sum(len(entry.passages) for entry in entries)).save(
        folder / "manifest.json"
    )
    progress("lexical index", 1, 1)


def _texts(entries: Iterable[Entry]) -> Iterator[str]:
    return (embedding_text(entry.article, p) for entry in entries for p in entry.passages)


def _nothing_to_read(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    places = ", ".join(str(path) for path in paths)
    if not skipped:
        return (
            f"{places} holds no articles: put .txt, .md, .html, .pdf, .docx or .jsonl files there"
        )
    return f"none of the {len(skipped)} files in {places} can be read; the first: {skipped[0]}"
