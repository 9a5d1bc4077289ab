"""What a conversation is about, and what its pronouns stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from index.terms import terms
from rag.names import is_territory
from rag.phrases import Phrase, phrases

# All of them are set by hand; eval/fit_followup.py measures what comes of them.
_DECAY = 0.5
"""How much less a turn counts than the one after it."""
_NAME, _UNSURE = 1.5, 0.7
"""How much a name counts beside another phrase, and one whose bounds are not sure."""
_BESIDE = 0.6
"""A second phrase joins the topic if it scores at least this share of the first."""
_BACK = 3
"""How many turns back a pronoun may reach."""
_ANSWER = 1000
"""How many characters of an answer are looked at."""
_MARKER = re.compile(r"\[\d+\]")
_ASKS_WHO = re.compile(r"\b(?:who|whose)\b", re.IGNORECASE)
"""Not "whom": a "he" after it goes on with the one who acted."""
_WHO_IS = re.compile(r"who (?:is|was|are|were)\b", re.IGNORECASE)
_OWNER = re.compile(r"['’]s\b")
_AGENT = re.compile(
    r"\b(?:do|does|did|has|have|had|will|would|can|could|should|is|was|are|were)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


class KnownWords(Protocol):
    """What the corpus speaks of."""

    def has(self, words: str) -> bool:
        """Return whether it has each of `words`."""

    def is_common(self, words: str) -> bool:
        """Return whether a good part of it has each of `words`, so that they need no topic."""


class AnyWords:
    """Knows nothing of a corpus: it may have any word, and is about none."""

    def has(self, words: str) -> bool:
        """See KnownWords."""
        return bool(words)

    def is_common(self, words: str) -> bool:
        """See KnownWords."""
        return not words


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns so far, oldest first: questions that are whole, and their answers."""

    turns: tuple[tuple[str, str], ...] = ()
    words: KnownWords = field(default_factory=AnyWords)

    def after(self, question: str, answer: str) -> "Talk":
        """Return the talk with one more turn."""
        turn = question, _MARKER.sub("", answer[:_ANSWER])
        return replace(self, turns=(*self.turns, turn))

    @property
    def last(self) -> str:
        """The last question."""
        return self.turns[-1][0]

    def holds(self, words: str) -> bool:
        """Return whether a content term of `words` stands in an earlier question."""
        known = {term for question, _ in self.turns for term in terms(question)}
        return bool(known & set(terms(words)))

    def person(self) -> str | None:
        """Return whom "he" or "she" stands for: the one a "who" was answered with, or named."""
        for question, answer in self._back():
            asked = _ASKS_WHO.search(question) is not None
            found = [*_persons(answer if asked else ""), *_persons(question)]
            own = [phrase for phrase in found if not asked or phrase.text not in question]
            if found:
                return (own or found)[0].text
        return None

    def thing(self) -> str | None:
        """Return what "it" stands for, if the latest question with things leaves no doubt."""
        for question in self._readings():
            who = _WHO_IS.match(question)  # whom it names is no "it"
            things = [p for p in _things(question) if not (p.is_asked or (who and p.is_name))]
            if things:
                found = [phrase for phrase in things if not phrase.is_plural]
                named = [p for p in found if p.is_name and not _acts(p, question)]
                return _only(found, question) or _only(named, question)
        return None

    def several(self) -> str | None:
        """Return what "they" stands for, if the latest question with several leaves no doubt."""
        for question in self._readings():
            plural = [p for p in phrases(question) if p.is_plural and (p.whole or p.is_asked)]
            named = [p for p in _things(question) if p.is_name]
            if found := [p for p in plural if not p.is_generic] or named:
                return _only(found, question)
        return None

    def topic(self, question: str) -> str | None:
        """Return what `question` leaves unsaid: the most salient one or two phrases.

        Not a name that no article has: nothing could be found about it.
        """
        known = set(terms(question))
        scored = {
            text: score for text, score in self._salient().items() if not known & set(terms(text))
        }
        best = sorted(scored, key=lambda text: -scored[text])[:2]
        if not best:
            return None
        apart = len(best) > 1 and not set(terms(best[0])) & set(terms(best[1]))
        beside = apart and scored[best[1]] >= _BESIDE * scored[best[0]]
        return ", ".join(best if beside else best[:1])

    def _back(self) -> Iterator[tuple[str, str]]:
        return reversed(self.turns[-_BACK:])

    def _readings(self) -> Iterator[str]:
        """Yield the latest questions: each as it was asked, then what was added in brackets."""
        for question, _ in self._back():
            asked, _, added = question.removesuffix(")").rpartition(" (")
            yield from (asked, added) if question.endswith(")") and asked else (question,)

    def _salient(self) -> dict[str, float]:
        """Return the phrases of the questions, the latest first, each with its salience."""
        said = [set(terms(question)) for question, _ in reversed(self.turns)]
        scores: dict[str, float] = {}
        for question, _ in reversed(self.turns):
            for phrase in phrases(question):
                if phrase.is_generic or (phrase.is_name and not phrase.whole):
                    continue
                if phrase.is_name and not self.words.has(phrase.text):
                    continue
                own = set(terms(phrase.text))
                weight = _NAME if phrase.is_name else 1 if phrase.whole else _UNSURE
                mentions = sum(_DECAY**age for age, turn in enumerate(said) if own <= turn)
                scores.setdefault(phrase.text, weight * mentions)
        return scores


def _only(found: list[Phrase], question: str) -> str | None:
    """Return the one phrase found as it is spoken of again, with where it is: "on Kharkiv"."""
    if len(found) != 1:
        return None
    end = found[0].end
    place = next((p for p in phrases(question) if p.is_name and p.start > end), None)
    beside = place and re.fullmatch(r"\s+\w+\s+(?:the\s+)?", question[end : place.start])
    follows = question[end : place.end] if place and beside and place.is_after_preposition else ""
    return found[0].again() + follows


def _persons(text: str) -> list[Phrase]:
    return [
        phrase
        for phrase in phrases(text)
        if phrase.is_name
        and (not phrase.is_place or _OWNER.match(text, phrase.end))
        and phrase.before != "the"
        and not is_territory(phrase.text)
        and not phrase.text.isupper()
        # Whatever stands first in a sentence has a capital: "Officials said", "Meanwhile, she".
        and (phrase.whole or not (phrase.is_plural or text[phrase.end : phrase.end + 1] == ","))
    ]


def _things(question: str) -> list[Phrase]:
    """Return the phrases that "it" or "they" can stand for: no places, no topics of no weight."""
    return [p for p in phrases(question) if p.whole and not (p.is_generic or p.is_place)]


def _acts(phrase: Phrase, question: str) -> bool:
    """Return whether `phrase` does or is what the question asks: "did Meloni", "will the EU"."""
    return bool(_AGENT.search(question[: phrase.start]))
