"""Who is named beside a statement must be who the source has say it."""

from collections.abc import Iterator

from rag.answer import Speaker
from rag.verify.attribution import is_carried
from rag.verify.fault import CheckKind, Fault
from rag.verify.names import TITLES
from rag.verify.pair import Pair
from rag.verify.saying import Saying, sayings
from rag.verify.tokens import tokens


def speaker_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault if the words are another's than the speaker's named beside the statement.

    Where nobody can be told to say them, the speaker must at least be named in what is cited or
    around it.
    """
    if pair.speaker is None:
        return
    name = _keys(pair.speaker.name)
    known = [one.speaker for one in pair.cited if one.speaker]
    if any(_is_one(name, speaker) for speaker in known):
        return
    spoken = [s for s in sayings(pair.source, pair.source_words) if is_carried(pair, s)]
    # "Macron said" names Emmanuel Macron where that is told near by, and never Brigitte Macron.
    if any(name & _subject(pair, saying) for saying in spoken) and name <= pair.keys_around:
        return
    named = [saying for saying in spoken if saying.names(pair.source_words)]
    others = [speaker.name for speaker in known] or [_text(pair, saying) for saying in named]
    if others:
        yield _fault(pair.speaker.name, f"these are the words of {others[0]}")
    elif not name <= pair.keys_around:
        yield _fault(pair.speaker.name, "nobody of this name is in what is cited")


def _is_one(name: frozenset[str], speaker: Speaker) -> bool:
    return name <= _keys(f"{speaker.name} {speaker.role or ''}") or _keys(speaker.name) <= name


def _keys(name: str) -> frozenset[str]:
    """Return the keys of the words by which somebody is known; of titles, if that is all."""
    words = frozenset(token.key for token in tokens(name) if token.is_content)
    return words - TITLES or words


def _subject(pair: Pair, saying: Saying) -> frozenset[str]:
    return frozenset(pair.source_words[at].key for at in saying.subject)


def _text(pair: Pair, saying: Saying) -> str:
    return " ".join(pair.source_words[at].text for at in saying.subject)


def _fault(name: str, why: str) -> Fault:
    return Fault(CheckKind.ATTRIBUTION, name, f"said to be of {name!r}: {why}")
