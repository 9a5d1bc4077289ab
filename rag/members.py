"""Nouns whose kinds are few enough to be listed: sports, parties and ranks."""

import re
from collections.abc import Iterator

from index.terms import terms


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SPORTS = (
    "football|soccer|rugby (?:union|league)|rugby|cricket|baseball|basketball|netball|volleyball|"
    "handball|hockey|lacrosse|tennis|badminton|squash|golf|boxing|wrestling|judo|karate|fencing|"
    "archery|athletics|gymnastics|swimming|diving|rowing|sailing|surfing|cycling|triathlon|running|"
    "skiing|snowboarding|biathlon|skating|curling|bobsleigh|snooker|billiards|darts|chess|polo|"
    "weightlifting|powerlifting|motorsport|racing|softball|hurling|bowls|bowling|climbing|shooting"
)
_BEFORE = (
    "(?:(?:american|australian|gaelic|association|cross-country|alpine|speed|figure|ice|field|"
    "table|beach|water|horse|motor|auto|track|professional) )?"
)
_PARTY = (
    r"(?:(?:(?!The )[A-Z][\w’-]{1,40} (?:of )?){1,3}Party|(?:[A-Z][\w-]{1,40} )?(?:Democrats?|"
    r"Republicans?|Conservatives?|Labou?r|Liberals?|Greens?|Socialists?|Communists?))\b"
)
_RANK = (
    "(?:(?:lieutenant|major|brigadier|colonel|vice|rear|air|field|fleet|chief|second|first|staff)"
    "[ -])?(?:general|admiral|marshal|colonel|major|captain|commander|commodore|brigadier|"
    "lieutenant|sergeant|corporal)"
)
_NO_NOUN = r"(?! (?!and|as|at|after|before|by|for|from|in|of|on|to|who|with)[a-z])"
"""Behind a rank: "a major defeat" is none."""
_LISTED = {
    # The "football" of a footballer too.
    "sport": (_any_case(rf"\b(?P<one>{_BEFORE}(?:{_SPORTS}))(?:\b|(?=ers?\b))"),),
    # Whose it is, not whom somebody attacked.
    terms("party")[0]: (
        re.compile(
            r"\b(?:of|for|from|joined|is|was|became|as|represents?)(?: an?| the)? (?P<one>"
            rf"{_PARTY})"
        ),
        re.compile(rf"\((?P<one>{_PARTY})\)"),
        re.compile(
            rf"\b(?P<one>{_PARTY})"
            r"(?= (?:MPs?|politician|leader|senator|candidate|lawmaker|member)\b)"
        ),
    ),
    terms("rank")[0]: (
        _any_case(
            r"\b(?:(?:is|was|became|as)(?: an?)?|promoted to(?: the rank of)?|rank of) "
            rf"(?P<one>{_RANK})\b{_NO_NOUN}"
        ),
        re.compile(
            r"(?<!Attorney )(?<!Surgeon )(?<!Secretary )(?<!Governor )"
            rf"\b(?P<one>(?i:{_RANK}))(?= [A-Z])"
        ),
    ),
}


def is_listed(noun: str | None) -> bool:
    """Return whether the kinds of what the stem `noun` names are listed."""
    return noun in _LISTED


def members(noun: str | None, text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets in `text` of kinds of what the stem `noun` names; none if it is not listed.

    "Rugby union" is a sport, and so is the "football" of a footballer; "Labour" is the party of
    "the Labour MP Ada Berg".
    """
    for pattern in _LISTED.get(noun or "", ()):
        yield from (match.span("one") for match in pattern.finditer(text))
