"""An index in memory, for measuring parts of the way on data that is not kept."""

from collections.abc import Sequence

from corpus.article import Article
from index.catalog import Entry
from index.embedder import Embedder
from index.lexical import LexicalIndex
from index.passage import Chunking, embedding_text, split_passages
from index.search import Index
from index.store import MemoryStore


def memory_index(
    articles: Sequence[Article],
    embedder: Embedder,
    *,
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    dense: bool = False,
) -> Index:
    """Index `articles` in memory; without `dense`, only the lexical ranking finds anything."""
    entries = [Entry(a, tuple(split_passages(a, chunking)), source="") for a in articles]
    texts = [embedding_text(entry.article, p) for entry in entries for p in entry.passages]
    store = MemoryStore()
    if dense:
        ids = [id for entry in entries for id in entry.passage_ids()]
        store.add(ids, embedder.embed(texts, kind="document"), texts, [{}] * len(ids))
    return Index(entries, LexicalIndex.build(texts), store, embedder)
