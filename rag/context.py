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
_BEFORE, _MOST = 3, 120
"""How many sentences before one may come along, and how many words they all may have."""


@lru_cache(maxsize=512)
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the article's sentences and headings, in order."""
    return tuple(split_sentences(article.text, article.title))


def readable_span(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the sentence from `start` to `end` with those before it that it needs.

    It needs the one before if it leans on it: it opens with a pronoun, or its speaker is one and no
    name before it in the sentence says who; and so on, back to one that stands by itself. None if
    there is none near enough: shown without it, words would be put into the wrong mouth.
    """
    if not _leans(article.text[start:end]):
        return start, end
    before = [s for s in sentences_of(article) if s.end <= start][-_BEFORE:]
    for sentence in reversed(before):
        if sentence.is_heading or len(article.text[sentence.start : end].split()) > _MOST:
            return None
        if not _leans(article.text[sentence.start : sentence.end]):
            return sentence.start, end
    return None


def _leans(sentence: str) -> bool:
    # Who is named inside a quotation is spoken of, not speaking.
    outside = _QUOTED.sub(" ", sentence).strip()
    if _OPENS_WITH_PRONOUN.match(outside):
        return True
    speaks = _PRONOUN_SPEAKS.search(outside)
    # The first word is a capital anyway: "Since 2022, he said" names nobody.
    return speaks is not None and not names(outside[: speaks.start()].partition(" ")[2])
