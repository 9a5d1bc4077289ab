"""The sentences of an article, read once."""

from functools import lru_cache

from corpus.article import Article, Sentence
from corpus.sentences import split_sentences


@lru_cache(maxsize=512)
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the article's sentences and headings, in order."""
    return tuple(split_sentences(article.text, article.title))
