"""How much of an article must be quoted for a sentence to be understood."""

import re

from corpus.article import Article, Sentence
from rag.names import names
from rag.quoted import MASK, masked
from rag.reading import sentences_of
from rag.speakers import needs_speaker, speaker_of

_LEAD = re.compile(
    r"(?:(?:and|but|so|yet|still|however|meanwhile|instead|then|also|even so|moreover|"
    r"indeed|nevertheless|later|in turn)[\s,]+)*",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"(?:(?:in|at|on|from|since|during|by) (?:[\w’'-]+ ){0,2}[\w’'-]+,?"
    r"|(?:last|this|that|next) \w+,?|(?:a|two|three|some|\w+) \w+s? (?:ago|later|earlier),?"
    r"|earlier|yesterday|today|now) (?=(?:he|she|they)\b)",
    re.IGNORECASE,
)
"""When or where it was, before a "he" that an earlier sentence explains: "Last month he met"."""
_POINTS_BACK = re.compile(
    r"(?:he|she|they|it|his|her|their|its|these|those)\b"
    r"|th(?:is|at)\b(?! (?:week|month|year|morning|afternoon|evening|season|summer|autumn|fall|"
    r"winter|spring|(?-i:[A-Z])))"
    r"|such\b(?! as\b)"
    r"|the (?:former|latter|pair|duo|trio|others|rest|same)\b"
    r"(?! (?:(?-i:[A-Z])|president|prime|minister|chief|head|leader|secretary|\w+ist\b))"
    r"|the (?:two|three|four)\b(?!-)(?! (?:(?-i:[A-Z])|\w+ (?:who|that|which|of|from|in|killed)\b))"
    r"|both\b(?! (?:(?-i:[A-Z])|the\b|of the\b))"
    r"|according to the (?:officials?|spokes\w+|sources?|reports?|statement|document|study|survey|"
    r"poll)\b(?! (?:of|by|from|in|at|for|who|that|(?-i:[A-Z])))"
    r"|the (?:officials?|spokes(?:man|woman|person)) (?:also )?(?:said|says|added|told|noted)\b"
    r"|the (?:move|decision|announcement|remarks?|comments?|statement|proposal|ruling|incident|"
    r"findings?|news|measures?|change)\b(?= (?:is|was|are|were|has|had|have|will|would|came|"
    r"comes|follow|drew|marks|means|could|may|might|also|sparked|prompted|affects?)\w*\b)",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"it(?:[’']s)? (?:(?:is|was|will be|would be|remains|has been|seems|appears)\b ?)?"
    r"(?:(?:not|still|now|also|yet|\w+ly) )*"
    r"(?:clear|unclear|likely|unlikely|possible|impossible|important|difficult|hard|easy|known|"
    r"unknown|expected|believed|thought|understood|estimated|true|time)\b",
    re.IGNORECASE,
)
"""An "it" that stands for nothing before it: "It is unclear who won"."""
_PRONOUN_SPEAKS = re.compile(
    r"\b(?:he|she|they) (?:also )?(?:said|says|added|told|stated|warned|noted|insisted|argued|"
    r"wrote|explained|claimed|continued|recalled|asked|replied|tweeted)\b"
    r"|\b(?:said|added|wrote|asked) (?:he|she|they)\b",
    re.IGNORECASE,
)
_BEFORE, _MOST = 3, 120
"""How many sentences before one may come along, and how many words they all may have."""


def readable_span(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the sentence from `start` to `end` with those before it that it needs.

    It needs the one before if it leans on it ("he added", "both sides", "the move was"), or if it
    is a quotation and nobody can tell whose; and so on, back to one that stands by itself. None if
    there is none near enough: shown without it, words would be put into the wrong mouth. A
    quotation whose speaker is known stands alone: `speaker_of` tells whom to name beside it.
    """
    if not _leans(article, start, end):
        return start, end
    before = [s for s in sentences_of(article) if s.end <= start][-_BEFORE:]
    return _with_those_before(article, before, end) or _alone(article, start, end)


def _with_those_before(
    article: Article, before: list[Sentence], end: int
) -> tuple[int, int] | None:
    for sentence in reversed(before):
        if sentence.is_heading or len(article.text[sentence.start : end].split()) > _MOST:
            return None
        if not _leans(article, sentence.start, sentence.end):
            return sentence.start, end
    return None


def _alone(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a quotation that leans on nothing but a "he said", if he is known."""
    sentence = masked(article.text)[start:end]
    known = sentence.startswith(MASK) and speaker_of(article, start, end)
    return (start, end) if known else None


def _leans(article: Article, start: int, end: int) -> bool:
    # Who is named inside a quotation is spoken of, not speaking.
    sentence = masked(article.text)[start:end]
    outside = sentence.replace(MASK, " ").strip()
    if _points_back(sentence):
        return True
    if speaks := _PRONOUN_SPEAKS.search(outside):
        # The first word is a capital anyway: "Since 2022, he said" names nobody.
        return not names(outside[: speaks.start()].partition(" ")[2])
    return len(outside.split()) <= 1 and needs_speaker(article, start, end)


def _points_back(sentence: str) -> bool:
    lead = _LEAD.match(sentence)
    at = lead.end() if lead else 0
    if setting := _SETTING.match(sentence, at):
        at = setting.end()
    return bool(_POINTS_BACK.match(sentence, at)) and not _EXPLETIVE.match(sentence, at)
