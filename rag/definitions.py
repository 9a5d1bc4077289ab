"""What a sentence says that somebody or something is: "is a Norwegian marine biologist"."""

import re
from collections.abc import Set as AbstractSet

from index.terms import terms

_IS = re.compile(
    r"\b(?:(?:is|was|are|were) (?:now |also |both )?|refers? to |means |denotes )"
    r"(?:an?|one of (?:the|its)) (?:(?:type|kind|form) of (?:an? )?)?"
    r"(?P<what>(?:(?:[A-Z]\.)+|[^.,;:()“”\"–—])+)"
)
_MORE = re.compile(
    r"\s(?:who|whose|that|which|where|when|from|in|at|on|of|for|by|with|to|as|about|under|between|"
    r"starring|featuring|best|known|born|set"
    r"|(?:\w+ing|\w+ed|written|led|run|built|made) (?:by|in|for|from|at|as|to|on|with))\b"
)
_NOT_TELLING = re.compile(
    r"\s+|(?:\d{4}s?|(?:[A-Z]\.)+|[A-Z][\w-]+|former|retired|current|famous|notable|prominent|"
    r"well-known|ex-\w+)(?:\s+|$)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_PRONOUN = re.compile(r"(?:he|she|it|they)\s*", re.IGNORECASE)
_TERM = frozenset(terms("term word name"))


def definition(sentence: str, known: AbstractSet[str]) -> tuple[int, int] | None:
    """Return the offsets of what `sentence` says its subject is, without its year and nation.

    "Sunrise is a 1982 Danish drama film directed by Ada Berg" says a drama film. None if it does
    not say, or if its subject is no pronoun and does not end with a name of which a stem is
    `known`: "Berg’s father was a farmer".
    """
    match = _IS.search(sentence)
    if match is None or not _is_of(sentence[: match.start()], known):
        return None
    more = _MORE.search(sentence, *match.span("what"))
    start, end = match.start("what"), more.start() if more else match.end("what")
    while leading := _NOT_TELLING.match(sentence, start, end):
        start = leading.end()
    what = sentence[start:end].rstrip()
    return (start, start + len(what)) if what else None


def _is_of(subject: str, known: AbstractSet[str]) -> bool:
    last = _BRACKETS.sub(" ", subject).rstrip(" ,").split()[-1:]
    return bool(_PRONOUN.fullmatch(subject) or (known | _TERM) & set(terms("".join(last))))
