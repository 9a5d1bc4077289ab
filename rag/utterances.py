"""Who says something in one sentence, by its grammar: "X said", "said X", "according to X"."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rag.noun_runs import CALENDAR, PRONOUN, can_speak, is_capital, run_at, run_before, tokens
from rag.quoted import MASK
from rag.speech_verbs import FINITE, ING, INVERTS, is_deed, is_plain

_MOST_WORDS = 12
"""A subject has at most so many words; by hand."""
_BOUNDARY = re.compile(
    rf"[,;:()\[\]—–\n{MASK}]|\s-+\s|\b(?:that|but|while|as|because|although|though|when|where|if|"
    rf"after|before|since|until|whether|which|who|whom|whose|how|why|what|than|and|or|with)\b|"
    rf"{FINITE.pattern}"
)
_MAIN = frozenset([*",;:()—–-", "", MASK, *"but while as and or with although though".split()])
"""After one of these a clause tells the sentence's own news, not what happened beside it."""
_PASSIVE = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being|get|gets|got|to)|[’']s|n[’']t|\bnot)"
    r"(?: \w+ly| also| often| once)?\s*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:[\s,]+(?:also|later|then|previously|earlier|repeatedly|once|recently|again|further|both|"
    rf"has|have|had|would|will|did|does|\w+ly|himself|herself|themselves|yesterday|today|"
    rf"(?:on |late |early |last )*{CALENDAR.pattern}(?: \d{{1,2}}(?!\d))?"
    rf"|(?:earlier |later )?(?:this|last) (?:week|month|year)"
    rf"|in an? (?:\w+ )?(?:statement|interview|post|tweet)))+\s*$"
)
_LEADING = re.compile(
    r"(?:And|But|So|Yet|Still|However|Meanwhile|Later|Instead|Also|Then|Now|Today|Yesterday|Earlier"
    r"|Separately|Even|Only|and|but|so|yet|\w+ly)[,\s]+"
)
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
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;:()~\n]+(?:\.[A-Z][^,.;:()~\n]*)*)")
_WORDS_OF = re.compile(
    r"\b[Ii]n (?P<who>his|her|their|[^\s,;:~]+?(?: [^\s,;:~]+?){0,3}?)(?:[’']s?)? (?:own )?words\b"
)
_SOMEBODY = re.compile(r"(?:an?|one|another|the)(?: [\w-]+){1,4}")
"""Whoever it is, between a quotation and "said": "a fan", "the 45-year-old"."""
_LABEL = re.compile(rf"\W*(?P<who>[^{MASK}:.!?\n]{{2,60}}):\s*{MASK}")
_COLON = re.compile(rf"(?P<lead>[^{MASK}:\n]+):\s*{MASK}")
_CUE = re.compile(r"\W*(?P<who>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}):\s")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Somebody says something: offsets into the sentence of who, and of the verb or its like."""

    who: tuple[int, int]
    verb: tuple[int, int]
    main: bool
    """Whether it is the sentence's own news, not told in passing ("after the bank said so")."""
    firm: bool = True
    """Whether it surely is speech: "said", but not "pledged", which is a deed as well."""


def utterances(masked: str) -> list[Utterance]:
    """Return who says something in a sentence whose quotations are masked, in order.

    Whom the paper has it from counts only if nobody says it: "Berg said, according to Reuters".
    """
    found = [u for verb in FINITE.finditer(masked) if (u := _of_verb(masked, verb))]
    said = any(utterance.main and utterance.firm for utterance in found)
    found += [*_labels(masked), *_words_of(masked), *(() if said else _according(masked))]
    if not any(utterance.main for utterance in found):
        found += [u for verb in ING.finditer(masked) if (u := _of_verb(masked, verb))]
    return sorted(found, key=lambda utterance: utterance.verb)


def _labels(masked: str) -> Iterator[Utterance]:
    """Yield who stands before a colon and a quotation, as in headlines and transcripts."""
    for pattern in (_LABEL, _CUE):
        match = pattern.match(masked)
        if match and can_speak(match["who"]) and not FINITE.search(match["who"]):
            yield Utterance(match.span("who"), (match.end("who"), match.end("who") + 1), True)
            return
    colon = _COLON.match(masked)
    if (
        colon
        and not FINITE.search(colon["lead"])
        and (who := _clause_subject(masked, colon.end("lead")))
    ):
        yield Utterance(who, (colon.end("lead"), colon.end("lead") + 1), True)


