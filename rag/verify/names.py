"""Names: each of the statement must be in the source, in one piece and at its place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.names import is_territory
from rag.verify.demonyms import are_of_one_place
from rag.verify.fault import CheckKind, Fault
from rag.verify.pair import Pair
from rag.verify.tokens import Token, key_of, tokens
from rag.words import is_small

TITLES = frozenset(
    key_of(word)
    for word in """
    mr mrs ms dr sir lord lady president prime minister premier chancellor king queen prince pope
    princess secretary general senator governor mayor judge justice professor captain colonel
    foreign defence defense interior finance republican democrat democratic party former chief
    director chairman spokesman spokeswoman spokesperson ambassador commissioner the of vice deputy
    house white government ministry parliament council court army police office
    """.split()
)
CALENDAR = frozenset(
    key_of(word)
    for word in """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)


def name_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each name that is not in the source, or stands there for another."""
    words = pair.words
    for at, token in enumerate(words):
        if not is_name(words, at):
            continue
        if displaced := _displaced(pair, at):
            yield _fault(token.text, f"the source has {displaced.text!r} in this place")
        elif not _is_known(pair, token) and _is_surely_name(pair, at):
            yield _fault(token.text, "this name is not in what is cited")
    yield from _torn(pair)


def is_name(words: Sequence[Token], at: int) -> bool:
    """Return whether the word can be part of a name, by its capital."""
    token = words[at]
    if not token.is_capital or token.text == "I" or token.key in CALENDAR:
        return False
    return not (is_small(token.text) and (token.first or len(token.text) < 4))


def _is_surely_name(pair: Pair, at: int) -> bool:
    """Return whether the capital is not only that of a sentence's first word, nor of a title."""
    token, following = pair.words[at], pair.words[at + 1 : at + 2]
    if token.key in TITLES:
        return False
    if not token.first:
        return True
    beside = bool(following) and following[0].is_capital and is_name(pair.words, at + 1)
    return beside or is_territory(token.text) or token.text.isupper()


def _is_known(pair: Pair, token: Token) -> bool:
    if token.key in pair.keys_around:
        return True
    known = [other for other in _words_around(pair) if other.is_capital]
    if any(are_of_one_place(token.text, other.text) for other in known):
        return True
    return token.text.isupper() and token.text in _initials(known)


def _words_around(pair: Pair) -> Sequence[Token]:
    return tokens(pair.around)


def _initials(words: Sequence[Token]) -> str:
    return "".join(token.text[0] for token in words)


def _displaced(pair: Pair, at: int) -> Token | None:
    """Return the name that the source has where the statement has this one, if it is another."""
    token = pair.words[at]
    gone = pair.displaced(at)
    names = [other for other in gone if _stands_alone(pair, other)]
    if not names or token.key in TITLES or not _stands_alone_in(pair.words, at):
        return None
    if any(_means_same(pair, token, other) for other in gone):
        return None
    return names[0]


def _means_same(pair: Pair, token: Token, other: Token) -> bool:
    return other.key == token.key or are_of_one_place(token.text, other.text)


def _stands_alone(pair: Pair, token: Token) -> bool:
    at = pair.source_words.index(token)
    return (
        is_name(pair.source_words, at)
        and token.key not in TITLES
        and _stands_alone_in(pair.source_words, at)
        and (not token.first or _is_capital_elsewhere(pair, token) or is_territory(token.text))
    )


def _is_capital_elsewhere(pair: Pair, token: Token) -> bool:
    return any(
        other.key == token.key and other.is_capital and not other.first
        for other in _words_around(pair)
    ) or not is_small(token.text)


def _stands_alone_in(words: Sequence[Token], at: int) -> bool:
    """Return whether no noun in small letters follows: "Macron", but not "French president"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.is_capital or not following.is_content:
        return True
    adjacent = following.start - words[at].end == 1
    return not adjacent or not _is_adjectival(words[at])


def _is_adjectival(token: Token) -> bool:
    return token.text.endswith(("an", "ish", "ese", "ch", "i", "ss")) or token.text.isupper()


def _torn(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each two words of one name that are of different names in the source."""
    runs = _name_runs(_words_around(pair))
    for at, (one, other) in enumerate(pairwise(pair.words)):
        together = other.start - one.end == 1 and not other.first
        if not together or not (is_name(pair.words, at) and is_name(pair.words, at + 1)):
            continue
        keys = {one.key, other.key}
        if keys & TITLES or not keys <= pair.keys_around:
            continue
        if not any(keys <= run for run in runs) and _both_begin_names(runs, one, other):
            words = f"{one.text} {other.text}"
            yield _fault(words, "the source does not have these as one name")


def _both_begin_names(runs: Sequence[frozenset[str]], one: Token, other: Token) -> bool:
    return any(one.key in run for run in runs) and any(
        other.key in run and len(run) > 1 for run in runs
    )


def _name_runs(words: Sequence[Token]) -> list[frozenset[str]]:
    """Return the keys of each run of words with capitals that stand side by side."""
    runs: list[set[str]] = []
    last: Token | None = None
    for token in words:
        if token.is_capital:
            joined = last is not None and token.start - last.end <= 1 and not token.first
            if not joined:
                runs.append(set())
            runs[-1].add(token.key)
            last = token
    return [frozenset(run) for run in runs]


def _fault(words: str, why: str) -> Fault:
    return Fault(CheckKind.NAME, words, f"{words!r}: {why}")
