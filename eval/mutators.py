"""Ways to falsify a sentence of an article, one small change each.

They know nothing of how the check reads a sentence: what can be changed is found by patterns of
their own, and nothing is left out because the check might miss it.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_NAME = re.compile(
    r"(?<=[a-z,;—–] )(?:(?:[A-Z][a-zà-ÿ-]+|[A-Z]{2,5})(?: (?:[A-Z][a-zà-ÿ-]+|[A-Z]\.))*)"
    r"(?![\w.])(?![’'](?!s\b))"
)
_PERSON = re.compile(r"(?<=[a-z,;:—–] )[A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]{2,}(?![\w’'])")
_NO_NAMES = frozenset(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday I The A An In On At He She It They We But "
    "And Mr Mrs Ms Dr Sen Rep Gov President Prime Minister This That These Those My Who OK".split()
)
_INVENTED = ("Oskar Lindqvist", "Marta Keller", "Tomas Varga", "Helena Brandt", "Pavel Novotny")
_PLACES = ("Bergen", "Salzburg", "Lagos", "Quito", "Perth")
_VERB = r"(?:said|says|told|added|explained|warned|announced|wrote|argued|claimed)"
_SPEAKER = re.compile(
    rf"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?= {_VERB}\b)"
    rf"|(?<=said )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+"
    r"|(?<=according to )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
)
_DIGITS = re.compile(
    r"(?<![\w.,:$€£-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w:,.]\d|st\b|nd\b|rd\b|th\b)"
)
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?!-)", re.IGNORECASE)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DATE = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|{'|'.join(_DAYS)})\b(?! [A-Z])|\b(?:19|20)\d\d\b(?!-)"
)
_UNITS = {
    "million": "billion", "billion": "million", "percent": "million", "per cent": "million",
    "%": " km", "kilometers": "miles", "kilometres": "miles", "miles": "kilometers", "km": "miles",
    "dollars": "euros", "euros": "dollars", "pounds": "dollars", "$": "€", "€": "$", "£": "$",
    "feet": "miles", "days": "weeks", "weeks": "months", "months": "years", "years": "months",
    "hours": "days", "minutes": "hours", "day": "week", "week": "month", "month": "year",
    "year": "month", "hour": "day", "minute": "hour", "inches": "feet", "tonnes": "kilograms",
}  # fmt: skip
_UNIT = re.compile(
    rf"(?<=\d )(?P<after>{'|'.join(u for u in _UNITS if u[0].isalpha())})\b|(?<=\d)%|[$€£](?=\d)"
    rf"|(?<=\d-)(?:day|week|month|year|hour|minute)\b"
    rf"|(?:(?<=two )|(?<=three )|(?<=four )|(?<=five )|(?<=six )|(?<=ten ))"
    rf"(?:days|weeks|months|years|hours|minutes)\b"
)
_HEDGES = (
    "more than", "less than", "fewer than", "at least", "at most", "up to", "nearly", "almost",
    "about", "around", "roughly", "approximately", "over",
)  # fmt: skip
_HEDGE = re.compile(
    rf"\b(?:{'|'.join(_HEDGES)}) (?=[$€£]?\d|(?:{'|'.join(_WORDS)}|a (?:dozen|hundred|thousand))\b)"
    r"(?!\d{4}\b|\d+(?::\d\d)? [ap]\.?m)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?<=did )not (?=\w)|\bnot (?!only\b|just\b|least\b)|(?<=\w)n[’']t\b|\bnever |\bno longer "
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|has|have|had|should|may|might|must) "
    r"(?!not\b|n[’']t|no\b|never\b|he\b|she\b|they\b|it\b|you\b|we\b|the\b|nothing\b|nobody\b)"
)
_TURNED = {
    "agreed to": "declined to", "declined to": "agreed to", "refused to": "agreed to",
    "failed to": "managed to", "accepted": "rejected", "rejected": "accepted",
    "approved": "rejected", "increased": "decreased", "decreased": "increased", "rose": "fell",
    "fell": "rose", "confirmed": "denied", "denied": "confirmed", "won": "lost", "lost": "won",
    "supports": "opposes", "supported": "opposed", "opposed": "supported", "before": "after",
    "without": "with",
}  # fmt: skip
_TURN = re.compile(rf"\b(?:{'|'.join(_TURNED)})\b")
_MODALS = {
    "may": "will", "might": "will", "could": "will", "can": "may", "will": "may",
    "would": "might", "must": "might", "should": "will",
}  # fmt: skip
_MODAL = re.compile(r"(?<=[a-z] )(?:may|might|could|will|would|must|should)(?= [a-z])")
_TRAILING = re.compile(
    rf"(?P<kept>.{{25,}}?[,”\"]) "
    rf"(?:[A-Z][\w’'-]+(?: [\w’'.-]+){{0,7}}?|he|she|they|the [\w ’'-]{{3,50}}?) "
    rf"{_VERB}(?: (?:on )?(?:{'|'.join(_DAYS)})| in a [a-z ]{{3,30}})?\.$"
    rf"|(?P<kept2>.{{25,}}?,) according to [^,]{{3,70}}\.$"
    rf"|(?P<kept3>.{{25,}}?[,”\"]) said (?:[A-Z]|the |a )[^,.”\"]{{3,70}}\.$"
)
_LEADING = re.compile(
    rf"^(?:[A-Z][\w’'-]+(?: [\w’'.-]+){{0,7}}?) {_VERB}(?: (?:on )?(?:{'|'.join(_DAYS)}))? "
    r"that (?P<kept>.{25,})$"
    r"|^According to [^,]{3,70}, (?P<kept2>.{25,})$"
)


@dataclass(frozen=True, slots=True)
class Stock:
    """What one article offers to put in the place of something else."""

    names: Sequence[str]
    people: Sequence[str]
    numbers: Sequence[str]


Mutator = Callable[[str, Stock, random.Random], str | None]
"""Returns a sentence that says something else, or None if it finds nothing to change."""


def stock(text: str) -> Stock:
    """Return the names and numbers of an article's text, and some invented ones."""
    small = set(re.findall(r"\b[a-zà-ÿ]+", text))  # "See" and "Court" are no names there
    names = [n for n in dict.fromkeys(_NAME.findall(text)) if not set(n.split()) & _NO_NAMES]
    names = [n for n in names if n.lower() not in small]
    people = [n for n in dict.fromkeys(_PERSON.findall(text)) if not set(n.split()) & _NO_NAMES]
    numbers = [n for n in dict.fromkeys(_DIGITS.findall(text)) if not re.fullmatch(r"[12]\d{3}", n)]
    return Stock([*names, *_PLACES], [*people, *_INVENTED], numbers)


