"""Who takes a position in a sentence: is for or against, demands, refuses, will or will not."""

import re
from collections.abc import Iterator
from functools import cache

from rag.answer import Speaker
from rag.briefing.piece import Piece
from rag.discourse import voice
from rag.name_runs import is_person_name
from rag.names import is_territory, territories
from rag.noun_runs import PRONOUN, is_capital, tokens
from rag.people import people
from rag.roles import nation
from rag.utterances import Utterance, doers, utterances

_FINITE = (
    r"supports|supported|opposes?|opposed|rejects?|rejected|refuses?|refused|backs|backed|"
    r"favou?rs?|favou?red|endorses?|endorsed|welcomes?|welcomed|hails?|hailed|condemns?|condemned|"
    r"denounces?|denounced|critici[sz]es?|critici[sz]ed|dismiss(?:es|ed)?|rule[sd]? out|demands?|"
    r"demanded|insists?|insisted|urges?|urged|call(?:s|ed)? (?:for|on)|proposes?|proposed|wants?|"
    r"wanted|pledged|promised|vows?|vowed|committed|agrees?|agreed|offered|"
    r"threatens?|threatened|objects? to|objected to|resists?|resisted|plans? to|"
    r"planned to|intends?|declines? to|declined to|seeks?"
)
_BARE = (
    r"support|oppose|reject|back|favou?r|endorse|want|need|plan|intend|accept|agree|seek|recogni[sz]e|"
    r"rule out|allow|commit|offer"
)
_NOT = (
    rf"(?:do|does|did)(?: not|n[’']t) (?:{_BARE})"
    r"|(?:has|have|had) no (?:plans?|intention|wish|desire)"
)
_IS = (
    r"(?:am|is|are|was|were|remains?|remained|[’']re|[’']m)(?: not| also| still| now)? (?:ready|"
    r"willing|prepared|unwilling|reluctant|against|opposed|in favou?r|committed|cautious)"
)
_WILL_NOT = r"will (?:not|never|only)|won[’']t|would not|wouldn[’']t|cannot|can[’']t"
_TAKES = re.compile(rf"\b(?:{_FINITE}|{_NOT}|{_IS}|{_WILL_NOT})\b")
"""By itself it is a position of whoever does it."""
_WILL = re.compile(rf"\b(?:{_NOT}|{_IS}|{_WILL_NOT}|will|shall)\b")
"""Told of somebody, it may be a position of whoever says so, if it is the same."""
_DOES = re.compile(rf"{_TAKES.pattern}|{_WILL.pattern}")
_SPOKESMAN = re.compile(r"\bspokes", re.IGNORECASE)
_HOLDS = re.compile(
    rf"\b(?:(?:I|[Ww]e)(?:[’'](?:ll|re|m|d)| (?:{_BARE}|{_NOT}|{_IS}|{_WILL_NOT}|will|would|shall|"
    r"are not|aren[’']t|do not|don[’']t))|must|should|ought to|needs? to|in favou?r of|opposes?|"
    r"opposed|supports|rejects?|refus(?:es?|ed)|demands|call(?:s|ed|ing)? (?:for|on)|wants)\b"
)
"""Said by somebody, it is a position of whoever says it."""


def takers(piece: Piece) -> list[Speaker]:
    """Return who takes a position in `piece`, the one it is there for first."""
    said = [each for each in utterances(piece.masked) if each.main]
    if said:
        found = [one for each in said for one in _taking(piece, each, alone=len(said) == 1)]
    elif piece.speaker and _HOLDS.search(piece.sentence):  # whose quotation goes on
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
        if is_person_name(speaker.name) and not _SPOKESMAN.search(described):
            continue
        own = {nation(each.group()) for each in tokens(described)}
        for each in doers(piece.sentence, _DOES):
            words = piece.sentence[slice(*each.who)].strip("“\"‘'")
            if is_territory(words) and nation(words) in own:
                yield Speaker(words)


def _doers(piece: Piece) -> list[Utterance]:
    return [each for each in doers(piece.masked, _TAKES) if each.main]


def _holds(piece: Piece, said: Utterance) -> bool:
    """Return whether a position is taken by the verb ("rejected"), or by what is said."""
    start, end = said.verb
    rest = f"{piece.sentence[:start]} {piece.sentence[end:]}"
    if _takes(piece, said) or _HOLDS.search(rest):
        return True
    return any(each.verb != said.verb for each in doers(piece.masked, _WILL))


def _takes(piece: Piece, said: Utterance) -> bool:
    """Return whether what they do is to take a position: "rejected", "urged"."""
    return _TAKES.match(piece.masked, said.verb[0]) is not None


def _is_of_another(piece: Piece, speaker: Speaker) -> bool:
    """Return whether `speaker` tells only what somebody else will do: "he said Russia will not"."""
    said = {each.verb for each in utterances(piece.masked)}
    others = [each for each in doers(piece.masked, _WILL) if each.verb not in said]
    if not others or _HOLDS.search(piece.sentence):
        return False
    return all(_is_other(piece, speaker, each) for each in others)


def _is_other(piece: Piece, speaker: Speaker, who: Utterance) -> bool:
    named = {each.name for each in _meant(piece, who)}
    words = piece.masked[slice(*who.who)]
    if is_territory(words):
        own = _nations() & {nation(each.group()) for each in tokens(speaker.role or "")}
        return bool(own) and nation(words) not in own
    if words.casefold() in {"it", "they"}:
        return is_person_name(speaker.name)
    return bool(named) and speaker.name not in named


@cache
def _nations() -> frozenset[str]:
    return frozenset(map(nation, territories()))


def _meant(piece: Piece, said: Utterance) -> Iterator[Speaker]:
    """Yield the persons named as those who do it; else the name that stands there."""
    start, end = said.who
    named = people(piece.article).between(piece.start + start, piece.start + end)
    yield from (voice(mention.person).speaker for mention in named)
    words = re.sub(r"^[Tt]he ", "", piece.masked[start:end])
    is_name = all(is_capital(word.group()) for word in tokens(words))
    if words and not named and is_name and not PRONOUN.fullmatch(words):
        yield Speaker(words)
