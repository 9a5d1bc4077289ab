"""Subjects of verbs of saying: which words of a sentence name who speaks."""

import re

from rag.noun_runs import CALENDAR, PRONOUN, can_speak, is_capital, run_at, run_before, tokens
from rag.quoted import MASK

MOST_WORDS = 12
"""A subject has at most so many words; by hand."""
_LEADING = re.compile(
    r"(?:And|But|So|Yet|Still|However|Meanwhile|Later|Instead|Also|Then|Now|Today|Yesterday|Earlier"
    r"|Even|Only|and|but|so|yet|[a-z]\w*ly|(?:Separate|Recent|Final|Similar|Previous|Initial|Additional"
    r"|Unfortunate|Eventual|Ultimate|Clear|Immediate|Subsequent|Public|Private)ly)[,\s]+"
)
_WHERE = re.compile(r"(?:In|On|At|From|During|After) (?:[\w’'-]+ ){1,4}?(?=(?:he|she|they)\b)")
"""Where or when, without a comma before the pronoun: "In Beijing he watched"."""
_AWAY = re.compile(
    r"(?:on|in|at|by|for|from|with|without|about|over|into|under|during|after|before|since|until|"
    r"despite|amid|among|between|following|according|asked|when|while|as|if|although|though|because|"
    r"last|(?-i:[a-z])\w+ing|speaking|commenting|citing|responding|referring|addressing|writing|to)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"\s*(?:[,.;:)?!—–{MASK}]|$|(?:in|on|at|during|after|of|from|as|who|before|via|and|with|to|about|"
    rf"last|this|when|while|{CALENDAR.pattern})\b)"
)


def subject_after(masked: str, verb: re.Match[str]) -> tuple[int, int] | None:
    """Return who stands after a verb that a quotation or a comma comes before: "…, said Macron"."""
    if not re.search(rf"(?:[{MASK},—–?!][\s,.]*(?:also )?|^\W*)$", masked[: verb.start()]):
        return None
    start = verb.end() + len(masked[verb.end() :]) - len(masked[verb.end() :].lstrip())
    pronoun = re.match(r"(?:he|she|they)\b", masked[start:])
    end = start + pronoun.end() if pronoun else run_at(masked, start)
    if end == start or not can_speak(masked[start:end]) or not _GOES_ON.match(masked, end):
        return None
    return name_beside(masked, start, end)


def subject_within(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the subject that a clause from `start` to `end`, where its verb is, consists of."""
    start += len(masked[start:end]) - len(masked[start:end].lstrip())
    while leading := _LEADING.match(masked, start, end):
        start = leading.end()
    if _AWAY.match(masked, start, end):
        begin = run_before(masked[:end], end)
        words = tokens(masked[start:begin])
        last = words[-1].group() if words else ""
        while begin < end and CALENDAR.match(masked, begin):
            begin, last = begin + len(tokens(masked[begin:end])[0].group()) + 1, "day"
        if begin >= end or _AWAY.fullmatch(last) or last == "of":
            return None
        start = begin
    phrase = masked[start:end]
    fits = len(phrase.split()) <= MOST_WORDS and can_speak(phrase)
    return _owner_of_remark(masked, start) or (start, end) if fits else None


def joined_by_and(masked: str, boundary: re.Match[str], who: tuple[int, int]) -> tuple[int, int]:
    """Return "Macron and Starmer" as one, where a clause begins with both."""
    end = len(masked[: boundary.start()].rstrip())
    start = run_before(masked[:end], end)
    before = masked[:start].rstrip()
    begins = not before or before[-1] in f",;:{MASK}" or before.endswith(("that", "Both", "both"))
    return (start, who[1]) if start < end and begins and is_capital(masked[who[0] :]) else who


def subject_of_clause(masked: str, end: int) -> tuple[int, int] | None:
    """Return the first noun phrase of the clause that reaches to `end`, past what introduces it."""
    start = max((masked.rfind(mark, 0, end) + 1 for mark in f"{MASK};:"), default=0)
    for piece in re.finditer(r"[^,]+", masked[start:end]):
        at = start + piece.start() + len(piece.group()) - len(piece.group().lstrip())
        while leading := _LEADING.match(masked, at, end) or _WHERE.match(masked, at, end):
            at = leading.end()
        pronoun = re.match(r"(?:he|she|they)\b", masked[at:end], re.IGNORECASE)
        stop = at + pronoun.end() if pronoun else run_at(masked[:end], at)
        if stop > at and not _AWAY.match(masked, at) and can_speak(masked[at:stop]):
            return _owner_of_remark(masked, at) or (at, stop)
    return None


def _owner_of_remark(masked: str, start: int) -> tuple[int, int] | None:
    """Return the name before a remark between commas: "Ada Berg, mother of two, said"."""
    comma = re.search(r",\s+$", masked[:start])
    if not comma or masked[start].isupper() or PRONOUN.match(masked, start):
        return None
    begin = run_before(masked[: comma.start()], comma.start())
    name = tokens(masked[begin : comma.start()])
    all_capitals = bool(name) and all(is_capital(word.group()) for word in name)
    return (begin, comma.start()) if all_capitals else None


def name_beside(masked: str, start: int, end: int) -> tuple[int, int]:
    """Return the name in "the Kremlin spokesman, Dmitry Peskov," instead of what he is."""
    beside = re.match(r",\s+(?=[^\W\d_])", masked[end:])
    named = masked[start : start + 1].isupper() and not masked[start:end].startswith("The")
    if not beside or named:
        return start, end
    at = end + beside.end()
    stop = run_at(masked, at)
    name = masked[at:stop]
    names = stop > at and all(is_capital(word.group()) for word in tokens(name))
    return (at, stop) if names and re.match(r"\s*(?:[,.;:~]|$)", masked[stop:]) else (start, end)
