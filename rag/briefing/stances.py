"""Who takes a position in a sentence: is for or against, demands, refuses, will or will not."""

import re
from collections.abc import Iterator

from rag.answer import Speaker
from rag.briefing.piece import Piece
from rag.countries import country
from rag.discourse import voice
from rag.name_runs import is_person_name
from rag.names import is_territory
from rag.noun_runs import PRONOUN, is_capital, tokens
from rag.people import people
from rag.stance_verbs import DOES, HOLDS, TAKES, WILL
from rag.utterances import Utterance, doers, utterances

_SPOKESMAN = re.compile(r"\bspokes", re.IGNORECASE)


def takers(piece: Piece) -> list[Speaker]:
    """Return who takes a position in `piece`, the one it is there for first."""
    said = [each for each in utterances(piece.masked) if each.main]
    if said:
        found = [one for each in said for one in _taking(piece, each, alone=len(said) == 1)]
    elif piece.speaker and HOLDS.search(piece.sentence):  # whose quotation goes on
        found = [piece.speaker]
    else:
        found = [one for each in _doers(piece) for one in _meant(piece, each)]
    return list({speaker.name: speaker for speaker in reversed(found)}.values())[::-1]


def _taking(piece: Piece, said: Utterance, *, alone: bool) -> list[Speaker]:
    """Return who takes a position by saying something: a country, through its spokesman."""
    if countries := list(_spoken_for(piece, said)):
        return countries
    found = _speakers(piece, said, alone=alone) if _holds(piece, said) else []
    return [one for one in found if _takes(piece, said) or not _is_of_another(piece, one)]


def _speakers(piece: Piece, said: Utterance, *, alone: bool) -> list[Speaker]:
    """Return who speaks; for "he" and "the premier", whom the sentence is known to quote."""
    found = list(_meant(piece, said))
    resolved = alone or PRONOUN.fullmatch(piece.masked[slice(*said.who)])
    return [piece.speaker] if not found and resolved and piece.speaker else found


def _spoken_for(piece: Piece, said: Utterance) -> Iterator[Speaker]:
    """Yield the country of which a spokesman, or somebody without a name, says what it will do."""
    for speaker in list(_meant(piece, said)) or list(filter(None, [piece.speaker])):
        described = speaker.role or speaker.name
        person = is_person_name(speaker.name) and not _SPOKESMAN.search(described)
        if person or country(speaker.name):
            continue
        own = _countries(described)
        for each in doers(piece.sentence, DOES):
            words = piece.sentence[slice(*each.who)].strip("“\"‘'")
            if country(words) in own:
                yield Speaker(words)


def _doers(piece: Piece) -> list[Utterance]:
    return [each for each in doers(piece.masked, TAKES) if each.main]


def _holds(piece: Piece, said: Utterance) -> bool:
    """Return whether a position is taken by the verb ("rejected"), or by what is said."""
    start, end = said.verb
    rest = f"{piece.sentence[:start]} {piece.sentence[end:]}"
    if _takes(piece, said) or HOLDS.search(rest):
        return True
    return any(each.verb != said.verb for each in doers(piece.masked, WILL))


def _takes(piece: Piece, said: Utterance) -> bool:
    """Return whether what they do is to take a position: "rejected", "urged"."""
    earlier = piece.masked[: said.verb[0]].rstrip().endswith(" had")  # "although it had promised"
    return TAKES.match(piece.masked, said.verb[0]) is not None and not earlier


def _is_of_another(piece: Piece, speaker: Speaker) -> bool:
    """Return whether `speaker` tells only what somebody else will do: "he said Russia will not"."""
    said = {each.verb for each in utterances(piece.masked)}
    others = [each for each in doers(piece.masked, WILL) if each.verb not in said]
    if not others or HOLDS.search(piece.sentence):
        return False
    return all(_is_other(piece, speaker, each) for each in others)


def _is_other(piece: Piece, speaker: Speaker, who: Utterance) -> bool:
    named = {each.name for each in _meant(piece, who)}
    words = piece.masked[slice(*who.who)]
    if is_territory(words):
        own = _countries(speaker.role or "")
        return bool(own) and country(words) not in own
    if words.casefold() in {"it", "they"}:
        return is_person_name(speaker.name)
    return bool(named) and speaker.name not in named


def _countries(described: str) -> set[str]:
    """Return the countries that a description names: "Russian foreign minister"."""
    return {known for each in tokens(described) if (known := country(each.group()))}


def _meant(piece: Piece, said: Utterance) -> Iterator[Speaker]:
    """Yield the persons named as those who do it; else the name that stands there."""
    start, end = said.who
    named = people(piece.article).between(piece.start + start, piece.start + end)
    yield from (voice(mention.person).speaker for mention in named)
    words = re.sub(r"^[Tt]he ", "", piece.masked[start:end])
    is_name = all(is_capital(word.group()) for word in tokens(words))
    if words and not named and is_name and not PRONOUN.fullmatch(words):
        yield Speaker(words)
