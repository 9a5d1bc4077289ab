"""Numbers that count nothing: dates, times of day, ages, scores, years and identifiers."""

import re
from functools import lru_cache

from rag.period import MONTHS
from rag.words import is_small

_MONTH = rf"(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_SPANS = re.compile(
    # dates and times of day
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:[-–]\d{{1,2}})? (?:of )?{_MONTH}(?:,? \d{{4}}\b)?"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:[-–]\d{{1,2}}\b)?(?! ?%)(?:,? \d{{4}}\b)?"
    rf"|\b{_MONTH},? \d{{4}}\b"
    r"|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|(?<!\d )\b\d{1,2}/\d{1,2}\b"
    r"|\b\d{4}[-–/]\d{2,4}\b(?! [a-z])"
    r"|\b\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\b\.?|o[’']clock)|\b\d{1,2}:\d\d\b"
    # ages
    r"|\b(?:aged?|ages) (?:of )?(?:about |around |between )?\d{1,3}"
    r"(?:(?: (?:to|and) |[-–])\d{1,3})?\b"
    r"|\b[\w-]+[- ]years?[- ]olds?\b|(?<=[a-z]), \d{1,3}(?=[,.;)])"
    # scores: the winner's first, or alike, or said to be one
    r"|\b(?P<won>\d{1,3})[-–](?P<lost>\d{1,3})\b(?: [a-z]+)?"
    # identifiers
    r"|\b(?:no\.?|number|article|section|chapter|page|paragraph|route|highway|flight|phase|level|"
    r"channel|room|gate|grade|round|stage|episode|volume|category|tier|type|resolution|rule|title|"
    r"group of|formula|top|day|week|season|division|league|agenda) ?#?\d{1,4}\b(?![,.]\d)"
    r"|(?<![,.\d])\b0\d+\b|#\d+|\[\d+\]|\b(?=\w*[A-Za-z])(?=\w*\d)[A-Z]\w*\b|\b[A-Za-z]\w*-\d+\b",
)
_SCORE = re.compile(
    r" (?:win|wins|victory|defeat|draw|loss|lead|score|vote|majority|ruling|record|series)"
)
_YEAR = re.compile(r"1\d{3}|20\d\d|21\d\d")
_ONE = re.compile(
    r"(?:\b(?:no|any|every|each|some|this|that|the|which|square|another|for|at) )one\b"
    r"|\bone (?:of|another|day|thing|point|time|way|hand|side|year ago|can|must|should|might)"
    r"\b|\bone[’'](?:s|d|ll)\b|\bone-\w+|\b(?:two|three|four)-(?:way|time|fold|thirds|quarters)\b"
    r"(?! of)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def uncounting(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of what holds numbers in `text` but counts nothing."""
    found = [m.span() for m in _SPANS.finditer(text) if not m["won"] or _is_score(m)]
    found += [match.span() for match in _ONE.finditer(text)]
    return tuple(found)


def is_year(digits: str, after: str) -> bool:
    """Return whether plain `digits` are a year, with `after` following them."""
    if not _YEAR.fullmatch(digits):
        return False
    return digits >= "1900" or not re.match(r" [a-z]+s\b", after)


def is_named_number(before: str, capital: bool) -> bool:
    """Return whether a number is part of a name: "Boeing 737", "Air Force One".

    `before` is the text before it; `capital` says that it is a word written with a capital.
    """
    word = re.search(r"(?<=[^.?!:\s]) ([A-Z][\w’'-]+) $", before)
    named = bool(word) and not is_small(word[1]) if word else False
    return named or (capital and bool(re.search(r"[\w,] $", before)))


def _is_score(match: re.Match[str]) -> bool:
    won, lost = int(match["won"]), int(match["lost"])
    if won >= lost:
        return True
    word = match.group().partition(" ")[2]
    return bool(_SCORE.fullmatch(f" {word}"))
