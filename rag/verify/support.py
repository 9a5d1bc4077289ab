"""How well the cited sentences carry the words of a statement, from 0 to 1."""

from collections.abc import Sequence
from itertools import pairwise

from rag.verify.fault import CheckKind, Cited, Fault
from rag.verify.pair import Pair
from rag.verify.tokens import Token

THRESHOLD = 0.55
"""Below it a statement is not supported; set by hand, so that a statement half of whose words are
the source's passes if they stand together."""
_APART = 4
"""How many words apart in the source two neighbours may stand."""
_COVERED = 0.75
"""How much the words count; that neighbours stay together counts the rest."""
_AROUND = 0.5
"""How much a word counts that is only in the sentences around the quote."""


def support(statement: str, cited: Sequence[Cited]) -> float:
    """Return which share of the statement's weight the cited texts have: 0 none, 1 all of it.

    Words are compared by stem and weighted by length; numbers and names count more. Words that
    stand together in the statement should do so in the source.
    """
    return _support(Pair(statement, cited))


def support_fault(pair: Pair) -> Fault | None:
    """Return a fault if too few of the statement's words are in what is cited."""
    if _support(pair) >= THRESHOLD:
        return None
    missing = [w.text for w in pair.words if w.is_content and w.key not in pair.keys_around]
    words = " ".join(missing) or pair.statement
    return Fault(CheckKind.SUPPORT, words, f"what is cited does not say: {words!r}")


def _support(pair: Pair) -> float:
    content = [token for token in pair.words if token.is_content] or pair.words
    if not content:
        return 0.0
    total = sum(token.weight for token in content)
    covered = sum(token.weight * _has(pair, token) for token in content) / total
    together = _together(content, pair.source_words)
    return covered * (_COVERED + (1 - _COVERED) * together)


def _has(pair: Pair, token: Token) -> float:
    if token.key in pair.keys:
        return 1.0
    return _AROUND if token.key in pair.keys_around else 0.0


def _together(content: Sequence[Token], source: Sequence[Token]) -> float:
    """Return the share of neighbours in the statement that are near each other in the source."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(source):
        places.setdefault(token.key, []).append(at)
    pairs = list(pairwise(token.key for token in content))
    near = [
        any(abs(a - b) <= _APART for a in places.get(one, ()) for b in places.get(other, ()))
        for one, other in pairs
    ]
    return sum(near) / len(near) if near else 1.0
