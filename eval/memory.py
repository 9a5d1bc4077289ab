"""An index in memory, for measuring parts of the way on data that is not kept."""

from collections.abc import Mapping, Sequence

from corpus.article import Article
from index.catalog import Entry
from index.embedder import Embedder
from index.lexical import LexicalIndex
from index.passage import Chunking, embedding_text, split_passages, title_and_body
from index.search import Index
from index.termcounts import TermCounts
from index.vectors import MatrixVectors


def memory_index(
    articles: Sequence[Article],
    embedder: Embedder,
    *,
    chunking: Chunking = Chunking(),  # noqa: B008 -- frozen
    dense: bool = False,
    stories: Mapping[str, str] | None = None,
) -> Index:
    """Index `articles` in memory; without `dense`, only the lexical ranking finds anything.

    Reprints are not looked for: `stories` says which there are.
    """
    entries = [Entry(a, tuple(split_passages(a, chunking)), source="") for a in articles]
    pairs = [(entry.article, p) for entry in entries for p in entry.passages]
    counts = TermCounts.of(title_and_body(*pair) for pair in pairs)
    texts = [embedding_text(*pair) for pair in pairs] if dense else []
    vectors = MatrixVectors(embedder.embed(texts, kind="document"))
    return Index(entries, LexicalIndex(counts), vectors, embedder, stories=stories)
