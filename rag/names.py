"""Names in a text: runs of capitalised words."""

import re

from rag.period import MONTHS

_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|the|de|von|van)\s+)?[A-Z][\w’'-]*)*")
_NOT_NAMES = frozenset(
    """
    And But Did Do Does Has Have How In Is Are Was Were On So The What When Where Which
    Who Whom Whose Why Will Would Could Should Can At By For From Of That This It He She
    They Please Tell Name List Give Show Explain Describe
    """.split()
)


def names(text: str) -> list[str]:
    """Return the runs of capitalised words of `text`, without question words at their start."""
    found = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        while words and words[0] in _NOT_NAMES:
            words = words[1:]
        if words and not re.fullmatch(MONTHS, words[0]):
            found.append(re.sub(r"[’']s?$", "", " ".join(words)))
    return found
