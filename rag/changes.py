"""Questions about how a thing changed, read as questions for what it was then and is now."""

import re

_CHANGED = re.compile(
    r"^(?:and )?how (?:did|has|have|had|does) (?P<what>.+?)(?<!\bthe)(?<!\ba)(?<!\bto)(?<!\bthis) "
    r"(?:changed?|shift(?:ed)?|evolved?|develop(?:ed)?|moved?|gr[eo]wn?|shr[iu]nk|harden(?:ed)?|"
    r"soften(?:ed)?|var(?:y|ied))"
    r"(?P<rest>(?: (?:between|since|from|in|over|after|before|during|until|through|by)\b.*)?)"
    r"[?. ]*$",
    re.IGNORECASE,
)
_WHAT_CHANGED = re.compile(
    r"^(?:and )?what (?:has |have |had )?changed?"
    r"(?P<rest>(?: (?:between|since|from|over|after|before|during|until|through)\b.*?)?)"
    r" (?:regarding|concerning|about|on|when it comes to|with regard to) (?P<what>.+?)[?. ]*$",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:that|which|who|when|if|because)\b", re.IGNORECASE)


def state_asked(question: str) -> str:
    """Return the question for the states of what changed, other questions as they are.

    "How did Italy's position change between March and May?" asks for Italy's position in each: the
    sentences that answer tell of one state, with its date, and hardly ever of the change.
    """
    match = _CHANGED.match(question.strip()) or _WHAT_CHANGED.match(question.strip())
    if match is None or _FINITE.search(match["what"]):
        return question
    return f"What is {match['what']}{match['rest'].rstrip(' ?')}?"
