"""Who utters the quotation, or makes the claim, that a sentence of an article holds."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.article import Article, Sentence
from rag.answer import Speaker
from rag.discourse import Discourse, Voice
from rag.occasions import occasion_of
from rag.people import people
from rag.quoted import MASK, masked, quoted_spans
from rag.reading import sentences_of
from rag.utterances import Utterance, utterances

_QUOTATION = 4
"""Words from which on something in quotation marks is a quotation, not a term; by hand."""
_BLOCK, _BEFORE, _AFTER = 8, 12, 4
"""How many sentences are read together, and with how many before and after them; by hand."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of one sentence as speech."""

    sentence: Sentence
    voice: Voice | None
    attributed: bool
    """Whether it holds a verb of saying, or its like, itself."""
    quoted: int
    """Words of its longest quotation."""
    outside: int
    """Words outside quotations."""

    @property
    def is_quotation(self) -> bool:
        """Whether it is a quotation for the greater part."""
        return self.quoted >= max(self.outside, _QUOTATION) or not self.outside

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but a quotation."""
        return self.outside <= 1 and self.is_quotation


def speaker_of(article: Article, start: int, end: int) -> Speaker | None:
    """Return who speaks in the sentence of `article` at `start` to `end`; of several, in the last.

    Pronouns and descriptions ("the premier") are resolved to the last fitting name before them.
    None if nobody speaks there, or nobody knows who; see `needs_speaker`.
    """
    said = _at(article, start, end)
    return said.voice.speaker if said and said.voice else None


def needs_speaker(article: Article, start: int, end: int) -> bool:
    """Return whether somebody speaks in the sentence, and it cannot be told who."""
    said = _at(article, start, end)
    return said is not None and said.voice is None and (said.is_bare or said.attributed)


def unnamed_speaker(article: Article, start: int, end: int) -> Speaker | None:
    """Return who speaks at `start` to `end`, unless the text there says so in full itself.

    Role and occasion are left out where the text holds them.
    """
    speaker = speaker_of(article, start, end)
    shown = " ".join(masked(article.text)[start:end].split()).casefold()
    if speaker is None or speaker.name.casefold() in shown:
        return None
    role, occasion = (
        None if words is None or words.casefold() in shown else words
        for words in (speaker.role, speaker.occasion)
    )
    return Speaker(speaker.name, role, occasion)


def _at(article: Article, start: int, end: int) -> Said | None:
    sentences = sentences_of(article)
    at = bisect_left(sentences, end, key=lambda sentence: sentence.start) - 1
    if at < 0 or sentences[at].end <= start:
        return None
    return _heard(article, at // _BLOCK)[at % _BLOCK]


@lru_cache(maxsize=2048)
def _heard(article: Article, block: int) -> tuple[Said, ...]:
    """Return what is known of the sentences of a block of `article` as speech, in order.

    A few sentences before and after it are read with it, so that long articles, of which a
    passage is needed, are not read as a whole.
    """
    bare = masked(article.text)
    discourse = Discourse(people(article), bare)
    first = block * _BLOCK
    begin = max(0, first - _BEFORE)
    heard: list[Said] = []
    for sentence in sentences_of(article)[begin : first + _BLOCK + _AFTER]:
        said = _hear(article, bare, sentence, discourse)
        if said.voice is None and said.is_bare and not said.attributed and heard:
            said = replace(said, voice=_carried(article.text, heard[-1], sentence, discourse))
        text = bare[sentence.start : sentence.end]
        discourse.hear(sentence, said.voice or discourse.opened_by(text, sentence.start))
        heard.append(said)
    return tuple(_backwards(article, heard)[first - begin :][:_BLOCK])


def _hear(article: Article, bare: str, sentence: Sentence, discourse: Discourse) -> Said:
    """Return what the sentence says of itself."""
    text = bare[sentence.start : sentence.end]
    quoted = _quoted_words(article.text, text, sentence.start)
    outside = len(re.findall(r"\w+", text))
    chosen = _chosen(text, quoted)
    if chosen is None:
        return Said(sentence, None, attributed=False, quoted=quoted, outside=outside)
    start, end = chosen.who
    found = discourse.voice_of(
        text[start:end], sentence.start + start, sentence.start, sentence.end
    )
    if found:
        occasion = occasion_of(text, chosen.verb[0])
        found = replace(found, speaker=replace(found.speaker, occasion=occasion))
    return Said(sentence, found, attributed=True, quoted=quoted, outside=outside)


def _chosen(masked_sentence: str, quoted: int) -> Utterance | None:
    """Return the utterance that the sentence is there for: nearest its quotation, or the first."""
    found = [u for u in utterances(masked_sentence) if u.main]
    if not found or quoted < _QUOTATION:
        return next((u for u in found if u.firm), found[0] if found else None)
    longest = max((piece for piece in _masked_pieces(masked_sentence)), key=lambda p: p[1] - p[0])

    def distance(utterance: Utterance) -> int:
        edges = (*utterance.who, *utterance.verb)
        return min(abs(edge - side) for edge in edges for side in longest)

    return min(found, key=distance)


def _masked_pieces(masked_sentence: str) -> list[tuple[int, int]]:
    pieces, at = [], 0
    while (start := masked_sentence.find(MASK, at)) >= 0:
        at = start
        while masked_sentence[at : at + 1] == MASK:
            at += 1
        pieces.append((start, at))
    return pieces


def _quoted_words(text: str, masked_sentence: str, offset: int) -> int:
    """Return how many words the longest quotation of the sentence has."""
    pieces = _masked_pieces(masked_sentence)
    return max((len(text[offset + a : offset + b].split()) for a, b in pieces), default=0)


def _carried(text: str, last: Said, sentence: Sentence, discourse: Discourse) -> Voice | None:
    """Return whose quotation goes on in a sentence that does not say so itself."""
    introduced = text[last.sentence.start : last.sentence.end].rstrip().endswith(":")
    if introduced and last.voice is None:
        return discourse.first_named(last.sentence.start, last.sentence.end)
    # What is told of somebody's words is often followed by them, in a paragraph of their own.
    follows = last.is_quotation or last.attributed or not _parted(text, last, sentence)
    return last.voice if introduced or follows else None


def _parted(text: str, last: Said, sentence: Sentence) -> bool:
    """Tell whether a new paragraph begins with the sentence."""
    return "\n" in text[last.sentence.end : sentence.start]


def _backwards(article: Article, heard: list[Said]) -> list[Said]:
    """Return `heard`, with the voice of a quotation that only a later sentence of it tells."""
    spans = quoted_spans(article.text)
    for at in range(len(heard) - 2, -1, -1):
        said, following = heard[at], heard[at + 1]
        if not said.is_bare or said.attributed or following.voice is None:
            continue
        one = any(a < said.sentence.end and following.sentence.start < b for a, b in spans)
        begins = said.voice is None or (
            at > 0 and _parted(article.text, heard[at - 1], said.sentence)
        )
        first = begins and following.is_quotation and following.attributed
        if one or (first and not _parted(article.text, said, following.sentence)):
            heard[at] = replace(said, voice=following.voice)
    return heard
