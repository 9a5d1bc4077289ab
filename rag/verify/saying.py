"""Who says what in a sentence: "X said", "according to X", in a text's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.verify.tokens import Token, key_of

_SPEECH = frozenset(
    """
    said says told tells added adds stated states claimed claims argued argues insisted insists
    warned warns noted notes explained explains announced announces confirmed confirms denied
    reported reports wrote writes tweeted posted declared declares suggested suggests acknowledged
    admitted admits alleged alleges asserted asserts replied responded testified tweeted quipped
    recalled conceded concluded remarked observed maintained maintains vowed pledged predicted
    predicts estimated estimates stressed emphasised emphasized reiterated revealed disclosed
    indicated indicates cautioned complained joked commented believes thinks thought believed
    """.split()
)
_PLAIN = frozenset("said says told tells added adds wrote writes tweeted replied explained".split())
"""Those that are speech even without a "that" or a quotation."""
_PASSIVE = frozenset("is are was were be been being to not will would may".split())
_PRONOUNS = frozenset("he she they it we i who you".split())
_CLAUSE = _PASSIVE | frozenset("he she it they we i did could should might that if".split())
"""After the verb these begin what is said, and are no part of a speaker's name."""
_BREAK = re.compile(r"[,;:—–()“”\"«»]|\.\s|\n| - ")
_WHEN = r"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s+in a \w+)?"
_OPENS = re.compile(rf"{_WHEN}\s*[,:]?\s*(?:that\b|[“\"«‘'])")
_CLOSES = re.compile(rf"{_WHEN}\s*(?:[,.;”\"\n]|$)")
_MOST = 14


@dataclass(frozen=True, slots=True)
class Saying:
    """A speaker and a verb of speech in a sentence, by indexes of words."""

    subject: tuple[int, ...]
    verb: int
    """Of "according" in "according to X"."""
    claim: range
    """The words of what is said."""

    def names(self, words: Sequence[Token]) -> frozenset[str]:
        """Return the keys of the names in the subject."""
        return frozenset(
            words[at].key
            for at in self.subject
            if words[at].is_capital and words[at].is_content and key_of(words[at].text) != "I"
        )

    def is_pronoun(self, words: Sequence[Token]) -> bool:
        """Return whether the speaker is only "he" or "she"."""
        return all(words[at].text.lower() in _PRONOUNS for at in self.subject)


def sayings(text: str, words: Sequence[Token]) -> list[Saying]:
    """Return the speakers that `text` names, in order; `words` are its words."""
    return [found for at in range(len(words)) if (found := _saying(text, words, at))]


def _saying(text: str, words: Sequence[Token], at: int) -> Saying | None:
    word = words[at].text.lower()
    if word == "according":
        return _according(text, words, at)
    if word not in _SPEECH:
        return None
    begin, end = _sentence(text, words, at)
    if at > begin and words[at - 1].text.lower() in _PASSIVE:
        return None
    if after := _inverted(text, words, at, end):
        return Saying(after, at, _quoted_before(text, words, begin, at))
    subject = _before(text, words, at, begin)
    return _with_subject(text, words, at, subject, (begin, end)) if subject else None


def _according(text: str, words: Sequence[Token], at: int) -> Saying | None:
    if at + 1 == len(words) or words[at + 1].key != "to":
        return None
    begin, end = _sentence(text, words, at)
    stop = _until_break(text, words, at + 2, end)
    claim = range(stop, end) if at == begin else range(begin, at)
    subject = tuple(range(at + 2, stop))
    return Saying(subject, at, claim) if subject else None


