"""Ways to shorten a sentence of an article without changing what the rest of it means."""

import re
from collections.abc import Iterator

_SAYS = re.compile(
    r"\b(?:said|says|say|told|tells|added|according|claim\w*|argu\w+|report\w*|warn\w*|announc\w+|"
    r"wrote|stated|believ\w+|think\w*|alleg\w+|suggest\w*|estimat\w+|insist\w*|deni\w+)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|until|only|except|provided|not|never|no|but|or)\b|n[’']t\b"
)
_RELATIVE = re.compile(r", (?:who|which|where|whose) [^,“”\"—;]{8,90}(?:,(?= [a-z])|(?=\.$))")
_APPOSITION = re.compile(
    r"(?<=[a-z]), (?:the|a|an|his|her|its) (?:(?! and |, )[^,“”\"—;]){5,60},(?= (?:is|was|has|had|"
    r"will|would|said|told|who|did|does|can|could|may|went|came|took|made|were|are)\b)"
)
_PARTICIPLE = re.compile(
    r", (?!includ|accord|exclud|say|add|warn|claim)[a-z]+ing [^,“”\"—;]{8,90}(?=\.$)"
)
_CLAUSE = re.compile(
    r",? (?:while|as|after|when|since|because|although|though) [^,“”\"—;]{15,90}(?=\.$)"
)
_ADVERBIAL = re.compile(
    r"^(?:On [A-Z][a-z]+day(?: (?:morning|evening|night|afternoon))?|Meanwhile|However|Last \w+|"
    r"In (?:[A-Z][a-z]+ )?(?:19|20)\d\d|Earlier(?: this \w+)?|Still|Overall|Later|Now|"
    r"(?:After|During|Since|Following|Despite|Ahead of) [^,“”\"—;]{5,60}), (?=\w)"
)
_DAY = re.compile(
    r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|evening|night))?(?=[.,])"
)
_ADVERB = re.compile(
    r" (?:quickly|recently|previously|currently|immediately|suddenly|eventually|publicly|also|"
    r"finally|officially|repeatedly|formally|already|deeply|very|again)(?= [a-z])"
)
_SHORTENINGS = {
    "relative clause": _RELATIVE, "apposition": _APPOSITION, "participle": _PARTICIPLE,
    "clause": _CLAUSE, "adverbial": _ADVERBIAL, "day": _DAY, "adverb": _ADVERB,
}  # fmt: skip


def shortenings(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of shortening with what it makes of `sentence`, where it can be applied.

    Nothing is dropped that holds a speaker, a condition or a part of a quotation.
    """
    for kind, pattern in _SHORTENINGS.items():
        match = pattern.search(sentence)
        if match is None or _SAYS.search(match.group()) or _CONDITION.search(match.group()):
            continue
        if _in_quotation(sentence, match.start()):
            continue
        kept = sentence[: match.start()] + sentence[match.end() :]
        yield kind, kept[0].upper() + kept[1:]


def _in_quotation(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
