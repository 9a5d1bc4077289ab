"""Whether what a case wants stands in a text."""

import re
from collections.abc import Iterator

from eval.fields import Wanted, pattern_of
from rag.answer import Answer
from rag.markers import MARKER
from rag.verify.answer import folded


def stands_in(wanted: Wanted, text: str) -> bool:
    """Return whether one of the alternatives stands in `text`.

    Case and the amount of white space do not count; what stands between slashes is a regular
    expression.
    """
    shown = folded(text)
    return any(_has(shown, alternative) for alternative in wanted)


def shown_text(answer: Answer) -> str:
    """Return the answer's text as a reader takes it in: without markers and marks of bold."""
    return folded(MARKER.sub("", answer.text).replace("**", ""))


def stretches(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where `quote` stands in `text`, character for character but for white space."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    for match in re.finditer(pattern, text) if pattern else ():
        yield match.span()


def _has(shown: str, wanted: str) -> bool:
    if (pattern := pattern_of(wanted)) is not None:
        return re.search(pattern, shown, re.IGNORECASE) is not None
    return folded(wanted).casefold() in shown.casefold()