def _with_subject(
    text: str,
    words: Sequence[Token],
    at: int,
    subject: tuple[int, ...],
    bounds: tuple[int, int],
) -> Saying | None:
    """Return the saying of a verb whose subject stands before it: "X said that", "…, X said"."""
    begin, end = bounds
    after = range(at + 1, end)
    opens = bool(_OPENS.match(text, words[at].end)) or words[at].text.lower() in {"told", "tells"}
    plain = words[at].text.lower() in _PLAIN
    if subject[0] == begin or not _is_claim(begin, subject[0]):
        return Saying(subject, at, after) if opens or plain else None
    closes = bool(_CLOSES.match(text, words[at].end))
    if opens and not closes:
        return Saying(subject, at, after)
    before = _quoted_before(text, words, begin, subject[0])
    return Saying(subject, at, before) if closes or plain else None


def _inverted(text: str, words: Sequence[Token], at: int, end: int) -> tuple[int, ...]:
    """Return the speaker after the verb, "…,” said the mayor of Oslo", if that is where he is."""
    if at == 0 or not re.search(r"[,”\"»’?!]", text[words[at - 1].end : words[at].start]):
        return ()
    stop = _until_break(text, words, at + 1, end)
    run = tuple(range(at + 1, stop))
    clause = any(words[place].text.lower() in _CLAUSE for place in run)
    starts = bool(run) and (words[run[0]].is_capital or words[run[0]].text in {"the", "a", "an"})
    return run if starts and not clause else ()


def _quoted_before(text: str, words: Sequence[Token], begin: int, end: int) -> range:
    """Return the words before `end` that are said: the sentence, or the whole quotation."""
    if end == 0:
        return range(begin, end)
    closed = re.search(r"[”\"]", text[words[end - 1].end : words[end].start])
    if closed:
        mark = "“" if closed.group() == "”" else '"'
        opened = text.rfind(mark, 0, words[end - 1].end)
        within = (at for at in range(begin) if words[at].start > opened >= 0)
        begin = min(begin, next(within, begin))
    return range(begin, end)


def _is_claim(begin: int, start: int) -> bool:
    """Return whether there is room for what is said before the speaker: "On Friday, X said"."""
    return start - begin > 3


def _sentence(text: str, words: Sequence[Token], at: int) -> tuple[int, int]:
    begin = at
    while begin and not _ends(text, words, begin):
        begin -= 1
    end = at + 1
    while end < len(words) and not _ends(text, words, end):
        end += 1
    return begin, end


def _ends(text: str, words: Sequence[Token], at: int) -> bool:
    """Return whether a sentence ends before the word `at`."""
    between = text[words[at - 1].end : words[at].start]
    return bool(re.search(r"[.!?]\s|\n|[.!?][”\"’]\s+(?=\S*$)", between)) and not _goes_on(
        between, words[at]
    )


def _goes_on(between: str, following: Token) -> bool:
    # “Why now?” she asked
    return not following.is_capital and not re.search(r"[“\"«]\s*$", between)


def _before(text: str, words: Sequence[Token], at: int, begin: int) -> tuple[int, ...]:
    """Return the words of the subject before the verb at `at`, back to a break."""
    start = at
    while start > begin and at - start < _MOST:
        if _BREAK.search(text[words[start - 1].end : words[start].start]):
            break
        start -= 1
    if start == at:  # "Macron, the French president, said"
        return _before_apposition(text, words, at, begin)
    return tuple(range(start, at))


def _before_apposition(text: str, words: Sequence[Token], at: int, begin: int) -> tuple[int, ...]:
    if at == begin or text[words[at - 1].end : words[at].start].strip() != ",":
        return ()
    start = at - 1
    while start > begin and at - start < _MOST:
        if "," in text[words[start - 1].end : words[start].start]:
            break
        start -= 1
    head = start
    while head > begin and at - head < _MOST + 6:
        if _BREAK.search(text[words[head - 1].end : words[head].start]) and head != start:
            break
        head -= 1
    if head == start or not words[head].is_capital:
        return ()
    return tuple(range(head, at))


def _until_break(text: str, words: Sequence[Token], start: int, end: int) -> int:
    stop = start
    while stop < end and stop - start < _MOST:
        if stop > start and _BREAK.search(text[words[stop - 1].end : words[stop].start]):
            break
        stop += 1
    return stop
