"""How much of an article must be quoted for a sentence to be understood."""

import re
from functools import lru_cache

from corpus.article import Article, Sentence
from corpus.sentences import split_sentences
from rag.names import names

_QUOTED = re.compile('“[^”]*”?|"[^"]*"?')
_OPENS_WITH_PRONOUN = re.compile(
    r"(?:he|she|they|it|his|her|their|its|this|these|those|such)\b", re.IGNORECASE
)
_PRONOUN_SPEAKS = re.compile(
    r"\b(?:he|she|they) (?:also )?(?:said|says|added|told|stated|warned|noted|insisted|argued)\b"
    r"|\b(?:said|added) (?:he|she|they)\b",
    re.IGNORECASE,
)
_MOST = 90  # words of a sentence with the one before it


@lru_cache(maxsize=512)
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the article's sentences and headings, in order."""
    return tuple(split_sentences(article.text, article.title))


def readable_span(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence from `start` to `end`, or of it and the one before it.

    The one before comes along if the sentence leans on it: it opens with a pronoun, or its speaker
    is one and no name before it in the sentence says who.
    """
    before = next((s for s in reversed(sentences_of(article)) if s.end <= start), None)
    if before is None or before.is_heading or not _leans(article.text[start:end]):
        return start, end
    together = len(article.text[before.start : end].split())
    return (before.start if together <= _MOST else start), end


def _leans(sentence: str) -> bool:
    # Who is named inside a quotation is spoken of, not speaking.
    outside = _QUOTED.sub(" ", sentence).strip()
    if _OPENS_WITH_PRONOUN.match(outside):
        return True
    speaks = _PRONOUN_SPEAKS.search(outside)
    return speaks is not None and not names(outside[: speaks.start()])
