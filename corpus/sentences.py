"""The sentences of a text, with their exact place in it."""

from collections.abc import Iterator
from itertools import pairwise

from corpus.article import Sentence, SentenceKind
from corpus.boundaries import sentence_starts
from corpus.headings import is_credit, is_headline, is_label
from corpus.lines import Span, split_paragraphs
from corpus.metadata import dateline_end

_HEADING = SentenceKind.HEADING


def split_sentences(text: str, title: str | None = None) -> list[Sentence]:
    """Split `text` into sentences and headings.

    Offsets are half-open, in characters of `text`; the sentences are in order, do not overlap,
    have no surrounding white space, and together hold every character that is not white space.
    None runs over a blank line. `title` marks its own repeats in the text as headings.
    Takes time linear in the length of `text`.
    """
    paragraphs = split_paragraphs(text)
    return [
        sentence
        for number, span in enumerate(paragraphs, start=1)
        for sentence in _split(text, span, title, last=number == len(paragraphs))
    ]


def _split(text: str, span: Span, title: str | None, *, last: bool) -> Iterator[Sentence]:
    paragraph = text[span.start : span.end]
    if is_label(paragraph, title):
        yield Sentence(span.start, span.end, _HEADING)
        return
    dateline = dateline_end(paragraph)
    if 0 < dateline < len(paragraph):
        yield Sentence(span.start, span.start + len(paragraph[:dateline].rstrip()), _HEADING)
        yield from _split(text, Span(span.start + dateline, span.end), title, last=last)
        return
    pieces = list(_pieces(paragraph))
    full_stop_inside = any(paragraph[piece.end - 1] == "." for piece in pieces[:-1])
    if not full_stop_inside and is_headline(paragraph, last=last):
        yield Sentence(span.start, span.end, _HEADING)
        return
    for piece in pieces:
        behind = piece is pieces[-1] and len(pieces) > 1 and not last
        credit = behind and is_credit(paragraph[piece.start : piece.end])
        kind = _HEADING if credit else SentenceKind.SENTENCE
        yield Sentence(span.start + piece.start, span.start + piece.end, kind)


def _pieces(paragraph: str) -> Iterator[Span]:
    """Yield the sentences of a paragraph, without the white space around them."""
    for start, end in pairwise([0, *sentence_starts(paragraph), len(paragraph)]):
        piece = paragraph[start:end]
        if stripped := piece.strip():
            start += len(piece) - len(piece.lstrip())
            yield Span(start, start + len(stripped))
