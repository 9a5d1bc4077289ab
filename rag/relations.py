"""How the words before a date bound the time asked about: "since", "before", "from … to"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.preference import DateSpan
from index.terms import fold
from rag.points import BETWEEN
from rag.when import Relation

_LEAD = re.compile(
    r"\b(?P<word>ever since|since|starting|after|following|before|ahead of|prior to|until|till|"
    r"up to|by|from|between|as of|in|on|at|during|throughout|over|of)(?: the)? $",
    re.IGNORECASE,
)
_RELATIONS = {
    "since": Relation.SINCE, "ever since": Relation.SINCE, "starting": Relation.SINCE,
    "after": Relation.AFTER, "following": Relation.AFTER, "before": Relation.BEFORE,
    "ahead of": Relation.BEFORE, "prior to": Relation.BEFORE, "until": Relation.UNTIL,
    "till": Relation.UNTIL, "up to": Relation.UNTIL, "by": Relation.UNTIL,
}  # fmt: skip
_ONWARDS = re.compile(r" on(?:wards?)?\b(?! [a-z]+ing\b)")
# "The worst since 2008" asks about now.
_COMPARES = re.compile(
    r"\b(?:first|only|most|least|record|biggest|largest|highest|lowest|worst|best|deadliest|"
    r"strongest|longest|hottest|steepest|fastest|sharpest|weakest|smallest|heaviest|closest|"
    r"youngest|oldest)\b[^.?!]*$",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:than|versus|compared (?:to|with))(?: (?:in|on|at))?(?: the)? $")
_OVER = re.compile(r"\bover last (?:month|quarter|year)\b")  # "prices rose 5% over last year"


@dataclass(frozen=True, slots=True)
class Lead:
    """The word before a date."""

    start: int
    relation: Relation
    word: str = ""
    compares: bool = False
    """Whether the date is only what something is measured against."""

    def pairs(self, gap: str) -> bool:
        """Return whether two dates with `gap` between them are the ends of one time."""
        return bool(BETWEEN.fullmatch(gap)) and (
            self.word == "between" or gap.strip(" ,") not in {"and", "or"}
        )


def lead(question: str, start: int, end: int) -> Lead:
    """Return what stands before the date at `start` to `end`, and how it bounds the time."""
    match = _LEAD.search(question[:start])
    than = bool(_THAN.search(question[:start]))
    if match is None:
        return Lead(start, Relation.IN, compares=than)
    word = fold(match["word"])
    relation = _RELATIONS.get(word, Relation.IN)
    if word == "from" and _ONWARDS.match(question, end):
        relation = Relation.SINCE
    since = relation is Relation.SINCE and bool(_COMPARES.search(question[: match.start()]))
    over = bool(_OVER.match(question, match.start()))
    return Lead(match.start(), relation, word, since or over or than)


def bounded(
    span: DateSpan, relation: Relation, thing: bool, day: date, covered: DateSpan | None
) -> DateSpan:
    """Return the days that `relation` to `span` leaves, up to `day` or from the first `covered`.

    `thing` says that the date only names a thing of that time: "after last week's talks" is news
    of last week too.
    """
    one = timedelta(1)
    if relation in {Relation.SINCE, Relation.AFTER}:
        after = relation is Relation.AFTER and not thing and span.last < day
        first = span.last + one if after else span.first
        return DateSpan(first, max(first, day))
    if relation in {Relation.BEFORE, Relation.UNTIL}:
        before = relation is Relation.BEFORE and not thing
        last = span.first - one if before else span.last
        return DateSpan(min(covered.first if covered else last, last), last)
    return span
