"""Nouns whose kinds are few enough to be listed: sports and occupations."""

import re
from collections.abc import Iterator
from functools import lru_cache

from index.terms import terms

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
_JOBS = (
    "(?:[a-z]+ )?(?:[a-z]{2,}(?:ist|ician|grapher|ologist|maker|writer|player)|actor|actress|"
    "author|singer|teacher|lawyer|engineer|soldier|painter|composer|director|doctor|nurse|farmer|"
    "chef|poet|footballer|cricketer|boxer|driver|officer|broadcaster|priest|chaplain|architect|"
    "professor|banker|producer|editor|judge|model|dancer|manager|coach|sculptor|explorer|sailor|"
    "diplomat)"
)
_LISTED = {"sport": _BEFORE + f"(?:{_SPORTS})"} | dict.fromkeys(
    terms("profession occupation job career"), _JOBS
)


def is_listed(noun: str | None) -> bool:
    """Return whether the kinds of what the stem `noun` names are listed."""
    return noun in _LISTED


def members(noun: str | None, text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets in `text` of kinds of what the stem `noun` names; none if it is not listed.

    "Rugby union" is a sport, "marine biologist" an occupation.
    """
    if noun and (listed := _pattern(noun)):
        yield from (match.span() for match in listed.finditer(text))


@lru_cache(maxsize=16)
def _pattern(noun: str) -> re.Pattern[str] | None:
    listed = _LISTED.get(noun)
    return re.compile(rf"\b{listed}\b", re.IGNORECASE) if listed else None
