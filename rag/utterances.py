"""Who says something in one sentence, by its grammar: "X said", "said X", "according to X"."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rag.noun_runs import CALENDAR, can_speak, run_at
from rag.quoted import MASK
from rag.speech_verbs import FINITE, ING, INVERTS, is_deed, is_plain
from rag.subjects import (
    MOST_WORDS,
    joined_by_and,
    name_beside,
    subject_after,
    subject_of_clause,
    subject_within,
)

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
    rf"has|have|had|would|will|did|does|[a-z]\w*ly|himself|herself|themselves|yesterday|today|"
    rf"(?:on |late |early |last )*{CALENDAR.pattern}(?: \d{{1,2}}(?!\d))?"
    rf"|(?:earlier |later )?(?:this|last) (?:week|month|year)"
    rf"|in an? (?:\w+ )?(?:statement|interview|post|tweet)))+\s*$"
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


def doers(masked: str, verbs: re.Pattern[str]) -> list[Utterance]:
    """Return who does one of `verbs` in a sentence whose quotations are masked, in order."""
    return [u for verb in verbs.finditer(masked) if (u := _of_verb(masked, verb))]


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
        and (who := subject_of_clause(masked, colon.end("lead")))
    ):
        yield Utterance(who, (colon.end("lead"), colon.end("lead") + 1), True)


def _according(masked: str) -> Iterator[Utterance]:
    for match in _ACCORDING.finditer(masked):
        start, end = match.span("who")
        boundary = _BOUNDARY.search(masked, start, end)
        end = len(masked[: boundary.start() if boundary else end].rstrip())
        if len(masked[start:end].split()) > MOST_WORDS:
            end = run_at(masked, start)
        if can_speak(masked[start:end]):
            yield Utterance(name_beside(masked, start, end), match.span(), True)


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
    if INVERTS.fullmatch(verb.group()) and (who := subject_after(masked, verb)):
        return Utterance(who, verb.span(), True)
    end = len(_TRAILING.sub("", before).rstrip())
    boundary = next(iter(deque(_BOUNDARY.finditer(masked, max(0, end - 200), end), 1)), None)
    start = boundary.end() if boundary else max(0, end - 200)
    kind = boundary.group().strip() if boundary else ""
    if not masked[start:end].strip():
        return _without_subject(masked, verb, kind)
    who = subject_within(masked, start, end)
    if not who and kind == MASK and _SOMEBODY.fullmatch(masked[start:end].strip()):
        who = start + len(masked[start:end]) - len(masked[start:end].lstrip()), end
    if who and kind in {"and", "or"} and boundary:
        who = joined_by_and(masked, boundary, who)
    if not who or (is_plain(verb.group()) and re.search(r"\bto$", before.rstrip())):
        return None
    firm = not is_deed(verb.group())
    return Utterance(name_beside(masked, *who), verb.span(), kind in _MAIN, firm)


def _without_subject(masked: str, verb: re.Match[str], kind: str) -> Utterance | None:
    """Return the utterance of a verb before which a remark ends, or that goes on after "and"."""
    if kind not in {",", ")", "—", "–", "and", "but"}:
        return None
    who = subject_of_clause(masked, verb.start())
    if not who:
        return None
    firm = not is_deed(verb.group())
    return Utterance(name_beside(masked, *who), verb.span(), True, firm)