def _according(masked: str) -> Iterator[Utterance]:
    for match in _ACCORDING.finditer(masked):
        start, end = match.span("who")
        boundary = _BOUNDARY.search(masked, start, end)
        end = len(masked[: boundary.start() if boundary else end].rstrip())
        if len(masked[start:end].split()) > _MOST_WORDS:
            end = run_at(masked, start)
        if can_speak(masked[start:end]):
            yield Utterance(_named_beside(masked, start, end), match.span(), True)


def _words_of(masked: str) -> Iterator[Utterance]:
    for match in _WORDS_OF.finditer(masked):
        who = match["who"]
        if who in {"his", "her", "their"} or can_speak(who):
            yield Utterance(match.span("who"), match.span(), True)


def _of_verb(masked: str, verb: re.Match[str]) -> Utterance | None:
    before = masked[: verb.start()]
    if _PASSIVE.search(before) or re.match(r"accused\s+of\b", masked[verb.start() :]):
        return None
    if masked[verb.start() - 1 : verb.start()] in {"-", "’", "'"}:
        return None
    if INVERTS.fullmatch(verb.group()) and (who := _after(masked, verb)):
        return Utterance(who, verb.span(), True)
    end = len(_TRAILING.sub("", before).rstrip())
    boundary = next(iter(deque(_BOUNDARY.finditer(masked, max(0, end - 200), end), 1)), None)
    start = boundary.end() if boundary else max(0, end - 200)
    kind = boundary.group().strip() if boundary else ""
    if not masked[start:end].strip():
        return _without_subject(masked, verb, kind)
    who = _subject(masked, start, end)
    if not who and kind == MASK and _SOMEBODY.fullmatch(masked[start:end].strip()):
        who = start + len(masked[start:end]) - len(masked[start:end].lstrip()), end
    if who and kind in {"and", "or"} and boundary:
        who = _joined(masked, boundary, who)
    if not who or (is_plain(verb.group()) and re.search(r"\bto$", before.rstrip())):
        return None
    firm = not is_deed(verb.group())
    return Utterance(_named_beside(masked, *who), verb.span(), kind in _MAIN, firm)


def _without_subject(masked: str, verb: re.Match[str], kind: str) -> Utterance | None:
    """Return the utterance of a verb before which a remark ends, or that goes on after "and"."""
    if kind not in {",", ")", "—", "–", "and", "but"}:
        return None
    who = _clause_subject(masked, verb.start())
    if not who:
        return None
    firm = not is_deed(verb.group())
    return Utterance(_named_beside(masked, *who), verb.span(), True, firm)


def _after(masked: str, verb: re.Match[str]) -> tuple[int, int] | None:
    """Return who stands after a verb that a quotation or a comma comes before: "…, said Macron"."""
    if not re.search(rf"(?:[{MASK},—–?!][\s,.]*(?:also )?|^\W*)$", masked[: verb.start()]):
        return None
    start = verb.end() + len(masked[verb.end() :]) - len(masked[verb.end() :].lstrip())
    pronoun = re.match(r"(?:he|she|they)\b", masked[start:])
    end = start + pronoun.end() if pronoun else run_at(masked, start)
    if end == start or not can_speak(masked[start:end]) or not _GOES_ON.match(masked, end):
        return None
    return _named_beside(masked, start, end)


def _subject(masked: str, start: int, end: int) -> tuple[int, int] | None:
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
    fits = len(phrase.split()) <= _MOST_WORDS and can_speak(phrase)
    return _owner_of_remark(masked, start) or (start, end) if fits else None


def _joined(masked: str, boundary: re.Match[str], who: tuple[int, int]) -> tuple[int, int]:
    """Return "Macron and Starmer" as one, where a clause begins with both."""
    end = len(masked[: boundary.start()].rstrip())
    start = run_before(masked[:end], end)
    before = masked[:start].rstrip()
    begins = not before or before[-1] in f",;:{MASK}" or before.endswith(("that", "Both", "both"))
    return (start, who[1]) if start < end and begins and is_capital(masked[who[0] :]) else who


def _clause_subject(masked: str, end: int) -> tuple[int, int] | None:
    """Return the first noun phrase of the clause that reaches to `end`, past what introduces it."""
    start = max((masked.rfind(mark, 0, end) + 1 for mark in f"{MASK};:"), default=0)
    for piece in re.finditer(r"[^,]+", masked[start:end]):
        at = start + piece.start() + len(piece.group()) - len(piece.group().lstrip())
        while leading := _LEADING.match(masked, at, end):
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


def _named_beside(masked: str, start: int, end: int) -> tuple[int, int]:
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
