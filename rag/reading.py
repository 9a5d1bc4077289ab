"""The sentences of an article, read once."""

from collections.abc import Iterator
from functools import lru_cache

from corpus.article import Article, Sentence
from corpus.sentences import split_sentences

_LONGEST = 2000
"""Characters: what runs on without a stop is no sentence, and is not to be parsed as one."""


@lru_cache(maxsize=512)
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the article's sentences and headings, in order; what never ends, in pieces."""
    text = article.text
    found = split_sentences(text, article.title)
    return tuple(piece for sentence in found for piece in _pieces(text, sentence))


def _pieces(text: str, sentence: Sentence) -> Iterator[Sentence]:
    start = sentence.start
    while sentence.end - start > _LONGEST:
        end = text.rfind(" ", start + 1, start + _LONGEST)
        end = end if end > start else start + _LONGEST
        yield Sentence(start, end, sentence.kind)
        start = end + (text[end] == " ")
    yield Sentence(start, sentence.end, sentence.kind)
