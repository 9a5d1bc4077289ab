"""Negation and modality: what the source denies or only thinks possible must stay so.

A cue ("not", "declined", "may") turns its head, the next word of weight. It counts as kept if the
statement has one of the same class on the same head; a cue that went with its clause is no fault.
Negation cues and their scopes after Chapman et al., "A Simple Algorithm for Identifying Negated
Findings" (2001).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.verify.cues import MODALS, NEGATIONS, OPPOSITES, QUANTIFIERS, REFUSALS, WITH_TO, is_adverb
from rag.verify.fault import CheckKind, Fault
from rag.verify.pair import Pair
from rag.verify.tokens import Token

_KindOf = Callable[[Sequence[Token], int], str | None]
_REACH = 5
"""How many words after a cue its head may stand."""


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    head: int | None
    """The index of the word that it turns; None if none follows in its clause."""
    kind: str


def polarity_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each negation, modal, quantifier or word that was turned."""
    yield from _turned(pair, _negation, CheckKind.NEGATION)
    yield from _turned(pair, _modal, CheckKind.MODALITY)
    yield from _opposed(pair)
    yield from _widened(pair)


def _turned(pair: Pair, kind_of: _KindOf, check: CheckKind) -> Iterator[Fault]:
    ours, theirs = _cues(pair.words, kind_of), _cues(pair.source_words, kind_of)
    to_source, to_statement = pair.alignment.to_source, pair.alignment.to_statement
    for cue in ours:
        token = pair.words[cue.at]
        if to_source[cue.at] is not None or _has(theirs, pair.source_words, cue, pair.words):
            continue
        place = to_source[cue.head] if cue.head is not None else None
        if place is not None and not _turns(theirs, place, cue.kind):
            yield Fault(check, token.text, f"{token.text!r} is not in what is cited")
        elif cue.kind == "not" and not theirs:
            yield Fault(check, token.text, f"what is cited has no {token.text!r}")
    for cue in theirs:
        token = pair.source_words[cue.at]
        if cue.head is None or to_statement[cue.at] is not None or cue.kind == "certain":
            continue
        place = to_statement[cue.head]
        if place is not None and not _turns(ours, place, cue.kind):
            head = pair.source_words[cue.head].text
            yield Fault(check, token.text, f"{token.text!r} was dropped before {head!r}")


def _cues(words: Sequence[Token], kind_of: _KindOf) -> list[_Cue]:
    return [
        _Cue(at, _head(words, at), kind) for at in range(len(words)) if (kind := kind_of(words, at))
    ]


def _negation(words: Sequence[Token], at: int) -> str | None:
    return "not" if words[at].key in NEGATIONS or words[at].key in REFUSALS else None


def _modal(words: Sequence[Token], at: int) -> str | None:
    token = words[at]
    if token.text in {"May", "Will"} and not token.first:  # a month, a man
        return None
    if token.key in WITH_TO and (at + 1 == len(words) or words[at + 1].key != "to"):
        return None
    return MODALS.get(token.key)


def _head(words: Sequence[Token], at: int) -> int | None:
    """Return the word that the cue at `at` turns: the next that is no adverb or auxiliary.

    Where its clause ends before one, the last word seen, or the one before: "I never will".
    """
    last = at
    for place in range(at + 1, min(at + 1 + _REACH, len(words))):
        token = words[place]
        if _is_parted(words[place - 1], token):
            break
        if not is_adverb(token.text) and token.key not in MODALS:
            return place
        last = place
    return last if last > at else at - 1 if at else None


def _is_parted(one: Token, other: Token) -> bool:
    """Return whether a comma or the like stands between; a quotation mark does not part."""
    return other.start - one.end > 1 + other.quoted


def _turns(cues: Sequence[_Cue], place: int, kind: str) -> bool:
    """Return whether one of `cues` of this kind turns the word at `place`, or one beside it."""
    return any(
        cue.kind == kind and cue.head is not None and cue.at < place <= cue.head + 1 for cue in cues
    )


def _has(cues: Sequence[_Cue], words: Sequence[Token], cue: _Cue, own: Sequence[Token]) -> bool:
    """Return whether the source has a cue of the same kind on the same head, wherever it is."""
    if cue.head is None:
        return any(other.kind == cue.kind for other in cues)
    key = own[cue.head].key
    return any(
        other.kind == cue.kind and other.head is not None and words[other.head].key == key
        for other in cues
    )


def _opposed(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each word whose opposite the source has in its place."""
    for at, token in enumerate(pair.words):
        opposites = OPPOSITES.get(token.key)
        if opposites is None or pair.alignment.to_source[at] is not None:
            continue
        for gone in pair.displaced(at):
            if gone.key in opposites and not _negated_otherwise(pair, at, gone):
                message = f"{token.text!r}: the source has {gone.text!r} in this place"
                yield Fault(CheckKind.NEGATION, token.text, message)
                break


def _negated_otherwise(pair: Pair, at: int, gone: Token) -> bool:
    """Return whether only one of the two is negated: "did not agree" is "declined"."""
    before = {word.key for word in pair.words[max(0, at - 3) : at]} & NEGATIONS
    place = pair.source_words.index(gone)
    theirs = {word.key for word in pair.source_words[max(0, place - 3) : place]} & NEGATIONS
    return bool(before) != bool(theirs)


def _widened(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for "all" where the source has "some", and for "only" or "all" added."""
    for at, token in enumerate(pair.words):
        kind = QUANTIFIERS.get(token.key)
        if kind is None or pair.alignment.to_source[at] is not None:
            continue
        others = {QUANTIFIERS.get(gone.key) for gone in pair.displaced(at)} - {None}
        if others and kind not in others:
            message = f"{token.text!r}: the source has another quantity in this place"
            yield Fault(CheckKind.HEDGE, token.text, message)
