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
    princess secretary general senator governor mayor professor captain colonel foreign defence
    defense interior finance former chief director chairman spokesman spokeswoman spokesperson
    ambassador commissioner the of vice deputy
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
    acronym = token.text.isupper() and len(token.text) > 1
    return acronym or not (is_small(token.text) and (token.first or len(token.text) < 4))


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
    token, found = pair.words[at], pair.alignment
    if token.key in TITLES or not _heads(pair.words, at, found.to_source):
        return None
    if found.to_source[at] is not None or not found.is_tight(at):
        return None
    gone = [place for place in found.gap(at) if not found.is_kept(place)]
    words = pair.source_words
    if any(_means_same(token, words[place]) for place in gone):
        return None
    names = (
        words[place]
        for place in gone
        if is_name(words, place)
        and words[place].key not in TITLES
        and _heads(words, place, found.to_statement)
        and _is_no_opening(pair, words[place])
    )
    return next(names, None)


def _means_same(token: Token, other: Token) -> bool:
    return other.key == token.key or are_of_one_place(token.text, other.text)


def _heads(words: Sequence[Token], at: int, kept: Sequence[int | None]) -> bool:
    """Return whether the name does not only belong to a noun that has changed with it.

    "The French president" may become "Macron", but "the French fleet" not "the Danish fleet".
    """
    if at + 1 == len(words):
        return True
    following = words[at + 1]
    beside = following.start - words[at].end == 1
    return (
        not beside or not following.is_content or following.is_capital or kept[at + 1] is not None
    )


def _is_no_opening(pair: Pair, token: Token) -> bool:
    """Return whether the word has its capital as a name, not as the first of a sentence."""
    if not token.first or not is_small(token.text) or is_territory(token.text):
        return True
    return any(
        other.key == token.key and other.is_capital and not other.first
        for other in _words_around(pair)
    )


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
