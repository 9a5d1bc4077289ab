"""Whether what a case wants stands in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from eval.cases import Wanted
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


@lru_cache(maxsize=1024)
def _pattern(wanted: str) -> re.Pattern[str] | None:
    """Return the regular expression between slashes, or None for plain words."""
    if len(wanted) > 2 and wanted.startswith("/") and wanted.endswith("/"):
        return re.compile(wanted[1:-1], re.IGNORECASE)
    return None


def _has(shown: str, wanted: str) -> bool:
    pattern = _pattern(wanted)
    if pattern:
        return pattern.search(shown) is not None
    return folded(wanted).casefold() in shown.casefold()
