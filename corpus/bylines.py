"""Names of people and news agencies, as bylines and source lines write them."""

import re

AGENCIES = frozenset(
    "AFP ANI ANSA AP APTN ANP APA BBC Bloomberg CBC CBS CNBC CNN DPA dpa EFE IANS Interfax Kyodo "
    "NBC NPR PA PAP PTI Reuters TASS UPI Xinhua Yonhap Anadolu".split()
)
_OUTLET = re.compile(
    r"\b(?:agency|associated press|agence|broadcasting|chronicle|daily|gazette|globe|guardian|"
    r"herald|independent|journal|magazine|mirror|news|newspaper|observer|post|press|presse|radio|"
    r"review|standard|star|sun|telegraph|times|today|tribune|weekly|wire)\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"the\b|.*\b(?:agency|associated press|agence|desk|magazine|news|newspaper|staff|wire)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written|reported|reporting|story) by|by|authors?|byline)\b[ \t]*:?[ \t]+(?P<names>.+)",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de del della der den di da dos du la le van von bin ibn al el y".split())
_NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December The A An".split()
)
_SEPARATOR = re.compile(r"\s*(?:;|,|\||&|\band\b)\s*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[JS]r\.")
MAX_BYLINE = 120


def split_names(names: str) -> tuple[str, ...]:
    """Return the people in "Jane Doe and John Roe", or the whole if a part is no full name."""
    parts = tuple(part for part in _SEPARATOR.split(names.strip()) if part)
    full = all(len(part.split()) > 1 for part in parts)
    return parts if full else (names.strip(),) if names.strip() else ()


def read_byline(line: str) -> tuple[tuple[str, ...], str | None] | None:
    """Return the authors and the outlet that a byline states; None if `line` is none.

    A byline is short and holds names only: "By Friday the talks had ended." is prose.
    """
    match = _BYLINE.fullmatch(line) if len(line) <= MAX_BYLINE else None
    if not match:
        return None
    authors: list[str] = []
    outlet: str | None = None
    for part in filter(None, _SEPARATOR.split(match["names"].strip(" |,;"))):
        if is_name(part) and outlet is None:
            authors.append(part)
        elif is_outlet(part) and outlet is None:
            outlet = part.removeprefix("The ").removeprefix("the ")
        else:
            return None
    return (tuple(authors), outlet) if authors or outlet else None


def is_outlet(words: str) -> bool:
    """Tell whether `words` name an agency or a paper: Reuters, Washington Insider Magazine."""
    words = words.strip()
    if words in AGENCIES:
        return True
    capital = words[:1].isupper() and len(words.split()) <= 6
    return capital and not words.endswith(".") and bool(_OUTLET.search(words))


def is_name(words: str) -> bool:
    """Tell whether `words` look like the full name of one person."""
    tokens = words.split()
    if (
        not 2 <= len(tokens) <= 5
        or _NO_PERSON.match(words)
        or any(token in _NOT_NAMES for token in tokens)
    ):
        return False
    if tokens[0].lower() in _PARTICLES or tokens[-1].lower() in _PARTICLES:
        return False
    # "USA TODAY Sports": nobody writes one name in capitals and the next not.
    loud = {token.isupper() for token in tokens if len(token) > 2 and token not in _PARTICLES}
    return len(loud) < 2 and all(_is_name_part(token) for token in tokens)


def _is_name_part(token: str) -> bool:
    if token in _PARTICLES or _INITIAL.fullmatch(token):
        return True
    letters = token.replace("-", "").replace("’", "").replace("'", "")
    return letters.isalpha() and (
        token[0].isupper() or token.startswith(("al-", "el-", "d'", "d’"))
    )
