"""Plain text: the file's content, character for character."""

from corpus.article import Article
from corpus.readers.whole import build, decode
from corpus.source import SourceFile


def read(source: SourceFile, data: bytes) -> Article:
    """Build the article from the bytes of a .txt file; raises UnreadableError."""
    return build(source, decode(data))
