"""Whether a question asks when something was or how long it took, and whether a sentence tells."""

import re

from index.terms import terms
from rag.asked_kinds import asked_for
from rag.candidates import sure_answer
from rag.dates_in_text import dates_in
from rag.noun_runs import CALENDAR
from rag.quantities import quantities

_LEAD = r"(?:and |but |so )?"
_WHEN = re.compile(
    rf"{_LEAD}(?:when (?:did|was|were|is|are|will|does|do|has|have|had)\b"
    r"|(?:on |in )?(?:what|which) (?:day|date|month|year)\b)",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"{_LEAD}when (?:is|are|will|does|do)\b", re.IGNORECASE)
_LONG = re.compile(rf"{_LEAD}how long\b(?! ago)", re.IGNORECASE)
_STILL = re.compile(rf"{_LEAD}how long (?:has|have|had|is|are)\b", re.IGNORECASE)

_UNIT = r"(?:minute|hour|day|night|week|weekend|month|year|decade|century)"
_TIMES = frozenset(terms("seconds minutes hours days nights weeks weekends months years decades"))
_TIMES |= frozenset(terms("century centuries"))
_POINT = re.compile(
    rf"\b{CALENDAR.pattern}\b|\b(?:1\d{{3}}|20\d\d)s?\b|\b\d{{1,2}}(?::\d\d| ?[ap]\.?m\b)"
    r"|\b(?:Christmas|Thanksgiving|Easter|Ramadan|Halloween|New Year|[A-Z][a-z]+ Day)\b"
    r"|\bat (?:the )?age\b"
    r"|\b(?i:yesterday|today|tonight|tomorrow|now|currently|recent|recently|soon|dawn|dusk|noon|midnight|"
    r"morning|afternoon|evening|night|weekend|since|ago|later|earlier|century|centuries)\b"
    rf"|\b(?i:last|next|this|past|previous|following|same|every|each|within|in) "
    rf"(?i:(?:[a-z]+ )?(?:{_UNIT}s?|spring|summer|autumn|fall|winter|season))\b",
)
_OCCASIONS = (
    r"after|before|ahead of|prior to|when|whenever|during|while|following|upon|until|till|"
    r"at the (?:end|start|beginning)"
)
_OCCASION = re.compile(rf"\b(?:{_OCCASIONS})\b", re.IGNORECASE)
_CONDITION = re.compile(
    rf"\b(?:{_OCCASIONS}|once|if|as soon as|by the (?:time|end))\b", re.IGNORECASE
)
"""What has not happened yet may depend on something."""

_SPAN = re.compile(
    r"\b(?:(?:for|over|about|nearly|almost|than|lasted|took|take|within|in|only|just|of|whole|entire|"
    rf"full|another) an? (?:whole |full )?{_UNIT}"
    r"|(?:several|few|many|some|half an?|whole|entire|all|throughout the|for|dozens of|hundreds of)"
    rf" {_UNIT}s?|{_UNIT}s?[ -]long|indefinitely|permanently|forever|overnight|until|till)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r" (?:ago|later|earlier|before|after)\b")
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


def asks_how_long(question: str) -> bool:
    """Return whether only a stretch of time, or a length, answers: "How long did it last?"."""
    return bool(_LONG.match(question))


def tells_how_long(question: str, sentence: str) -> bool:
    """Return whether `sentence` holds a stretch of time, or a length, or until when it was.

    Of what has been for long, also since when: a date is enough.
    """
    if _SPAN.search(sentence) or any(
        (one.noun in _TIMES and not _POINTS_BACK.match(sentence, one.noun_end)) or one.unit == "m"
        for one in quantities(sentence)
    ):
        return True
    return bool(_STILL.match(question) and (_SINCE.search(sentence) or dates_in(sentence)))


def asks_when(question: str) -> bool:
    """Return whether only a time answers: "When did the talks begin?"."""
    return bool(_WHEN.match(question))


def tells_when(question: str, sentence: str) -> bool:
    """Return whether `sentence` names a time, or an occasion, for something that is asked about.

    That is, besides the time it has a word of the question that is no name, or another for it, or
    all its names; or it holds a date that is surely the answer.
    """
    asked, there = asked_for(question), set(terms(sentence))
    if asked.anchors and not asked.anchors & there and not (asked.known and asked.known <= there):
        return sure_answer(question, sentence) is not None
    occasion = _CONDITION if _AHEAD.match(question) else _OCCASION
    return bool(dates_in(sentence) or _POINT.search(sentence) or occasion.search(sentence))