def number(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Put another number of the article, or another near it, in the place of one."""
    digits = [m for m in _DIGITS.finditer(sentence) if not re.fullmatch(r"[12]\d{3}", m.group())]
    found = [*digits, *_NUMBER_WORD.finditer(sentence)]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if old[0].isdigit():
        plus = f"{float(old.replace(',', '')) * rng.choice((2, 3)) + rng.randint(1, 9):,.0f}"
        others = [n for n in (*stock.numbers, plus) if n.replace(",", "") != old.replace(",", "")]
    else:
        others = [word for word in _WORDS if word != old.lower()]
    return _put(sentence, match, rng.choice(others))


def name(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Put another name of the article, or an invented one, in the place of one; or a first name."""
    found = [m for m in _NAME.finditer(sentence) if m.group() in stock.names]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    first, _, rest = old.partition(" ")
    if rest and _PERSON.search(f"x {old}") and rng.random() < 0.3:
        other = rng.choice([person.split()[0] for person in stock.people if first not in person])
        return _put(sentence, match, f"{other} {rest}")
    pool = stock.people if " " in old else stock.names
    # "Russian" for "Russia" would falsify nothing.
    others = [n for n in pool if not set(n.split()) & set(old.split()) and n[:4] != old[:4]]
    return _put(sentence, match, rng.choice(others)) if others else None


def date(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Put another month, weekday or year in the place of one."""
    found = list(_DATE.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if old.isdigit():
        return _put(sentence, match, str(int(old) + rng.choice((-2, -1, 1))))
    others = [one for one in (_MONTHS if old in _MONTHS else _DAYS) if one != old]
    return _put(sentence, match, rng.choice(others))


def unit(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Put another unit after, or another currency before, a number."""
    found = list(_UNIT.finditer(sentence))
    match = rng.choice(found) if found else None
    return _put(sentence, match, _UNITS[match.group()]) if match else None


def speaker(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Give what one person says to another of the article, or to an invented one."""
    found = [m for m in _SPEAKER.finditer(sentence) if not set(m.group().split()) & _NO_NAMES]
    if not found:
        return None
    match = rng.choice(found)
    others = [n for n in stock.people if not set(n.split()) & set(match.group().split())]
    return _put(sentence, match, rng.choice(others))


def attribution(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Drop "X said" or "according to X"."""
    for pattern in (_TRAILING, _LEADING):
        if match := pattern.search(sentence):
            kept = next(text for text in match.groupdict().values() if text)
            kept = re.sub(r",([”\"]?)$", r".\1", kept)
            return kept[0].upper() + kept[1:]
    return None


def negation(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Drop a "not", put one in, or turn a verb into its opposite."""
    dropped = [_put(sentence, m, "") for m in _NOT.finditer(sentence)]
    turned = [_put(sentence, m, _TURNED[m.group()]) for m in _TURN.finditer(sentence)]
    added = [_put(sentence, m, f"{m.group()}not ") for m in _AUXILIARY.finditer(sentence)]
    for changed in (dropped, turned, added) if rng.random() < 0.7 else (added,):
        if changed:
            return rng.choice(changed)
    return None


def modality(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Make what may be certain, or the other way round."""
    found = list(_MODAL.finditer(sentence))
    match = rng.choice(found) if found else None
    return _put(sentence, match, _MODALS[match.group()]) if match else None


def hedge(sentence: str, stock: Stock, rng: random.Random) -> str | None:
    """Drop what limits a number, or put another limit there."""
    found = list(_HEDGE.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    old = match.group().strip().lower()
    wider = {"nearly": "more than", "almost": "over", "up to": "at least", "at least": "up to",
             "more than": "fewer than", "over": "under"}  # fmt: skip
    new = f"{wider[old]} " if old in wider and rng.random() < 0.5 else ""
    return _put(sentence, match, new)


MUTATORS: dict[str, Mutator] = {
    "number": number, "name": name, "date": date, "unit": unit, "speaker": speaker,
    "attribution": attribution, "negation": negation, "modality": modality, "hedge": hedge,
}  # fmt: skip
"""Every kind of falsification by its name."""


def _put(sentence: str, match: re.Match[str], new: str) -> str:
    changed = sentence[: match.start()] + new + sentence[match.end() :]
    changed = changed.replace("  ", " ").replace(" ,", ",")
    return changed[0].upper() + changed[1:]
