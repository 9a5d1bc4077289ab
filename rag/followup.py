"""Follow-up questions, made whole from the turns before them without any LLM."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.terms import terms
from rag.leaning import (
    fragment,
    is_bare,
    lacks_its_topic,
    leaning_pronoun,
    left_open,
    pointer,
    points_back,
)
from rag.names import is_territory, names
from rag.period import MONTHS
from rag.phrases import phrases
from rag.question import MAX_CHARACTERS
from rag.saying import asked_speech
from rag.topic import KnownWords, Talk

_TURNS = 12
"""How many earlier turns are looked at; by hand."""
_FEW = 6
"""A question with more content terms says enough, whatever "it" in it may be; by hand."""

_DATE = re.compile(
    rf"\b(?:(?:in|on|during|since|by|at|of)\s+)?(?:late\s+|early\s+|mid-)?"
    rf"(?:\d{{1,2}}\s+)?(?:{MONTHS})\b(?:\s+\d{{1,2}}\b)?(?:,?\s+\d{{4}})?"
)
_PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|with|from|about|to|of|against|under)\b", re.IGNORECASE
)
_TO = re.compile(r"(?:react|respon|repl|answer)\w*$", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
_ADVERBIAL = re.compile(r"(?:why|how|when|where)", re.IGNORECASE)
_ADDED = re.compile(r"\(([^()]*)\)$")
_POSSESSIVE = frozenset({"his", "their", "its"})
_OWNED = re.compile(
    r"\s+(?!(?:in|on|at|to|by|for|with|from|about|as|and|or|of|into|over|after|before|when)\b)\w"
)


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A question asked before, and the answer it got, as far as that is known."""

    question: str
    answer: str = ""


def make_whole(
    question: str, previous: Sequence[str | PastTurn], words: KnownWords | None = None
) -> str:
    """Return `question` so that it can be understood without the turns before it.

    A fragment ("And in September?", "What about Starmer?") takes the place of its like in the
    last question; a pronoun is replaced by what it stands for, where that is clear; otherwise, and
    where a question leaves its topic out, the topic is added in brackets. A question that is whole
    already comes back as it is. `previous` holds the earlier turns, oldest first; a string is a
    question whose answer is not known. Of the corpus, `words` are known: a name that it
    does not have is no topic, and what it is about needs none.
    """
    talk = Talk(words=words) if words else Talk()
    for turn in previous[-_TURNS:]:
        past = turn if isinstance(turn, PastTurn) else PastTurn(turn)
        talk = talk.after(_join(past.question, talk), past.answer)
    return _join(question, talk)


def _join(question: str, talk: Talk) -> str:
    if not talk.turns:
        return question
    whole = _whole(question, talk)
    return whole if len(whole) <= MAX_CHARACTERS else question


def _whole(question: str, talk: Talk) -> str:
    if is_bare(question):
        return _with_last_question(question, talk)
    part = fragment(question)
    if part is not None:
        return _completed(question, part, talk)
    if (asks := left_open(question)) and names(asks):
        return _told_of_what(question, asks, talk)
    if pronoun := leaning_pronoun(question):
        return _resolved(question, pronoun, talk)
    if (place := pointer(question)) and not names(question):
        passive = re.match(r"\s+\w+ed\b", question[place[1] :])
        thing = talk.thing() if passive else None
        return _put(question, *place, thing) if thing else _with_topic(question, talk)
    lacks = lacks_its_topic(question, talk.words.is_common) and not talk.holds(question)
    leans = points_back(question) or lacks
    return _with_topic(question, talk) if leans and not names(question) else question


def _with_last_question(question: str, talk: Talk) -> str:
    """Put "why?" to the last question: "Why did they leave?", or "Who? (Did they leave?)"."""
    word = re.findall(r"\w+", question)[-1]
    if _ADVERBIAL.fullmatch(word) and _YES_OR_NO.match(talk.last):
        return f"{word.capitalize()} {talk.last[0].lower()}{talk.last[1:]}"
    added = _ADDED.search(talk.last)
    return f"{question} ({added.group(1) if added else talk.last})"


def _told_of_what(question: str, asks: str, talk: Talk) -> str:
    """Put to what `asks` for somebody's words of what: as the last question did, or its topic."""
    last = asked_speech(talk.last)
    topic = last.topic if last and last.topic else talk.topic(question)
    if not topic or set(terms(topic)) <= set(terms(asks)):  # not Starmer about Starmer
        return question
    about = "" if _PREPOSITION.match(topic) else "to " if _TO.search(asks) else "about "
    return f"{asks[0].upper()}{asks[1:]} {about}{topic}?"


def _with_topic(question: str, talk: Talk) -> str:
    topic = talk.topic(question)
    return f"{question} ({topic})" if topic else question


def _completed(question: str, part: str, talk: Talk) -> str:
    """Put the fragment `part` into the last question: a date for a date, a name for a name."""
    stem = _ADDED.sub("", talk.last).rstrip(" ?.!")
    date, old_date = _DATE.search(part), _DATE.search(stem)
    if date and old_date:
        return f"{_put(stem, *old_date.span(), date.group())}?"
    if preposition := _PREPOSITION.match(part):
        return f"{_replaced(stem, part, preposition.group().lower())}?"
    new, old = ([p.text for p in phrases(text) if p.is_name] for text in (part, stem))
    if date:
        return f"{stem} {part}?"
    if new and old:
        like = [name for name in old if is_territory(name) == is_territory(new[0])]
        return stem.replace((like or old)[0], new[0], 1) + "?"
    led = len(part) < len(question.rstrip(" ?.!…"))  # "What about employees?", not "Employees"
    leans = points_back(question) or (led and not talk.holds(part))
    return _with_topic(question, talk) if leans else question


def _replaced(stem: str, part: str, preposition: str) -> str:
    """Put `part` in the place of what stands after the same preposition, or at the end."""
    new = phrases(part)
    for old in phrases(stem):
        alike = bool(new) and new[0].is_name == old.is_name
        if alike and (old.before == preposition or (old.is_place and new[0].is_place)):
            before = rf"\b{re.escape(old.before)}\b"
            if found := list(re.finditer(before, stem[: old.start], re.IGNORECASE)):
                return _put(stem, found[-1].start(), old.end, part)
    return f"{stem} {part}"


def _resolved(question: str, pronoun: re.Match[str], talk: Talk) -> str:
    word = pronoun.group().lower()
    if word in {"they", "them", "their"}:
        meant = talk.several()
    elif word in {"it", "its"}:
        meant = talk.thing()
    else:
        meant = talk.person()
        if meant is None:
            return question  # a topic that is nobody would put words into the wrong mouth
    if meant is None:
        whole = names(question) or len(set(terms(question))) > _FEW
        return question if whole else _with_topic(question, talk)
    return _put(question, *pronoun.span(), _in_form(pronoun, question, meant))


def _in_form(pronoun: re.Match[str], question: str, meant: str) -> str:
    """Return `meant` in the pronoun's form: "her talks" is Meloni's, "met her" is Meloni."""
    word = pronoun.group().lower()
    owns = word in _POSSESSIVE
    if word == "her":  # the one form that serves for both
        owns = bool(_OWNED.match(question, pronoun.end()))
    ending = ("'" if meant.endswith("s") else "'s") if owns else ""
    return meant + ending


def _put(text: str, start: int, end: int, words: str) -> str:
    return f"{text[:start]}{words}{text[end:]}"
