"""What a sentence of an article says, as a clause that a question can be made of."""

import re
from dataclasses import dataclass

from corpus.article import Article, Sentence
from rag.answer import Speaker
from rag.names import is_territory
from rag.people import people
from rag.quoted import MASK, masked, quoted_spans
from rag.speakers import speaker_of
from rag.utterances import Utterance, utterances

AUXILIARY = re.compile(
    r" (?P<aux>will|would|has|have|had|is|are|was|were|can|could|must|should|may|might) "
)
PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|became|began|bought|broke|brought|built|came|caught|chose|cost|cut|drew|fell|"
    r"felt|flew|fought|found|gave|got|grew|heard|held|hit|kept|led|left|lost|made|met|paid|put|ran|"
    r"rose|saw|sent|set|sold|sought|spent|spoke|stood|struck|taught|thought|told|took|went|won|"
    r"wrote)\b"
)
_WORDS = range(6, 29)
_MARKS = re.compile(r"[?!;:()\[\]{}…—–“”\"«»|*#@]|https?:|www\.|\.\.|\s\.")
_LEANS = re.compile(
    r"\b(?:he|she|him|his|her|hers|they|them|we|us|our|I|my|me|you|your|himself|herself|themselves|"
    r"here|former|latter|above|below|respectively|this|these|those|so)\b"
)
"""What only the sentences before explain."""
_OPENS = frozenset(
    """
    he she it they this that these those his her their its we i you there such here both but and so
    yet or also then meanwhile however still another other others if when while as since after
    before although though because one some many most among for with to at from despite amid by
    during of even only instead thus nor until once unlike like later earlier according not
    ahead aside just given last next overall all each every additionally finally further
    has have had is are was were will would can could must should may might
    """.split()
)
"""Words that a clause begins with when it leans on what stands before it, or is none by itself."""
_SMALL = frozenset({"The", "A", "An", "In", "On"})
_TOLD = re.compile(r",[^,]*\b(?:reported|reports|said|says|announced|according)\b[^,]*$")
"""A source named at the end."""
_THAT = re.compile(r"(?: [\w-]+){0,5}? that (?P<clause>.+)\.")
_LAST = re.compile(r",$|(?<![A-Z])\.$")
"""What ends a quotation, and is no part of "U.S."."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement: a sentence without its full stop, or what somebody says in it."""

    text: str
    """It begins small, but for names."""
    quote: str
    """The whole sentence."""
    speaker: Speaker | None
    """Whose words it is; None where the article itself says so."""
    quoted: bool = False
    """Whether it is a quotation, without its marks."""


def clause_of(article: Article, sentence: Sentence) -> Clause | None:
    """Return what `sentence` says, or None if nothing that stands by itself can be told from it."""
    raw = article.text[sentence.start : sentence.end]
    quote = " ".join(raw.split())
    if (
        sentence.is_heading
        or "\n\n" in raw
        or not quote.endswith(".")
        or len(quote.split()) not in _WORDS
        or _MARKS.search(quote)
        or MASK in masked(article.text)[sentence.start : sentence.end]
    ):
        return None
    said = [utterance for utterance in utterances(quote) if utterance.firm]
    if not said:
        return None if _TOLD.search(quote) else _clause(article, quote[:-1], quote, None)
    if len(said) > 1 or not said[0].main:
        return None
    speaker = speaker_of(article, sentence.start, sentence.end)
    words = _reported(quote, said[0])
    return _clause(article, words, quote, speaker) if speaker and words else None


def quotation_of(article: Article, sentence: Sentence) -> Clause | None:
    """Return the one quotation in `sentence`, if it is whole and long enough to be known by."""
    spans = [
        (start, end)
        for start, end in quoted_spans(article.text)
        if start < sentence.end and sentence.start < end
    ]
    if len(spans) != 1 or sentence.is_heading:
        return None
    ((start, end),) = spans
    text = _LAST.sub("", " ".join(article.text[start + 1 : end - 1].split()))
    whole = sentence.start <= start and end <= sentence.end
    if not whole or len(text.split()) not in _WORDS or _MARKS.search(text):
        return None
    if not (text[0].isupper() or AUXILIARY.search(text) or PAST.search(text)):
        return None  # some words of a sentence, which others may say too
    quote = " ".join(article.text[sentence.start : sentence.end].split())
    return Clause(text, quote, speaker_of(article, sentence.start, sentence.end), quoted=True)


def _reported(quote: str, said: Utterance) -> str | None:
    """Return what is said: after "said that", or before ", said" at the end."""
    start, end = min(said.who[0], said.verb[0]), max(said.who[1], said.verb[1])
    if match := _THAT.fullmatch(quote, said.verb[1]):
        return match["clause"] if start < len(quote) // 2 else None
    lead = quote[:start].rstrip()
    short = len(quote[end:].split()) <= 1
    return lead[:-1] if short and lead.endswith(",") and lead.count(",") == 1 else None


def _clause(article: Article, text: str, quote: str, speaker: Speaker | None) -> Clause | None:
    first = _WORD.match(text)
    if first is None or _LEANS.search(text):
        return None
    if first.group().casefold() in _OPENS or first.group().endswith("ing"):
        return None
    if len(text.split()) not in _WORDS or not (PAST.search(text) or AUXILIARY.search(text)):
        return None
    kept = text if _keeps_capital(article, text, first) else text[0].lower() + text[1:]
    return Clause(kept, quote, speaker)


def _keeps_capital(article: Article, text: str, first: re.Match[str]) -> bool:
    """Tell whether the clause begins with a name: in the article it has its capital elsewhere."""
    word, following = first.group(), text[first.end() + 1 : first.end() + 2]
    if word[0].islower() or word in _SMALL:
        return False
    inside = re.search(rf"[a-z,] {re.escape(word)}\b", article.text)
    named = people(article).called(word) is not None or is_territory(word)
    acronym = word.isupper() or following.isupper()
    return bool(inside) or named or acronym
