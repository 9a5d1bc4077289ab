"""Attribution: what the source has somebody say must not stand bare, nor be another's."""

from collections.abc import Iterator

from rag.verify.fault import CheckKind, Fault
from rag.verify.names import CALENDAR, TITLES
from rag.verify.pair import Pair
from rag.verify.saying import Saying, sayings
from rag.verify.tokens import key_of, tokens

_KEPT = 0.5
"""The share of the statement's weight that must come from what somebody says, for the statement
to need its speaker; set by hand."""
_VOICES = frozenset(
    map(
        key_of,
        """
        called described praised criticised criticized welcomed condemned urged demanded asked
        accused promised thanked blamed agreed accepted rejected
        """.split(),
    )
)
"""Verbs of speech that need no "that": they count as attribution in a statement."""


def attribution_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault if a speaker was dropped, or if what one said is given to another."""
    ours = sayings(pair.statement, pair.words)
    theirs = sayings(pair.source, pair.source_words)
    if pair.speaker is None:
        yield from _bare(pair, ours, theirs)
    for saying in ours:
        yield from _given_to_another(pair, saying, theirs)


def _bare(pair: Pair, ours: list[Saying], theirs: list[Saying]) -> Iterator[Fault]:
    """Yield a fault if the statement has lost the one whose words it is."""
    dropped = [
        saying
        for saying in theirs
        if pair.alignment.to_statement[saying.verb] is None and is_carried(pair, saying)
    ]
    own = [saying for saying in ours if pair.alignment.to_source[saying.verb] is None]
    if len(own) < len(dropped) and not _has_voice(pair):
        for saying in dropped[:1]:
            who = _text(pair, saying)
            yield _fault(who, f"the source says this as the words of {who!r}; it stands bare")
    if not ours and not theirs and not _has_voice(pair):
        yield from _speaker_left_out(pair)


def is_carried(pair: Pair, saying: Saying) -> bool:
    """Return whether most of the statement is what is said in `saying`."""
    found = [
        (place in saying.claim, token.weight)
        for token, place in zip(pair.words, pair.alignment.to_source, strict=True)
        if place is not None and token.is_content
    ]
    inside = sum(weight for said, weight in found if said)
    return inside > 0 and inside >= _KEPT * sum(weight for _, weight in found)


def _has_voice(pair: Pair) -> bool:
    """Return whether a verb of speech of the statement's own stands for "said"."""
    places = zip(pair.words, pair.alignment.to_source, strict=True)
    return any(token.key in _VOICES and place is None for token, place in places)


def _speaker_left_out(pair: Pair) -> Iterator[Fault]:
    speakers = [one.speaker for one in pair.cited]
    if not speakers or None in speakers:
        return
    named = {token.key for token in pair.words}
    for speaker in speakers:
        if speaker and not named & {token.key for token in tokens(speaker.name)}:
            message = f"these are the words of {speaker.name}; they stand bare"
            yield _fault(speaker.name, message)
            return


def _given_to_another(pair: Pair, saying: Saying, theirs: list[Saying]) -> Iterator[Fault]:
    names = _who(saying.names(pair.words))
    if not names:
        return
    spoken = [other for other in theirs if _is_meant(pair, saying, other)]
    if not spoken:
        yield from _not_the_speaker(pair, saying, names)
        return
    for other in spoken:
        if other.is_pronoun(pair.source_words):
            yield from _not_the_speaker(pair, saying, names)
            return
        if names & _keys(pair, other) or _is_described(pair, names, other):
            return
    who = " ".join(pair.words[at].text for at in saying.subject)
    yield _fault(who, f"the source has {_text(pair, spoken[0])!r} say this, not {who!r}")


def _is_meant(pair: Pair, saying: Saying, other: Saying) -> bool:
    """Return whether the two have the same thing said."""
    if pair.alignment.to_source[saying.verb] == other.verb:
        return True
    places = [pair.alignment.to_source[at] for at in saying.claim]
    weights = [pair.words[at].weight for at in saying.claim]
    total = sum(w for w, place in zip(weights, places, strict=True) if place is not None)
    inside = sum(w for w, place in zip(weights, places, strict=True) if place in other.claim)
    return total > 0 and inside >= _KEPT * total


def _not_the_speaker(pair: Pair, saying: Saying, names: frozenset[str]) -> Iterator[Fault]:
    """Yield a fault if who speaks is known from outside the quote, and it is somebody else."""
    known = [one.speaker for one in pair.cited if one.speaker]
    told = {token.key for s in known for token in tokens(f"{s.name} {s.role or ''}")}
    if known and not names & told and not names & pair.keys:
        who = " ".join(pair.words[at].text for at in saying.subject)
        yield _fault(who, f"these are the words of {known[0].name}, not of {who!r}")


def _is_described(pair: Pair, names: frozenset[str], other: Saying) -> bool:
    """Return whether a sentence around names the one whom the source only describes."""
    head = pair.source_words[other.subject[-1]].key
    if _who(other.names(pair.source_words)):
        return False
    return any(
        head in keys and names & keys
        for part in pair.around.replace("\n", ". ").split(". ")
        if (keys := {token.key for token in tokens(part)})
    )


def _who(names: frozenset[str]) -> frozenset[str]:
    return frozenset(names - TITLES - CALENDAR)


def _keys(pair: Pair, saying: Saying) -> frozenset[str]:
    return frozenset(pair.source_words[at].key for at in saying.subject)


def _text(pair: Pair, saying: Saying) -> str:
    return " ".join(pair.source_words[at].text for at in saying.subject)


def _fault(words: str, message: str) -> Fault:
    return Fault(CheckKind.ATTRIBUTION, words, message)
