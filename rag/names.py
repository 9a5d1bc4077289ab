"""Names in a text: runs of capitalised words."""

import re
from functools import lru_cache

from rag.period import MONTHS

_NOT_NAMES = frozenset(
    """
    And But Did Do Does Has Have How In Is Are Was Were On So The What When Where Which
    Who Whom Whose Why Will Would Could Should Can At By For From Of That This It He She
    They the of Please Tell Name List Give Show Explain Describe OK Ok
    Given Write Ignore Hello Hi Thanks Thank Summarise Summarize Compare
    """.split()
)
_MORE = rf"\s+(?!(?:{'|'.join(sorted(_NOT_NAMES))})\b)"
"""The gap to another word of a name, unless a new sentence may begin with it."""
_TITLES = "Gov|Lt|Rep|Sen|Gen|Col|Capt|Sgt|Prof|Dr|Mr|Mrs|Ms|St"
_WORD = (
    rf"(?:(?:[A-Z]-)?(?:[A-Z]\.){{2,}}|(?:{_TITLES}|[A-Z])\.(?={_MORE}[A-Z])"
    r"|[A-Z][\w’'-]*)"
)
_NAME = re.compile(
    rf"\b{_WORD}(?:(?:(?<=\.){_MORE}|(?<!\.)\s+)(?:(?:of|the|de|von|van)\s+)?{_WORD})*"
)
_FORM = re.compile(
    r"^(?:the )?(?:(?:(?:Federal|People[’']s|Islamic|Democratic|United) )*"
    r"(?:Republic|Kingdom|State|Principality) of (?:the )?)?",
    re.IGNORECASE,
)
"""What is no part of a country's common name: "the Kingdom of Norway"."""
_I = re.compile(r"I(?:[’'].*)?")


def names(text: str) -> list[str]:
    """Return the runs of capitalised words of `text`, without question words at their start."""
    return [text[start:end] for start, end in name_spans(text)]


def name_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the names of `text`, without question words and a possessive ending."""
    found = []
    for match in _NAME.finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        while words and (words[0].group() in _NOT_NAMES or _I.fullmatch(words[0].group())):
            words = words[1:]
        if words and not re.fullmatch(MONTHS, words[0].group()):
            name = match.group()[words[0].start() :]
            start = match.start() + words[0].start()
            found.append((start, start + len(re.sub(r"[’']s?$", "", name))))
    return found


def is_territory(name: str) -> bool:
    """Return whether `name` is a country, a territory or a continent: nobody who could speak."""
    return _FORM.sub("", name.replace(".", "")).casefold() in territories()


@lru_cache(maxsize=1)
def territories() -> frozenset[str]:
    """Return the names of countries, territories and some unions of them, in lower case."""
    from babel import Locale

    known = {str(name).casefold() for name in Locale("en").territories.values()}
    return frozenset(known | {"türkiye", "turkey", "us", "usa", "uk", "uae", "eu", "un", "nato"})
