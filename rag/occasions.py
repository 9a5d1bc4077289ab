"""Where or how something was said, in the article's own words: "in a video message"."""

import re

from rag.noun_runs import CALENDAR

_NAME = r"[A-Z][\w.&’'-]*"
_TO_WHOM = (
    r"(?:reporters|journalists|lawmakers|parliament|delegates|supporters|senators|MPs|viewers|"
    r"listeners|broadcaster|newspaper|magazine|radio|television|TV|agency|news|press|conference|"
    r"crowd|rally|court|jury|judge|hearing|committee|inquiry|state|public|local|an|a|the)"
)
_TOLD = re.compile(
    rf"\b(?:told|tells|telling) (?!the (?:public|state)\b(?! \w))"
    rf"(?:{_NAME}|{_TO_WHOM})(?: (?:{_NAME}|{_TO_WHOM}))*(?: (?:in|at) {_NAME}(?: {_NAME})*)?"
)
_EVENT = (
    r"(?:statement|interview|speech|message|address|post|letter|conference|briefing|release|tweet|"
    r"rally|summit|hearing|debate|ceremony|call|podcast|email|op-ed|column|blog|memo|video|forum|"
    r"broadcast|testimony|appearance|lecture|sermon|meeting|remarks)"
)
_AT = re.compile(
    rf"\b(?i:in|at|during|on|via) (?:an?|the|his|her|their|its)(?: [\w’'.-]+){{0,4}}? {_EVENT}"
    rf"(?: {_EVENT})*(?: (?:in|at|on|with|to) (?:the )?{_NAME}(?: {_NAME})*)?"
)
_ONLINE = re.compile(
    r"\bon (?:social media|Twitter|Facebook|Instagram|Telegram|Truth Social|TikTok|LinkedIn|"
    r"X(?=[\s,.]))"
)
_DAY = re.compile(rf" (?:(?:on|in|late|early|last) )*{CALENDAR.pattern}\b.*")


def occasion_of(masked: str, verb: int) -> str | None:
    """Return how what the verb at `verb` says was said, from a sentence with masked quotations.

    Whom it was told comes first, then an event that follows the verb, then one before it.
    """
    found = [_TOLD.match(masked, verb)]
    found += [pattern.search(masked, at) for at in (verb, 0) for pattern in (_AT, _ONLINE)]
    match = next((match for match in found if match), None)
    words = _DAY.sub("", match.group()).rstrip(" .,") if match else ""
    return words if len(words.split()) > 1 and not words.endswith((" a", " an", " the")) else None
