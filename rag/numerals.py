"""Numbers as they are written: "26", "2.5 million", "€2bn", "twenty-six", "dozens"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10

# No number-word library is used: those kept up (text2num) return rewritten text without offsets,
# and none reads what news mixes: "2bn", "two dozen", "several hundred", "tens of thousands".
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "lakh": 10**5, "crore": 10**7, "k": 10**3, "m": 10**6, "mn": 10**6,
    "bn": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_VAGUE = {"tens": 10, "scores": 20} | {
    f"{word}s": n for word, n in _SCALES.items() if len(word) > 4
}
_MOST = 10**30  # more is no number that anybody means
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_SCALE = "dozen|hundred|thousand|million|billion|trillion|lakh|crore"
_LARGE = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion)|(?<=trillion))"
_TOKEN = rf"(?:{'|'.join(_SMALL)}|{_SCALE})"
_MANY = "|".join(_VAGUE)
_NUMERAL = re.compile(
    r"(?P<digits>(?<![\w.,:/])(?<![A-Za-z]-)(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.\d{1,30})?)"
    r"(?: (?P<mixed>[1-7]/[2-8])(?![\w/]))?"
    rf"(?:[ -](?P<scale>{_SCALE})|[ ]?(?P<short>bn|tn|trn|mn)|(?P<letter>[mk]))?"
    r"(?![\w/]|[.,:]\d)"
    r"|(?<![\w-])(?:(?<!first )(?<!second )(?<!the )(?P<half>half)|(?P<over>an?|one|two|three|four)"
    r"[ -](?P<part>third|quarter|fifth|tenth)s?)(?= of (?!an? )| (?:the|its|their|his|her)\b)"
    rf"|(?<![\w-])(?:(?P<lead>(?:half[ -])?an?|half)[ -](?={_SCALE}))?"
    rf"(?P<words>{_TOKEN}(?:(?:[ -]|{_LARGE},? and ){_TOKEN})*)(?!\w)"
    rf"|(?<![\w-])(?P<vague>(?:{_MANY})(?: of (?:{_MANY}))?)(?![\w-])"
    rf"|(?<![\w-])(?:several|a few)[ -](?P<some>{_SCALE})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text; `low` and `high` are the same where it is one number."""

    start: int
    end: int
    low: float
    high: float
    rounding: float
    """Half of the last place that is surely meant; 0 for small counts, which are exact."""
    scale: float = 1.0
    """The "million" of "7 million", which a number before it may share: "5 to 7 million"."""
    is_share: bool = False
    """A fraction of something ("two-thirds of"), given in per cent."""
    is_word: bool = False
    is_plain: bool = False
    """Digits without comma, point or scale, as those of a year or of an identifier."""
    is_letter: bool = False
    """Digits with an "m" that may be million or metres."""


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of `text` in order, whatever they count or name."""
    for match in _NUMERAL.finditer(text):
        if match["digits"]:
            yield _of_digits(match)
        elif match["words"]:
            value = _words(re.findall(rf"{_TOKEN}(?!\w)", match["words"].lower()))
            if value is not None:
                value /= 2 if (match["lead"] or "").lower().startswith("half") else 1
                yield _one(match, value, _rounding(value) if value >= 1000 else 0.0)
        elif match["half"] or match["part"]:
            yield _share(match)
        else:
            yield _vague(match)


def _of_digits(match: re.Match[str]) -> Numeral:
    scale = (match["scale"] or match["short"] or match["letter"] or "").lower()
    digits = match["digits"]
    value = (float(digits.replace(",", "")) + _fraction(match["mixed"])) * _SCALES.get(scale, 1)
    decimals = len(digits.partition(".")[2])
    if scale or (value >= 1000 and not decimals):
        rounding = min(_rounding(value), 0.5 * _SCALES.get(scale, 10**12) / 10**decimals)
    else:
        rounding = 0.5 / 10**decimals if decimals else 0.0
    plain = not scale and digits.isdigit() and not match["mixed"]
    return Numeral(
        *match.span(), value, value, rounding, _SCALES.get(scale, 1), is_plain=plain,
        is_letter=scale == "m",
    )  # fmt: skip


def _fraction(mixed: str | None) -> float:
    """Return the value of the "1/2" of "2 1/2"."""
    return float(Fraction(mixed)) if mixed else 0.0


def _one(match: re.Match[str], value: float, rounding: float) -> Numeral:
    last = re.split("[ -]", match["words"].lower())[-1]
    return Numeral(*match.span(), value, value, rounding, _SCALES.get(last, 1), is_word=True)


def _rounding(value: float) -> float:
    """Return half of the place of the second digit, or of the last that is not 0; of 0, a half."""
    if not value:
        return 0.5
    place = 10.0 ** (floor(log10(value)) - 1)
    while place > 1 and value % place:
        place /= 10
    return place / 2


def _words(words: list[str]) -> float | None:
    """Return what number words amount to; None if they are several numbers ("one two three")."""
    if words[0] == "zero":
        return 0.0
    total = group = 0
    for word in words:
        if word in _SMALL:
            number = _SMALL[word]
            fits = group % 100 == 0 or (group % 10 == 0 and group % 100 > 10 and 0 < number < 10)
            if not fits:
                return None
            group += number
        elif word in {"hundred", "dozen"}:
            group = (group or 1) * _SCALES[word]
        else:
            total, group = total + (group or 1) * _SCALES[word], 0
    return float(total + group) if total + group < _MOST else None


def _share(match: re.Match[str]) -> Numeral:
    over = _SMALL.get((match["over"] or "one").lower(), 1)
    value = 100.0 * over / _FRACTIONS[(match["half"] or match["part"]).lower()]
    return Numeral(*match.span(), value, value, 2.5, is_share=True, is_word=True)


def _vague(match: re.Match[str]) -> Numeral:
    if match["some"]:
        scale = _SCALES[match["some"].lower()]
        return Numeral(*match.span(), 2.0 * scale, 10.0 * scale, 0.0, is_word=True)
    scale = 1
    for word in match["vague"].lower().split(" of "):
        scale *= _VAGUE[word]
    return Numeral(*match.span(), 1.5 * scale, 100.0 * scale, 0.0, is_word=True)
