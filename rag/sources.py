"""Which outlets and agencies a question asks about, by the words of reporting around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.holdings import Holdings
from rag.outlet_names import AMBIGUOUS, is_known, key
from rag.points import ALONE


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet that a question names as the one that reports."""

    words: str
    """Its name as it stands in the question, at `start` to `end`."""
    start: int
    end: int
    outlets: dict[str, frozenset[str]]
    """Ids of articles by the outlets of the corpus that are meant; empty if there is none."""
    crediting: frozenset[str]
    """Ids of other outlets' articles whose text credits it as an agency."""


_CAPITALISED = r"[A-ZÀ-Þ][\w&-]*(?:\.[A-Z]\w*)*(?:\.(?=[a-z]+\b))?"
_NAME = re.compile(
    rf"(?:\b[Tt]he )?\b(?:[a-z][\w-]+\.(?:com|org|net|co\.uk)|dpa"
    rf"|{_CAPITALISED}(?:\.(?:com|org|net|co\.uk))?(?: (?:(?:of|della|de) )?{_CAPITALISED})*)\b"
)
_BEFORE = re.compile(
    r"\b(?:according to|as per|per|citing|(?:reported|published|quoted|cited|covered|carried|"
    r"written) (?:by|in)|(?:articles?|reports?|reporting|stor(?:y|ies)|coverage|pieces?|accounts?|"
    r"dispatch(?:es)?) (?:from|by|in|of)) $",
    re.IGNORECASE,
)
_REPORT = (
    r"(?:reports?|reported|reporting|articles?|stor(?:y|ies)|coverage|accounts?|dispatch(?:es)?|"
    r"correspondents?|reporters?|journalists?|write|writes|wrote)\b"
)
_AFTER = re.compile(rf"(?:[’']s?)? (?:(?:has|have|also|news) )?{_REPORT}|[’']s? \w+ {_REPORT}")
_SAY = re.compile(r" (?:(?:has|have|also) )?(?:say|says|said|claims?|claimed|states?|stated)\b")
_TOLD = re.compile(r"\b(?:told|tell|(?:interview|interviewed) (?:with|by)) $")
_IN = re.compile(r"\b[Ii]n $")
_AND = re.compile(r",? (?:and|or) |, ")
_PAPERS = frozenset("times post journal guardian telegraph mail herald tribune mirror".split())


def asked_sources(question: str, holdings: Holdings) -> list[Source]:
    """Return the outlets that `question` asks about, in its order; most questions have none."""
    found: list[Source] = []
    for match in _NAME.finditer(question):
        for start in _starts(match):
            words = question[start : match.end()]
            after = bool(found) and bool(_AND.fullmatch(question, found[-1].end, start))
            if not (after or _is_source(question, start, match.end())):
                continue
            if source := _source(words, start, match.end(), holdings):
                found.append(source)
                break
    return found


def _starts(match: re.Match[str]) -> Iterator[int]:
    """Yield where the name may begin: "Did AP" and "Does The Times" open with no name."""
    yield match.start()
    if match.start() == 0 and " " in match.group():
        yield match.start() + match.group().index(" ") + 1


def _is_source(question: str, start: int, end: int) -> bool:
    name, head = question[start:end], question[:start]
    doubtful = key(name) in AMBIGUOUS and not name.lower().startswith("the ")
    if _AFTER.match(question, end):
        return True
    if _BEFORE.search(head):  # "according to Independent researchers"
        return not doubtful or bool(ALONE.match(question, end))
    if doubtful:
        return False
    inside = _IN.search(head) and ALONE.match(question, end)
    return bool(inside or _SAY.match(question, end) or _TOLD.search(head))


def _source(words: str, start: int, end: int, holdings: Holdings) -> Source | None:
    asked = key(words)
    outlets = holdings.outlets(asked)
    if not outlets and asked in _PAPERS and words.lower().startswith("the "):
        outlets = holdings.outlets(asked, ending=True)
    crediting = holdings.crediting(asked)
    if not (outlets or crediting or is_known(re.sub("^[Tt]he ", "", words))):
        return None
    return Source(words, start, end, outlets, crediting)
