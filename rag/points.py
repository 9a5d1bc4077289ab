"""What the searches for dates in a question share: points in time, and the words around them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.terms import fold
from rag.spans import OfYear


class Point(NamedTuple):
    """A time expression, without the word before it that says how it is meant ("since")."""

    start: int
    end: int
    """Offsets into the question."""
    year: int | None
    """None if it is not named."""
    build: OfYear
    """Returns the days it means in a year; raises ValueError if that year has none such."""
    relative: bool = False
    """Whether it counts from the day of asking ("last week")."""


YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|[,.]\d)"
PART = (
    r"(?:\b(?P<part>early|mid|late|beginning|start|middle|end|(?:first|second) half|q[1-4]|"
    r"(?:first|second|third|fourth) quarter|(?:first|last) week)(?:-| (?:of )?))?"
)
"""Which part of a month or year is meant; see `spans.part`. "Is it late in March?" has none."""

LEADS = re.compile(
    r"\b(?:in|during|since|until|till|by|before|after|from|through|throughout|over|between|of) $",
    re.IGNORECASE,
)
"""What comes before a bare month or year that is meant as a date."""

ALONE = re.compile(
    r"\W*$|\s?[?.!,;:)\]”\"–—-]|[’'](?!s\b)|\s(?:a|about|according|after|alone|also|an|and|are|as|at|"
    r"be|because|been|before|but|by|can|compared|could|did|do|does|due|during|following|for|from|"
    r"had|has|have|he|her|his|how|if|in|is|it|its|may|might|not|of|on|or|over|said|she|should|than|"
    r"that|the|their|there|they|this|through|to|until|was|we|were|what|when|where|which|while|who|"
    r"why|will|with|would|you)\b"
)
"""What follows a date that stands for itself; anything else makes it the name of a thing."""

BETWEEN = re.compile(r"(?:,? (?:and|or|to|until|till|through) | ?[-–] ?)")
"""What stands between two dates of one expression."""


def uncapitalised(question: str) -> str:
    """Return `question` with a small first letter, as long as before: "İ" becomes "i"."""
    return question[:1].lower()[:1] + question[1:]


def joined(question: str, start: int, before: Iterable[Point]) -> bool:
    """Return whether what starts at `start` is the second of a pair: "in March and May"."""
    return any(BETWEEN.fullmatch(question, point.end, start) for point in before)


def sure_part(match: re.Match[str]) -> bool:
    """Return whether PART, if it matched, is one: "the end of May", but not "end May's career"."""
    part = fold(match["part"] or "early")
    after = match.string[match.end("part") :] if match["part"] else ""
    return part in {"early", "mid", "late"} or part[0] == "q" or after.startswith(" of ")
