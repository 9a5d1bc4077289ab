"""Names and noun phrases that can speak, read word by word: "the German government spokesman"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.period import MONTHS
from rag.roles import is_modifier, is_role, is_title

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽ]"
WORD = re.compile(
    rf"(?:{CAPITAL}\.){{1,4}}|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|Jr|Sr)\."
    r"|[^\W_](?:[\w\u0300-\u036f.’'&-]*[\w\u0300-\u036f])?(?:[’'](?=\s))?"
)
PRONOUN = re.compile(r"(?:he|she|they|it|i|we)", re.IGNORECASE)
OPENERS = frozenset(
    """
    though although meanwhile however still yet later earlier since while when after before today
    yesterday also even once now then thus instead perhaps despite amid among during following
    recently reportedly previously finally separately additionally similarly earlier both many
    several some most other another each every all these those nearly around next last first asked
    speaking according citing within without toward towards upon over under into like unlike
    """.split()
)
"""Words that begin a sentence with a capital and are no part of a name."""
CALENDAR = re.compile(rf"(?:{MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?")
_DETERMINER = re.compile(
    r"(?:the|an?|his|her|their|its|this|that|these|those|one|two|three|some|many|several|other|"
    r"another|most|both|local|a|little|much|more|fewer|less|no|such)",
    re.IGNORECASE,
)
_LINKS = frozenset(
    "of for the at from in de del della van von der den di da dos bin ibn al el la".split()
)
_COLLECTIVES = frozenset(
    """
    office offices company companies government governments ministry ministries department report
    reports statement court courts agency agencies study lawsuit document documents firm firms bank
    banks team teams club clubs city group groups party parties union unions university hospital
    police authorities authority campaign council committee commission administration military army
    navy regime coalition organisation organization charity institute newspaper paper network
    channel broadcaster outlet media magazine website filing complaint indictment affidavit memo
    letter survey poll country countries nation nations experts critics supporters others many some
    several most few both everyone family families people women men children scientists ally allies
    opponents service services association federation league board panel inquiry judges media
    embassy delegation palace mission watchdog airline operator airport school church
    """.split()
)
_AGE = re.compile(r"\d+-year-old|elder|older|younger|eldest|youngest|twin")
_COMPOUND = re.compile(r"-[a-z]{4,}$")
"""It ends an adjective: "Hate-driven"."""
_HEAD_ENDS = re.compile(r"\s(?:of|for|in|at|from|with|to|on|near|who|across|around|inside)\s")


def tokens(text: str) -> list[re.Match[str]]:
    """Return the words of `text`: "U.S." and "Mr." keep their points."""
    return list(WORD.finditer(text))


@lru_cache(maxsize=16384)
def is_capital(word: str) -> bool:
    """Return whether `word` begins with a capital and is no day or month, nor "I"."""
    return re.match(rf"(?!I\b){CAPITAL}", word) is not None and not CALENDAR.fullmatch(word)


def run_at(text: str, start: int) -> int:
    """Return where the noun phrase that begins at `start` ends; `start` if none begins there.

    It is a determiner, if any, and then names, titles and trades, also after "of" or "for".
    """
    end, held, at = start, False, start
    for match in WORD.finditer(text, start):
        gap, word = text[at : match.start()], match.group()
        if gap.strip() or "\n" in gap:
            break
        if _belongs(word):
            end, held = match.end(), True
        elif not (_DETERMINER.fullmatch(word) and not held) and not (held and word in _LINKS):
            break
        at = match.end()
    return end if held else start


def run_before(text: str, end: int) -> int:
    """Return where the names, titles and trades begin that reach to `end`; `end` if there are none.

    A determiner before them belongs to them; days and months do not.
    """
    start = at = end
    for match in reversed(tokens(text[:end])):
        word = match.group()
        if text[match.end() : at].strip() or not (_belongs(word) or _DETERMINER.fullmatch(word)):
            break
        start = at = match.start()
        if _DETERMINER.fullmatch(word):
            break
    return start


def can_speak(phrase: str) -> bool:
    """Return whether `phrase` names somebody: a pronoun, a name, an office, a group of people."""
    if PRONOUN.fullmatch(phrase):
        return True
    head = _HEAD_ENDS.split(phrase)[0]
    words = [match.group() for match in tokens(head)]
    return bool(words) and _is_head(words)


def _is_head(words: Sequence[str]) -> bool:
    last = words[-1]
    if CALENDAR.fullmatch(last):
        return False
    named = is_capital(last) and not _COMPOUND.search(last)
    named = named and not (_DETERMINER.fullmatch(last) and len(words) == 1)
    return named or is_role(last) or last.casefold() in _COLLECTIVES


@lru_cache(maxsize=16384)
def _belongs(word: str) -> bool:
    capital = is_capital(word) and not _DETERMINER.fullmatch(word)
    known = is_role(word) or is_modifier(word) or is_title(word) or word in _COLLECTIVES
    known = known or _AGE.fullmatch(word) is not None
    return capital or known
