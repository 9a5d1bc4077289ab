"""Words as the lexical index sees them: folded, without stop words, stemmed."""

import re
import unicodedata
from functools import lru_cache

# Function words and question words. "us" is not among them: folded, it is the country.
STOP_WORDS = frozenset(
    """
    a an and are as at be been being but by can could did do does for from had has have
    he her him his how i if in into is it its me my of on or our she should so than that
    the their them then there these they this those to was we were what when where which
    who whom whose why will with would you your about after also any because before
    during it's s t
    """.split()
)

# Spellings of one name that differ by more than diacritics, folded. Without this table a
# question about Kyiv misses what is written about Kiev.
SPELLINGS = {
    "america": "us", "britain": "uk", "burma": "myanmar", "chernigiv": "chernihiv",
    "cote d'ivoire": "ivory coast", "czechia": "czech republic", "european union": "eu",
    "gaddafi": "qaddafi", "great britain": "uk", "hizbollah": "hezbollah", "kharkov": "kharkiv",
    "kiev": "kyiv", "lvov": "lviv", "mohammed": "muhammad", "mohamed": "muhammad",
    "odessa": "odesa", "peking": "beijing", "turkey": "turkiye", "united kingdom": "uk",
    "united nations": "un", "united states": "us", "united states of america": "us",
    "zaporozhye": "zaporizhzhia", "zelenskiy": "zelensky", "zelenskyy": "zelensky",
}  # fmt: skip
_SPELLING = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, SPELLINGS), key=len, reverse=True))})\b"
)

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")


def fold(text: str) -> str:
    """Return `text` in lower case and without diacritics: "Türkiye" becomes "turkiye"."""
    if text.isascii():  # most is, and has nothing to take off
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    # The dotless i has no decomposition, yet is written as a plain one in English.
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")


def terms(text: str) -> list[str]:
    """Return the folded, stemmed content words and numbers of `text`, in order.

    "U.S." and "US" are one term; "2.16" and "10,000" are one term each.
    """
    folded = _ACRONYM.sub(lambda match: match.group().replace(".", "") + " ", fold(text))
    folded = _SPELLING.sub(lambda match: SPELLINGS[match.group()], folded)
    return [_stem(word) for word in _WORD.findall(folded) if word not in STOP_WORDS]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return word if word[0].isdigit() else str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202 -- PyStemmer ships no types
    import Stemmer

    return Stemmer.Stemmer("english")
