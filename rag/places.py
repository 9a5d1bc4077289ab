"""Whether a name in a sentence may be the place that a question asks for."""

import re
from collections.abc import Iterator

from index.terms import terms
from rag.asked_kinds import AskedFor
from rag.names import is_territory, name_spans
from rag.noun_runs import CALENDAR
from rag.roles import is_role, is_title
from rag.words import is_small

_IN = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|of) (?:the )?(?!case )(?:[a-z]+ (?:of )?)?$")
_ENDED = re.compile(r".*[.!?][”\"]?\s", re.DOTALL)
"""The sentences before the last."""
_OPENS = re.compile(r"\W*(?:In|At|Near) (?:the )?")
_IN_RIGHT = re.compile(
    r"\b(?:located|based|situated|lies|held|published|is) (?:\w+ )?(?:in|at|near) "
)
_TO = re.compile(r"\b(?:from|to|across) (?:the )?(?:[a-z]+ (?:of )?)?$")
"""Where somebody goes or comes from: the answer only if the question asks about that."""
_ORIGIN = re.compile(r"\bfrom (?:(?:across|around|all over) )?(?:the )?$")
"""Where somebody is of: "leaders from across Europe" is not where they met."""
_MOVES = frozenset(
    terms(
        "go went come came travel travelled traveled move moved fly flew flee fled send sent bring "
        "brought return returned arrive arrived emigrate emigrated native deport deported transfer"
    )
)
_WHERE_IT_WAS = re.compile(r"(\w+) (?:in|at|near|to|from) (?:the )?$")
_COMMA = re.compile(r" ?, ")
_STREETS = frozenset(terms("street avenue road school county district"))
_NO_PLACE = re.compile(
    r".*\b(?:Act|Bill|Law|Council|Senate|House|Congress|Court|Committee|Commission|Party|Police|"
    r"Agency|Bureau|Ministry|Department|Board|Company|Corp|Inc|Times|Post|News|Democrats?|"
    r"Republicans?|Highway|Interstate|\w+-[a-z]+)"
)
US_STATES = frozenset(
    """
    alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,georgia,hawaii,
    idaho,illinois,indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,
    minnesota,mississippi,missouri,montana,nebraska,nevada,new hampshire,new jersey,new mexico,
    new york,north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,rhode island,
    south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington,west virginia,
    wisconsin,wyoming
    """.replace("\n", "")
    .replace("  ", "")
    .split(",")
)
_CITIES_TOO = frozenset({"new york", "washington"})
_ADJECTIVE = re.compile(r"\w{2,}(?:an|ish|ese|ic)")
_NOUN = re.compile(r" (?P<word>[a-z][\w-]+)")
OF_SORT = 1.0
"""What speaks for a place of the sort that is asked for, and against one of another."""


def places(asked: AskedFor, sentence: str) -> Iterator[tuple[int, int, float]]:
    """Yield the offsets of what may be the place that is asked for, and what speaks for each.

    About 1 for each thing that does: it stands where a place stands, it is of the sort asked for.
    """
    last = -1
    names = list(_places(sentence))
    for at, (start, end) in enumerate(names):
        if start < last:
            continue
        for first, final in names[at + 1 :]:
            if not _COMMA.fullmatch(sentence, end, first):
                break
            if _OPENS.fullmatch(sentence, 0, start) and not _is_whole(sentence[first:final]):
                break  # "In Voss, Ada Berg met …"
            end = final
        last = end
        name = sentence[start:end]
        if not set(terms(name)) <= asked.known | _STREETS:
            yield start, end, _stands(asked, sentence[:start], name) + _of_sort(asked, name)


def _is_whole(name: str) -> bool:
    """Return whether it is of what a town lies in, as far as known: a country, a state."""
    return is_territory(name) or name.casefold() in US_STATES


def _places(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of names that may be of places, without the days beside them."""
    for start, end in name_spans(sentence):
        days = [
            (start + m.start(), start + m.end()) for m in CALENDAR.finditer(sentence[start:end])
        ]
        bounds = [start, *(bound for day in days for bound in day), end]
        for first, final in zip(bounds[::2], bounds[1::2], strict=True):
            name = sentence[first:final]
            stripped = name.strip()
            if (
                stripped
                and not _NO_PLACE.fullmatch(stripped)
                and not _of(sentence, stripped, final)
                and not any(is_role(word) or is_title(word) for word in stripped.split())
            ):
                first += len(name) - len(name.lstrip())
                yield first, first + len(stripped)


def _of(sentence: str, name: str, end: int) -> bool:
    """Return whether `name`, which ends at `end`, says of where a thing is: "European leaders"."""
    noun = _NOUN.match(sentence, end)
    adjective = bool(_ADJECTIVE.fullmatch(name)) and not is_territory(name)
    return adjective and noun is not None and not is_small(noun["word"])


def _stands(asked: AskedFor, before: str, name: str) -> float:
    score = 0.4 if "," in name or is_territory(name) else 0.0
    done = _WHERE_IT_WAS.search(before)
    if _IN_RIGHT.search(before[-40:]) or (done and asked.anchors & set(terms(done[1]))):
        score += 0.4
    elif _OPENS.fullmatch(_ENDED.sub("", before)):  # where all that the sentence tells took place
        score += 0.5
    moves = bool(asked.anchors & _MOVES) and _TO.search(before)
    if moves or _IN.search(before):
        return score + 1
    return score - 1 if _ORIGIN.search(before) else score


def _of_sort(asked: AskedFor, name: str) -> float:
    name = name.removeprefix("the ").casefold()
    state, country = name in US_STATES, is_territory(name)
    if asked.place == "country":
        return OF_SORT if country else -OF_SORT
    if asked.place == "state":  # Georgia is both
        return OF_SORT if state else -OF_SORT if country else 0
    if asked.place == "city":
        return -OF_SORT if country or (state and name not in _CITIES_TOO) else 0
    return 0
