"""Which sources carry a sentence."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from rag.drafting.sources import Source
from rag.verify.fault import Cited, Fault

Check: TypeAlias = Callable[[str, Sequence[Cited]], Sequence[Fault]]
"""Says what a statement says that the stretches cited do not; nothing if it follows from them."""

_TOGETHER = 3
"""So many sources may share a sentence: out of more, almost any could be pieced together."""


def carrying_alone(text: str, sources: Sequence[Source], check: Check) -> list[Source]:
    """Return those of `sources` that carry the sentence `text` each by itself."""
    return [source for source in sources if not faults(text, [source], check)]


def carrying(text: str, sources: Sequence[Source], check: Check) -> list[Source]:
    """Return those of the few `sources` cited that carry the sentence `text`; none if they do not.

    Each that does so alone; or, if none does, as few as do so together.
    """
    alone = carrying_alone(text, sources, check)
    if alone or not 1 < len(sources) <= _TOGETHER or faults(text, sources, check):
        return alone
    kept = list(sources)
    for source in reversed(sources):
        fewer = [other for other in kept if other is not source]
        if len(fewer) > 1 and not faults(text, fewer, check):
            kept = fewer
    return kept


def faults(text: str, sources: Sequence[Source], check: Check) -> Sequence[Fault]:
    """Return what `text` says and `sources` do not."""
    return check(text, [source.cited for source in sources])
