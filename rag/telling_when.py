"""Whether a question asks when something was or how long it took, and whether a sentence tells."""

import re

from index.terms import terms
from rag.asked_kinds import asked_for
from rag.candidates import sure_answer
from rag.dates_in_text import dates_in
from rag.period import MONTHS

_LEAD = r"(?:and |but |so )?"
_WHEN = re.compile(
    rf"{_LEAD}(?:when (?:did|was|were|is|are|will|does|do|has|have|had)\b"
    r"|(?:on |in )?(?:what|which) (?:day|date|month|year)\b)",
    re.IGNORECASE,
)
_LONG = re.compile(rf"{_LEAD}how long\b(?! ago)", re.IGNORECASE)
_STILL = re.compile(rf"{_LEAD}how long (?:has|have|had|is|are)\b", re.IGNORECASE)

_UNITS = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|centur)(?:s|y|ies)?"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SEASONS = "spring|summer|autumn|fall|winter|season"
_POINT = re.compile(
    rf"\b(?:{_DAYS}|{MONTHS})\b|\b(?:1\d{{3}}|20\d\d)s?\b"
    r"|\b(?i:yesterday|today|tonight|tomorrow|now|currently|recently|soon|noon|midnight|morning|"
    r"afternoon|evening|since|ago|later|earlier|century)\b"
    rf"|\b(?i:last|next|this|past|previous|following|same|every|each) (?:{_UNITS}|{_SEASONS})\b",
)
_OCCASIONS = (
    r"after|when|whenever|during|while|following|upon|until|till|at the (?:end|start|beginning)"
)
_OCCASION = re.compile(rf"\b(?:{_OCCASIONS})\b", re.IGNORECASE)
_CONDITION = re.compile(rf"\b(?:{_OCCASIONS}|once|if|as soon as|before|by)\b", re.IGNORECASE)
_AHEAD = re.compile(rf"{_LEAD}when (?:is|are|will|does|do)\b", re.IGNORECASE)
"""What has not happened may depend on something: "once there is a ceasefire"."""

_SPAN = re.compile(
    r"\b(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|several|few|many|some|half|whole|entire|all|more|least|most|"
    rf"for|dozens of|hundreds of|couple of)[ -](?:[a-z]+[ -]){{0,2}}?{_UNITS}\b"
    rf"|\b{_UNITS}[ -]long\b|\b(?:indefinitely|permanently|forever|overnight)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till)\b|\bfrom .+ to\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


def asks_how_long(question: str) -> bool:
    """Return whether only a stretch of time answers: "How long did the talks last?"."""
    return bool(_LONG.match(question))


def tells_how_long(question: str, sentence: str) -> bool:
    """Return whether `sentence` holds a stretch of time, or until when something was.

    Of what has been for long, also since when: a date is enough.
    """
    if _SPAN.search(sentence) or _UNTIL.search(sentence):
        return True
    return bool(_STILL.match(question) and (_SINCE.search(sentence) or dates_in(sentence)))


def asks_when(question: str) -> bool:
    """Return whether only a time answers: "When did the talks begin?"."""
    return bool(_WHEN.match(question))


def tells_when(question: str, sentence: str) -> bool:
    """Return whether `sentence` names a time, or an occasion, for something that is asked about.

    That is, besides the time it has a word of the question that is no name, or another for it.
    """
    anchors = asked_for(question).anchors
    if anchors and not anchors & set(terms(sentence)):
        return sure_answer(question, sentence) is not None
    occasion = _CONDITION if _AHEAD.match(question) else _OCCASION
    return bool(dates_in(sentence) or _POINT.search(sentence) or occasion.search(sentence))
