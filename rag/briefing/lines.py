"""Which sentences can be a line of a briefing: fair in length, whole, and told by the article."""

import re

from corpus.article import Article
from rag.context import readable_span
from rag.drafting.orders import orders_a_model
from rag.quoted import MASK, masked

# Set by hand on the sample corpus.
_WORDS = range(6, 56)
"""Shorter sentences tell too little, longer ones are no line of a briefing."""
_CHARACTERS = 500
_CREDIT = re.compile(
    r"^(?:source|photos?|gallery|video|watch|read more|written by|reporting by|subscribe|sign up)\b"
    r"|(?:Getty|Agency|Reuters|AP|AFP)/|/(?:Getty|AP|AFP|Reuters)\b|Getty Images|Gallery:"
    r"|\b(?:Hide|Show) Caption\b|\b\d+ of \d+ Photos?\b|^(?:editor[’']s note|read our|follow us)\b"
    r"|\b(?:newsletters?|your inbox|subscribers?|click here|supporting our journalism)\b",
    re.IGNORECASE,
)
"""What stands under pictures and articles."""
_CAPTION = re.compile(
    r"(?:[A-Z][\w’'-]*|a|the|and)(?: [\w’'-]+){0,8}? "
    r"(?:flies|fly|returns?|sits?|stands?|walks?|looks?|"
    r"watch(?:es)?|waits?|carr(?:y|ies)|receives?|arrives?|gathers?|speaks?|attends?|shakes?|works?|"
    r"search(?:es)?|inspects?|poses?|holds?|reacts?|rides?|prays?|(?:is|are) (?:seen|pictured))\b"
    r".*\b(?:on|in) (?:\w+day,? )?[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?\.",
    re.DOTALL,
)
"""What a picture shows: in the present, of a day."""
_SCENE = re.compile(
    r"(?:An?|Two|Three|People|Residents|Men|Women|Children|Rescuers|Soldiers|Police)"
    r"(?: [\w’'-]+){1,6}? (?:sits?|stands?|walks?|looks?|waits?|carr(?:y|ies)|poses?|rides?|prays?|"
    r"watch(?:es)?|searches)\b"
)
"""And one without a day: "A man looks for his belongings amid the ruins."."""
_WHOLE = re.compile(r"[^\Wa-z_].*[.!?…][\"”’')\]]*|[\"“‘'(\[$€£].*[.!?…,][\"”’')\]]*", re.DOTALL)
"""A sentence begins with a capital, a number or a mark, and ends with a stop."""

_LEANS = re.compile(r"[^,;:—]*\bthis(?: (?:known|clear|public|on|after|before|during)\b|[.!?]$)")
"""A sentence that means something of before it, though it does not begin with it."""


def is_line(sentence: str) -> bool:
    """Return whether a sentence can be a line of a briefing: fair in length, whole, no credit.

    Nor an order to a model that may read it, which reports nothing.
    """
    fair = len(sentence) <= _CHARACTERS and len(sentence.split()) in _WORDS
    fair = fair and _WHOLE.fullmatch(sentence) is not None
    scene = _CAPTION.fullmatch(sentence) or _SCENE.match(sentence)
    return fair and not (_CREDIT.search(sentence) or scene or orders_a_model(sentence))


def line_span(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Return where the sentence from `start` to `end` stands with those before it that it needs.

    None if it cannot be understood by itself, and nothing near tells whom or what it means.
    """
    span = readable_span(article, start, end)
    outside = masked(article.text)[start:end].replace(MASK, "")
    return None if span == (start, end) and _LEANS.match(outside) else span
