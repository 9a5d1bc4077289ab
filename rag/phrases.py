"""What a question speaks of: its names and noun phrases, found by the small words between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.terms import terms
from rag.names import is_territory, name_spans
from rag.words import (
    ASKING,
    DETERMINERS,
    GENERIC,
    LINKS,
    OWN,
    PLACING,
    POINTING,
    PREPOSITIONS,
    RANKING,
    is_noun,
    is_small,
)

_WORD = re.compile(r"[\w$€£%][\w’'$%/&+.-]*[\w%+]|[\w$€£%]")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or a noun phrase in a text."""

    text: str
    start: int
    is_name: bool
    whole: bool
    """Its bounds are sure, so that it can stand elsewhere: a name, or between small words."""
    before: str
    """The word before it, in lower case and past any "biggest" or "last"; "" if there is none."""

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def is_asked(self) -> bool:
        """Whether it is asked for ("which bank", "how many troops"), not spoken of."""
        return self.before in ASKING

    @property
    def is_definite(self) -> bool:
        """Whether the reader is taken to know which is meant: "the troops", "that strike"."""
        return self.before in POINTING or self.before == "the"

    @property
    def is_after_preposition(self) -> bool:
        """Whether it hangs on a preposition, so that it is no subject of a sentence."""
        return self.before in PREPOSITIONS

    @property
    def is_place(self) -> bool:
        """Whether it says where ("in Paris", "on Kharkiv"), if it is a name."""
        return self.is_name and self.before in PLACING

    @property
    def is_plural(self) -> bool:
        """Whether it ends as plurals do, or joins two things by "and"."""
        return " and " in self.text or bool(re.search(r"\w{2}[^s’'iu]s$", self.text))

    @property
    def is_generic(self) -> bool:
        """Whether it says too little to be what a conversation is about ("the difference")."""
        return not set(terms(self.text)) - GENERIC

    def again(self) -> str:
        """Return how it is spoken of a second time: "a force" has become "the force"."""
        if self.before in OWN:
            return f"{self.before} {self.text}"
        determined = self.before in DETERMINERS or self.is_asked
        return f"the {self.text}" if determined else self.text


@lru_cache(maxsize=256)
def phrases(text: str) -> tuple[Phrase, ...]:
    """Return the names and noun phrases of `text`, in order; none overlap."""
    named = [
        (start, _with_its_noun(text, start, end))
        for start, end in name_spans(text)
        if _names_something(text, start, end)
    ]
    found = [_phrase(text, start, end, is_name=True) for start, end in named]
    for start, end in _runs(text):
        if not any(start < there and here < end for here, there in named):
            found.append(_phrase(text, start, end, is_name=False))
    return tuple(sorted(found, key=lambda phrase: phrase.start))


def _names_something(text: str, start: int, end: int) -> bool:
    # The first word of a sentence is a capital anyway.
    first = not text[:start].strip() or text[:start].rstrip()[-1] in ".?!:"
    name = text[start:end]
    return not first or " " in name or name.isupper() or is_territory(name) or not is_small(name)


def _with_its_noun(text: str, start: int, end: int) -> int:
    """Return where the name's noun ends: "the WACC formula", but not "did Meloni criticise"."""
    before = _word_before(text, start)
    most = 3 if before in DETERMINERS else 1 if before in LINKS - PLACING else 0
    for _ in range(most):
        following = _WORD.match(text, end + 1)
        if not following or not text[end].isspace() or is_small(following.group()):
            break
        end = following.end()
    return end


def _word_before(text: str, start: int) -> str:
    before = [word.casefold() for word in _WORD.findall(text[:start])]
    while len(before) > 1 and before[-1] in RANKING:  # "the biggest risk"
        before.pop()
    return before[-1] if before else ""


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of runs of words that are not small, uninterrupted by punctuation."""
    start = end = None
    before = ""
    for match in _WORD.finditer(text):
        word = match.group()
        joined = end is not None and text[end : match.start()].isspace()
        noun = is_noun(word, before)
        if start is not None and end is not None and not (noun and joined):
            yield start, end
            start = None
        if noun:
            start, end = (match.start() if start is None else start), match.end()
        before = word.casefold()
    if start is not None and end is not None:
        yield start, end


def _phrase(text: str, start: int, end: int, *, is_name: bool) -> Phrase:
    last = _word_before(text, start)
    following = _WORD.match(text, end + 1)
    bounded = not following or is_small(following.group()) or not text[end : end + 1].isspace()
    alone = not re.search(r"\w", text[:start] + text[end:])
    sure = last in DETERMINERS | LINKS or alone
    if is_name:  # the first word of a sentence is a capital anyway
        sure = bool(last) or alone or " " in text[start:end] or text[start:end].isupper()
    return Phrase(
        text[start:end],
        start,
        is_name,
        whole=sure and (is_name or bounded) and len(text[start:end].split()) <= _MOST_WORDS,
        before=last,
    )
