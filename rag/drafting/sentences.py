"""The sentences of a draft, each with the markers that belong to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.article import Sentence
from corpus.sentences import split_sentences

_MARKER = re.compile(
    r"\s*[\[【]\s*(?:sources?\s*)?"
    r"(\^?\d{1,6}(?:\s*[,;–-]\s*(?:sources?\s*)?\^?\d{1,6})*)"
    r"\s*(?:†[^\]】]*)?[\]】]",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_WIDEST = 20  # "[2-2025]" is no range of sources
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Drafted:
    """One sentence of a language model."""

    text: str
    """Without markers."""
    markers: tuple[int, ...]
    """The numbers it cites, in its order, each once; they need not exist."""

    @property
    def is_ended(self) -> bool:
        """Whether it has a full stop, or what stands for one."""
        return _ENDED.search(self.text) is not None


def drafted(text: str) -> list[Drafted]:
    """Return the sentences of a plain `text`.

    Markers may stand before a full stop, behind it, or before the sentence: "A [1]. B. [2]" or,
    in a line that begins with one and does not end with one, "[1] A. [2] B." A line that only
    leads to the next ("Here is the answer:") is left out.
    """
    return [sentence for line in text.splitlines() for sentence in _sentences(line)]


def _sentences(line: str) -> Iterator[Drafted]:
    found = list(_MARKER.finditer(line))
    bare, places = _without(line, found)
    if not found and bare.endswith(":"):
        return
    leading = bool(found) and found[0].start() == 0 and not _ends_with(line, found[-1])
    owned: dict[Sentence, list[int]] = {sentence: [] for sentence in split_sentences(bare)}
    for match, place in zip(found, places, strict=True):
        if owner := _owner(list(owned), place, leading=leading):
            owned[owner] += _numbers(match.group(1))
    for sentence, numbers in owned.items():
        text = bare[sentence.start : sentence.end]
        if any(character.isalnum() for character in text):
            yield Drafted(text, tuple(dict.fromkeys(numbers)))


def _without(line: str, found: Sequence[re.Match[str]]) -> tuple[str, list[int]]:
    """Return `line` without its markers, and where in it each of them stood."""
    bare, places, end = "", [], 0
    for match in found:
        bare += line[end : match.start()]
        places.append(len(bare))
        end = match.end()
    return bare + line[end:], places


def _ends_with(line: str, match: re.Match[str]) -> bool:
    return not any(character.isalnum() for character in line[match.end() :])


def _owner(sentences: Sequence[Sentence], place: int, *, leading: bool) -> Sentence | None:
    if leading:
        return next((s for s in sentences if s.end > place), None)
    before = [s for s in sentences if s.start < place]
    return before[-1] if before else next(iter(sentences), None)


def _numbers(inside: str) -> list[int]:
    return list(chain.from_iterable(_range(match) for match in _RANGE.finditer(inside)))


def _range(match: re.Match[str]) -> Sequence[int]:
    first, last = int(match[1]), int(match[2] or match[1])
    return range(first, last + 1) if 0 <= last - first <= _WIDEST else (first, last)
