"""Which country a word means: its name, its adjective, or the seat of its government."""

import re
from collections.abc import Mapping
from functools import lru_cache

from index.terms import fold
from rag.names import territories

_NAMES = {
    "america": "us", "u.s": "us", "britain": "uk", "u.k": "uk", "turkey": "turkiye",
    "burma": "myanmar", "american": "us", "british": "uk", "dutch": "netherlands",
    "french": "france", "danish": "denmark", "dane": "denmark", "polish": "poland",
    "pole": "poland", "swiss": "switzerland", "spanish": "spain", "greek": "greece",
    "welsh": "wales", "irish": "ireland", "turkish": "turkiye", "finnish": "finland",
    "finn": "finland", "swede": "sweden", "norwegian": "norway", "scottish": "scotland",
    "portuguese": "portugal", "nigerien": "niger", "nigerian": "nigeria", "emirati": "emirates",
    "uae": "emirates", "filipino": "philippines", "cypriot": "cyprus", "thai": "thailand",
    "afghan": "afghanistan", "uzbek": "uzbekistan", "kazakh": "kazakhstan", "lebanese": "lebanon",
    "tajik": "tajikistan", "turkmen": "turkmenistan", "kyrgyz": "kyrgyzstan", "slovak": "slovakia",
    "slovene": "slovenia", "serb": "serbia", "croat": "croatia", "czech": "czechia",
    "saudi": "saudi", "korean": "korea", "peruvian": "peru", "maltese": "malta", "laotian": "laos",
    "congolese": "congo", "malagasy": "madagascar", "panamanian": "panama", "ghanaian": "ghana",
    "taiwanese": "taiwan", "senegalese": "senegal", "guyanese": "guyana", "english": "england",
    "briton": "uk", "argentine": "argentina", "bosnian": "bosnia", "palestinian": "palestine",
}  # fmt: skip
"""Names and adjectives that are not made from the country's name as others are."""
_SEATS = {
    "washington": "us", "moscow": "russia", "kremlin": "russia", "kyiv": "ukraine",
    "kiev": "ukraine", "london": "uk", "westminster": "uk", "berlin": "germany", "rome": "italy",
    "madrid": "spain", "elysee": "france", "warsaw": "poland", "budapest": "hungary",
    "prague": "czechia", "athens": "greece", "ankara": "turkiye", "stockholm": "sweden",
    "oslo": "norway", "helsinki": "finland", "copenhagen": "denmark", "vienna": "austria",
    "dublin": "ireland", "minsk": "belarus", "beijing": "china", "tokyo": "japan",
    "seoul": "korea", "delhi": "india", "islamabad": "pakistan", "kabul": "afghanistan",
    "tehran": "iran", "baghdad": "iraq", "riyadh": "saudi", "doha": "qatar", "damascus": "syria",
    "cairo": "egypt", "canberra": "australia", "ottawa": "canada", "caracas": "venezuela",
    "havana": "cuba",
}  # fmt: skip
"""By whose names governments are called."""
_NO_COUNTRIES = frozenset("eu un nato world eurozone europe asia africa americas oceania".split())
_OTHERS = frozenset("francis roman romans".split())
"""Words that only look like adjectives of a country."""
_ADJECTIVE = re.compile(r"(?P<stem>[^\W\d_]{4,}?)(?:i?ans?|n|ese|ish|ic|is?)")
_OWN = re.compile(r"['’]s?$")


@lru_cache(maxsize=8192)
def country(word: str) -> str | None:
    """Return one name for the country that `word` means: "Italian" and "Rome" give "italy".

    None if it means none. Case does not count, so that "turkey" and "china" are countries too.
    """
    bare = _OWN.sub("", fold(word).rstrip("."))
    known = _NAMES.get(bare) or _NAMES.get(bare.removesuffix("s")) or _SEATS.get(bare)
    if known or bare in _countries():
        return known or bare
    made = None if bare in _OTHERS else _ADJECTIVE.fullmatch(bare)
    return _by_stem().get(made["stem"]) if made else None


def called(name: str) -> list[str]:
    """Return the words for the country that `name` means: "Germany" for "Berlin"; [] if none."""
    meant = country(name)
    return [w for w in (*_NAMES, *_SEATS, *_countries()) if country(w) == meant] if meant else []


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    names = {fold(name) for name in territories()} - _NO_COUNTRIES
    return frozenset({name for name in names if name.isalpha()} | set(_NAMES.values()))


@lru_cache(maxsize=1)
def _by_stem() -> Mapping[str, str]:
    """Return the countries by what adjectives may be made from; of two, the shorter one."""
    return {
        name[:length]: name
        for name in sorted(_countries(), key=len, reverse=True)
        for length in range(max(4, len(name) - 3), len(name) + 1)
    }
