"""Whom the words before a verb of saying mean: a name, "he", "the premier", "her office"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.article import Sentence
from rag.answer import Speaker
from rag.name_runs import is_person_name
from rag.noun_runs import is_capital, run_at, tokens
from rag.people import People, Person
from rag.roles import is_modifier, is_role

_REACH = 6
"""So many sentences back a pronoun may reach; by hand."""
_PRONOUN = re.compile(r"(?:(he|his)|(she|her)|(?:they|their|it|its|i|we|my|our))", re.IGNORECASE)
_OWNED = re.compile(r"(?P<owner>his|her|their|its)\s+(?P<what>.+)", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_HANGS = re.compile(r"\b(?:of|for|from|at|in|with|to|on|near|who|and)\b")
_SMALL = frozenset(
    "the a an his her their its one some many several other another both local".split()
)
_OWNS = frozenset({"’s", "'s", "s’", "s'"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a sentence: a person whom the article names, or a description."""

    speaker: Speaker
    person: Person | None = None


class Discourse:
    """What of an article has been read, sentence by sentence, and who spoke in it."""

    def __init__(self, people: People, text: str) -> None:
        """Begin with nothing read of an article's `text`."""
        self._people = people
        self._text = text
        self._read: list[tuple[Sentence, Voice | None]] = []

    def hear(self, sentence: Sentence, voice: Voice | None) -> None:
        """Take `sentence` as read, in which `voice` speaks, or does what it tells."""
        self._read.append((sentence, voice))

    def opened_by(self, sentence: str, start: int) -> Voice | None:
        """Return whom the description at the head of a sentence means: "The premier spoke of …"."""
        words = sentence[: run_at(sentence, 0)]
        if not _DEFINITE.match(words) or _hangs_on_name(words):
            return None
        person = self._people.described(words, start)
        return voice(person) if person else None

    def voice_of(self, words: str, at: int, start: int, end: int) -> Voice | None:
        """Return who `words` are, which stand at offset `at`, in the sentence begun at `start`.

        None if they are a pronoun that nothing before them explains.
        """
        words = " ".join(words.split())
        if pronoun := _PRONOUN.fullmatch(words):
            return self._pronoun(pronoun, start, at)
        if owned := _OWNED.fullmatch(words):
            return self._owned(owned, start, at, end)
        person = self._named(words) or self._named(_head(words))
        if person is None and _DEFINITE.match(words) and not _hangs_on_name(words):
            person = self._people.described(words, at)
        return voice(person) if person else Voice(_unknown(words))

    def first_named(self, start: int, end: int) -> Voice | None:
        """Return the first person named from `start` to `end`, outside quotations."""
        mentions = self._people.between(start, end)
        return voice(mentions[0].person) if mentions else None

    def _named(self, words: str) -> Person | None:
        """Return the person whom `words` name with or without titles; not one they hang on."""
        found = [match.group() for match in tokens(words)]
        if len(found) == 1 and is_capital(found[0]):  # "King" may be somebody's name
            return self._people.called(found[0])
        name = list(takewhile(_is_name, reversed(found)))[::-1]
        ahead = found[: len(found) - len(name)]
        while ahead and (is_role(ahead[-1]) or is_modifier(ahead[-1])):
            ahead.pop()  # "for Prime Minister" hangs on the "for"
        for more in range(len(name)):
            # "Secretary of State Ann Lee", but not "a spokesman for Ann Lee"
            if not more and ahead and (_HANGS.fullmatch(ahead[-1]) or ahead[-1][-2:] in _OWNS):
                continue
            if person := self._people.called(" ".join(name[more:])):
                return person
        return None

    def _pronoun(self, pronoun: re.Match[str], start: int, at: int) -> Voice | None:
        if not (pronoun.group(1) or pronoun.group(2)):
            return (
                self._not_a_person() if pronoun.group().lower() in {"they", "it", "its"} else None
            )
        male = bool(pronoun.group(1))
        if person := self._first_fitting(start, at, male=male):
            return voice(person)
        for sentence, spoken in reversed(self._read[-_REACH:]):
            if spoken and _can_be(spoken, male=male):
                return spoken
            if self._goes_on(sentence, male=male):
                continue
            if person := self._first_fitting(sentence.start, sentence.end, male=male):
                return voice(person)
        return None

    def _goes_on(self, sentence: Sentence, *, male: bool) -> bool:
        """Return whether its subject is a "he" of before: "He met Lund" makes no him of Lund."""
        named = self._people.between(sentence.start, sentence.end)
        ahead = self._text[sentence.start : named[0].start if named else sentence.end]
        found = (match for word in re.findall(r"\w+", ahead) if (match := _PRONOUN.fullmatch(word)))
        return any(match.group(1 if male else 2) for match in found)

    def _first_fitting(self, start: int, end: int, *, male: bool) -> Person | None:
        """Return the first person named there, most often the subject, who can be a he or a she."""
        found = (mention.person for mention in self._people.between(start, end))
        return next((p for p in found if p.is_sure and p.male in (male, None)), None)

    def _not_a_person(self) -> Voice | None:
        heard = [spoken for _, spoken in self._read[-_REACH // 2 :] if spoken]
        return next((spoken for spoken in reversed(heard) if spoken.person is None), None)

    def _owned(self, owned: re.Match[str], start: int, at: int, end: int) -> Voice:
        """Return who "her office" is, with the owner's name, or as a name beside it says."""
        pronoun = _PRONOUN.fullmatch(owned["owner"])
        owner = self._pronoun(pronoun, start, at) if pronoun else None
        if person := self._named(owned["what"]):
            return voice(person)
        if owner is None:
            return Voice(Speaker(_as_inside(owned.group())))
        return Voice(Speaker(f"{owner.speaker.name}’s {owned['what']}"))


def _is_name(word: str) -> bool:
    return is_capital(word) and not is_role(word)


def voice(person: Person) -> Voice:
    """Return the voice of somebody whom the article names."""
    full = (role for role in person.roles if " " in role)
    return Voice(Speaker(person.name, next(full, next(iter(person.roles), None))), person)


def _can_be(spoken: Voice, *, male: bool) -> bool:
    if spoken.person:
        return spoken.person.male in (male, None)
    # "The minister" may be a he; "officials" and "the ministry" are not.
    words: Sequence[str] = [match.group() for match in tokens(spoken.speaker.name)]
    one = bool(words) and words[0].casefold() in {"a", "an", "one", "the"}
    return (
        (one and any(is_role(word) and not word.endswith("s") for word in words))
        or (len(words) == 1 and is_capital(words[0]) and not words[0].isupper())
        or is_person_name(spoken.speaker.name)
    )


def _unknown(words: str) -> Speaker:
    """Return somebody whom nothing else is known of: "folklorist Ann Lee" is a role and a name."""
    found = tokens(_head(words))
    name = list(takewhile(lambda match: _is_name(match.group()), reversed(found)))
    at = name[-1].start() if name else 0
    ahead = words[:at].strip()
    plain = ahead and not _HANGS.search(ahead) and not re.search(r"[’'](?:s|$)", ahead)
    if plain and name and is_person_name(words[at : name[0].end()]):
        return Speaker(words[at : name[0].end()], ahead)
    return Speaker(_as_inside(words))


def _head(words: str) -> str:
    """Return the name in "Ann Lee of the harbour board"; other words as they are."""
    head = re.split(r" (?:of|from|with|at) ", words)[0]
    named = [match.group() for match in tokens(head)]
    return head if named and all(map(is_capital, named)) and not is_role(named[-1]) else words


def _hangs_on_name(words: str) -> bool:
    """Tell whether a name that owns it makes the description somebody else: "the pope’s doctor"."""
    return re.search(r"[’']s?\s", words) is not None and not is_role(words.split()[-1])


def _as_inside(words: str) -> str:
    """Return a description as it stands inside a sentence: "The White House" with a small "the"."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first.casefold() in _SMALL and rest else words
