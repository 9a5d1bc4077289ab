"""Passages: what is embedded and searched, runs of whole sentences of one article."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article, Sentence
from corpus.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article; `start` and `end` are offsets into `Article.text`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunking:
    """How passages are cut. Part of the manifest: an index holds passages of one chunking."""

    max_words: int = 220
    """Upper bound of a passage. MiniLM reads 256 tokens, which is about 190 English words,
    the title among them; the lexical index reads all."""


def split_passages(article: Article, chunking: Chunking) -> list[Passage]:
    """Cut an article into passages of at most `chunking.max_words` words.

    Passages follow each other in reading order, do not overlap, begin and end at sentence
    bounds, and together hold every sentence. Only a sentence longer than the bound is cut, at
    white space.
    """
    passages: list[Passage] = []
    start = end = words = 0
    for piece in _pieces(article, chunking.max_words):
        count = _count_words(article.text, piece)
        full = words + count > chunking.max_words
        # A cross-heading belongs to what follows it.
        turns = piece.is_heading and words > chunking.max_words // 2
        if words and (full or turns):
            passages.append(Passage(article.id, start, end))
            words = 0
        if not words:
            start = piece.start
        end, words = piece.end, words + count
    if words:
        passages.append(Passage(article.id, start, end))
    return passages


def embedding_text(article: Article, passage: Passage) -> str:
    """Return what is embedded: the title, then the passage itself."""
    title, body = title_and_body(article, passage)
    return f"{title}\n{body}" if title else body


def title_and_body(article: Article, passage: Passage) -> tuple[str, str]:
    """Return the two fields of a passage that are lexically indexed; the title may be empty."""
    return article.title or "", article.text[passage.start : passage.end]


def _pieces(article: Article, max_words: int) -> Iterator[Sentence]:
    for sentence in split_sentences(article.text, article.title):
        if _count_words(article.text, sentence) <= max_words:
            yield sentence
        else:
            yield from _cut(article.text, sentence, max_words)


def _cut(text: str, sentence: Sentence, max_words: int) -> Iterator[Sentence]:
    position = sentence.start
    words = text[sentence.start : sentence.end].split()
    for first in range(0, len(words), max_words):
        begin = end = 0
        for number, word in enumerate(words[first : first + max_words]):
            at = text.index(word, position)
            begin = at if number == 0 else begin
            end = position = at + len(word)
        yield Sentence(begin, end, sentence.kind)


def _count_words(text: str, sentence: Sentence) -> int:
    return len(text[sentence.start : sentence.end].split())
