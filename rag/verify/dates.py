"""Days, months and years: the statement's must be the source's, or the day that it tells of."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rag.period import NAMED_DATE, month_number
from rag.verify.fault import CheckKind, Fault
from rag.verify.pair import Pair
from rag.verify.tokens import Token

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT = {month[:3]: month for month in _MONTHS} | {"sept": "september"}
_RELATIVE = frozenset("yesterday today tomorrow tonight".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SPAN = 6
"""How many days before or after its publication the weekdays of an article are."""


def date_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each part of a date that the source does not have, or not there."""
    said = _parts(pair.source_words)
    told = said | _told(pair)
    for at, token in enumerate(pair.words):
        part = _part(token)
        if part is None or pair.alignment.to_source[at] is not None:
            continue
        displaced = [gone.text for gone in pair.displaced(at) if _same_kind(_part(gone), part)]
        if part not in told:
            yield _fault(token.text, "this date is not in what is cited")
        elif displaced and part in said:
            yield _fault(token.text, f"the source has {displaced[0]!r} in this place")


def is_told(pair: Pair, start: int) -> bool:
    """Return whether the number at `start` of the statement belongs to a date that the source has.

    Or tells of: a year, or the day of a month. The year itself is left to `date_faults`.
    """
    days = {(day.day, day.month) for day in _days(pair)}
    for match in NAMED_DATE.finditer(pair.statement):
        if match.start() <= start < match.end():
            number = match["before"] or match["after"]
            at_day = number and start in {match.start("before"), match.start("after")}
            return (int(number), month_number(match["month"])) in days if at_day else True
    return bool(_YEAR.fullmatch(pair.statement[start : start + 4]))


def _told(pair: Pair) -> set[str]:
    """Return the parts of the days that the source tells of, counted from its publication."""
    return {part for day in _days(pair) for part in _parts_of(day)}


def _days(pair: Pair) -> Iterator[date]:
    said = _parts(pair.source_words)
    for one in pair.cited:
        if one.published is not None:
            yield one.published
            near = (one.published + timedelta(days=at) for at in range(-_SPAN, _SPAN + 1))
            yield from (day for day in near if _WEEKDAYS[day.weekday()] in said)


def _parts_of(day: date) -> set[str]:
    return {str(day.year), _MONTHS[day.month - 1], _WEEKDAYS[day.weekday()]}


def _parts(words: tuple[Token, ...]) -> set[str]:
    return {part for token in words if (part := _part(token))}


def _part(token: Token) -> str | None:
    """Return the month, weekday, year or relative day that `token` is, if it is one."""
    if token.is_number:
        return token.text if _YEAR.fullmatch(token.text) else None
    folded = token.text.lower()
    if folded in _RELATIVE:
        return folded
    if not token.is_capital or (folded in {"may", "march", "mar"} and token.first):
        return None
    month = _SHORT.get(folded, folded)
    return month if month in _MONTHS or month in _WEEKDAYS else None


def _same_kind(one: str | None, other: str) -> bool:
    if one is None or one == other:
        return False
    return any(one in kind and other in kind for kind in (_MONTHS, _WEEKDAYS, _RELATIVE)) or (
        one.isdigit() and other.isdigit()
    )


def _fault(words: str, why: str) -> Fault:
    return Fault(CheckKind.DATE, words, f"{words!r}: {why}")
