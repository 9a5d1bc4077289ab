"""Reading what a language model writes, with an end to it."""

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace

from corpus.errors import LLMError
from rag import messages
from rag.drafting.plain import plain_text
from rag.drafting.sentences import Drafted, drafted
from rag.llm.model import Delta
from rag.llm.prompt import NO_ANSWER

_LONGEST = 4_000
"""Characters of text; four sentences have some 800."""
_LONGEST_WRITTEN = 40_000
"""The same with all that is left out of it: thoughts above all."""
_STEP = 40  # as many characters come in before the text is looked at again
_LOOP = 300  # the longest stretch whose repetition is noticed, in characters
_HALF_MARKER = re.compile(r"\s*[\[【][^\]】]*\Z")
_REFUSAL = re.compile(
    r"(?:i['’]?m |i am )?(?:very )?(?:sorry|afraid)\b|as an? (?:ai|language model)\b"
    r"|i (?:can(?:no|['’])t|am (?:unable|not able)|won['’]t|do(?:n['’]t| not))\b|i['’]m unable\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model wrote, unchecked."""

    sentences: tuple[Drafted, ...]
    """Different ones, at least one."""
    cut_off: bool = False
    """Whether there was a last one, which is left out since it has no end."""
    tokens: int | None = None
    """What the model read and wrote in all, as far as its server says."""


def read(deltas: Iterable[Delta]) -> Generator[str, None, Draft]:
    """Yield the plain text of the draft as it grows, without markers; return the draft.

    Raises LLMError, saying why, if the model does not end, repeats itself, refuses, or writes
    nothing.
    """
    written, looked_at, cut_off, tokens = "", 0, False, None
    for delta in deltas:
        written, cut_off = written + delta.text, delta.cut_off
        tokens = delta.tokens or tokens
        if len(written) - looked_at >= _STEP:
            looked_at = len(written)
            text = plain_text(written)
            if len(written) > _LONGEST_WRITTEN or len(text) > _LONGEST or loops(text):
                raise LLMError(messages.ENDLESS)
            yield " ".join(sentence.text for sentence in drafted(_HALF_MARKER.sub("", text)))
    return replace(_draft(plain_text(written), cut_off=cut_off), tokens=tokens)


def loops(text: str) -> bool:
    """Return whether `text` ends in a stretch that stands there three times or more in a row."""
    for length in range(1, min(_LOOP, len(text) // 3) + 1):
        times = max(3, -(-60 // length))  # 60 dots are a loop, three are not
        if text.endswith(text[-length:] * times):
            return True
    return False


def _draft(text: str, *, cut_off: bool) -> Draft:
    if not text:
        raise LLMError(messages.WROTE_NOTHING)
    found = drafted(text)
    if found and found[0].text.strip(".").casefold() == NO_ANSWER.casefold():
        raise LLMError(messages.FOUND_NO_ANSWER)
    unfinished = cut_off and bool(found) and not found[-1].is_ended
    sentences = tuple({s.text.casefold(): s for s in found[: -1 if unfinished else None]}.values())
    if not sentences:
        raise LLMError(messages.UNFINISHED if unfinished else messages.WROTE_NOTHING)
    if _REFUSAL.match(sentences[0].text) and not any(s.markers for s in sentences):
        raise LLMError(messages.WOULD_NOT_ANSWER)
    return Draft(sentences, unfinished)
