"""Finding the days and months that a question names: "27 March 2025", "early September".

Search functions of date libraries take "sat on the", "the Sunday" in a paper's name and the surname
May for dates, so a grammar of our own says what is one.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from index.preference import DateSpan
from index.terms import fold
from rag import spans
from rag.points import ALONE, LEADS, PART, Point, joined, sure_part

_NUMBERS = {
    name.lower(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name
} | {"sept": 9}
_FULL = {name.lower() for name in month_name if name}
_TH = r"(?:st|nd|rd|th)?"
_TO = r"(?: ?[-–] ?| (?:to|until|through|and) )"
_MONTHLY = re.compile(
    rf"{PART}\b(?:(?<![\w.,$€£-])(?:(?P<d1>\d\d?){_TH}{_TO})?(?P<d2>\d\d?){_TH} (?:of )?)?"
    rf"\b(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b(?:\.(?= \d))?"
    rf"(?: (?P<d3>\d\d?){_TH}\b(?![,.]\d| ?%| (?:percent|per cent|million|billion)\b)"
    rf"(?:{_TO}(?P<d4>\d\d?){_TH}\b(?! [A-Za-z]))?)?"
    r"(?:,? (?:of )?(?P<year>1\d{3}|20\d\d)(?![\d%]|[,.]\d))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b([12]\d{3})-(\d\d)-(\d\d)\b")
_IN = re.compile(r"\b(?:in|during) $", re.IGNORECASE)
_ON = re.compile(
    r"\b(?:on|since|until|by|before|after|from|between) (?:the |\w+day,? )?$", re.IGNORECASE
)
_SURELY = re.compile(r"\b(?:in|as of|during|since|until|till|throughout) $", re.IGNORECASE)
_WHICH = re.compile(r"(?:\b(?:the|a|that)|\w[’']s) $", re.IGNORECASE)
_EVERY = re.compile(r" (?:of )?(?:every|each) year\b")
_EACH = re.compile(r"\b(?:every|each|any) $", re.IGNORECASE)

# Words that are more than months; "the March for Our Lives", "the Women's March organisers".
_NAMES_TOO = {"april", "may", "june", "august", "march"}
_VERBS_TOO = {"may", "march"}
_MARCHERS = re.compile(r"\b(?:wom[ae]n|people|men)[’']s $", re.IGNORECASE)
_MARCH_FOR = re.compile(r" (?:for|on|of) (?:Our |the )?[A-Z]")
_EVENTS = {(1, 6), (9, 11), (10, 7)}
"""Days that name what happened on them in one year, as in "the January 6 committee"."""


def named_days(question: str) -> Iterator[Point]:
    """Yield the days and months named in `question`."""
    for match in _ISO.finditer(question):
        build = partial(_one_day, int(match[2]), int(match[3]))
        yield Point(match.start(), match.end(), int(match[1]), build)
    found: list[Point] = []
    for match in _MONTHLY.finditer(question):
        if point := _point(match, found):
            found.append(point)
    yield from found


def _point(match: re.Match[str], before: Sequence[Point]) -> Point | None:
    head, number = match.string[: match.start()], _NUMBERS[fold(match["month"])]
    days = [int(match[name]) for name in ("d1", "d2", "d3", "d4") if match[name]]
    year, end = int(match["year"]) if match["year"] else None, match.end()
    if days and not year and not match["d2"] and _IN.search(head):
        days, end = [], match.end("month")  # "in September 26 countries pledged"
    tail = match.string[end:]
    if _EVERY.match(tail) or _EACH.search(head):
        return None
    if days:
        sure = _is_day(match, head, tail, (number, days[0]))
        return Point(match.start(), end, year, partial(_days, number, days)) if sure else None
    if match["part"] and not sure_part(match):
        return None
    if not year and not match["part"] and not _is_month(match, head, tail, before):
        return None
    part = fold(match["part"]) if match["part"] else None
    return Point(match.start(), end, year, partial(_month, number, part))


def _is_day(match: re.Match[str], head: str, tail: str, day: tuple[int, int]) -> bool:
    if match["year"]:
        return True
    month, named = match["month"], _WHICH.search(head) or not ALONE.match(tail)
    if day in _EVENTS and named:
        return False
    if month.islower() and (month in _VERBS_TOO or month not in _FULL):
        return bool(_ON.search(head))
    # "which 4 March organisers": a count of marchers
    return not (fold(month) in _VERBS_TOO and match["d2"] and named and not _ON.search(head))


def _is_month(match: re.Match[str], head: str, tail: str, before: Sequence[Point]) -> bool:
    """Return whether a bare month is meant as one: the words around it must say so."""
    month, alone = fold(match["month"]), bool(ALONE.match(tail))
    if month not in _FULL or (month == "march" and _MARCH_FOR.match(tail)):
        return False
    if match["month"].islower():
        if month not in _NAMES_TOO and _WHICH.search(head) and re.match(" [a-z]", tail):
            return True  # "the september summit"
        lead = _SURELY if month in _VERBS_TOO else LEADS
        return bool(lead.search(head)) and bool(re.match(r"\W*$|[?.!,;]", tail))
    if _WHICH.search(head):  # "the March summit"
        return not alone and bool(re.match(" [a-z]", tail)) and not _MARCHERS.search(head)
    if joined(match.string, match.start(), before):
        return alone
    lead = _SURELY if month == "may" else LEADS
    if not lead.search(head) or (month == "march" and head.lower().endswith("of ")):
        return False
    if alone:
        return True
    return month not in (_NAMES_TOO if re.match(" [A-Z]", tail) else _VERBS_TOO)


def _one_day(month: int, day: int, year: int) -> DateSpan:
    return spans.one_day(date(year, month, day))


def _days(month: int, days: Sequence[int], year: int) -> DateSpan:
    return DateSpan(date(year, month, min(days)), date(year, month, max(days)))


def _month(number: int, part: str | None, year: int) -> DateSpan:
    return spans.part(spans.month(year, number), part)
