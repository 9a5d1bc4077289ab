"""Whether nobody says what somebody is asked to have said."""

import re
from collections.abc import Sequence

from index.terms import terms
from rag.countries import country
from rag.evidence import Evidence
from rag.name_runs import is_person_name
from rag.names import names
from rag.people import people
from rag.saying import AskedSpeech, asked_speech
from rag.setting import setting, stands

_ABOUT = re.compile(r"(?:about|on|of|regarding|concerning|over) (?:the )?(?P<what>[^,;?]+)")


def is_unsaid(question: str, ranked: Sequence[Evidence]) -> bool:
    """Return whether `question` is what a person said, and none of `ranked` tells it.

    Either none of it is by them, or what is does not touch the name it is to be about, or nothing
    of what it is to be about, which another speaks of.
    """
    speech = asked_speech(question)
    if speech is None or speech.speaker is None:
        return False
    said = [piece for piece in ranked if piece.features.speech > 0]
    if not said:
        return _is_person(speech.speaker, ranked)
    if not any(_touches(speech, piece) for piece in said):
        return True
    topic = frozenset(terms(_subject(speech)))
    others = (piece for piece in ranked if piece.features.speech < 0)
    return not _share(topic, said) and any(topic <= set(terms(piece.quote)) for piece in others)


def _share(topic: frozenset[str], said: Sequence[Evidence]) -> bool:
    return not topic or any(topic & set(terms(setting(piece))) for piece in said)


def _is_person(words: str, ranked: Sequence[Evidence]) -> bool:
    """Return whether `words` are a person's name, as the articles know it."""
    if country(words) or not names(words):
        return False
    known = (people(piece.article).called(words) for piece in ranked)
    return is_person_name(words) or any(person and person.is_sure for person in known)


def _touches(speech: AskedSpeech, piece: Evidence) -> bool:
    subject = _subject(speech)
    named = names(subject) if subject[:1].isupper() else []
    return not named or any(stands(name, setting(piece)) for name in named)


def _subject(speech: AskedSpeech) -> str:
    """Return what the remark is to be about; empty if the question does not say."""
    about = _ABOUT.match(speech.topic)
    return about["what"] if about else ""
