"""How much of the words asked for a text holds, weighted by how rare they are."""

import re
from collections.abc import Iterator, Mapping

from index.terms import terms
from rag.countries import country

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+")
_OTHERWISE = 0.6
"""What a country counts that is called otherwise: "German", "Berlin"; set by hand."""


def countries_of(words: str) -> dict[str, str]:
    """Return the terms of `words` that mean a country, with one name for it."""
    lower = words == words.lower()
    found = {}
    for word in _WORD.findall(words):
        name, own = country(word), terms(word)
        if name and len(own) == 1 and (lower or word[0].isupper()):
            found[own[0]] = name
    return found


def coverage(
    weights: Mapping[str, float], text: str, countries: Mapping[str, str] | None = None
) -> float:
    """Return the share of the terms' `weights` whose terms stand in `text`, from 0 to 1.

    Those of `countries` count in part where the text calls the country otherwise.
    """
    there, total = set(terms(text)), sum(weights.values())
    held = sum(weight for term, weight in weights.items() if term in there)
    if missing := {term: name for term, name in (countries or {}).items() if term not in there}:
        called = set(_called(text))
        held += _OTHERWISE * sum(weights[term] for term in missing if missing[term] in called)
    return held / total if total else 0.0


def _called(text: str) -> Iterator[str]:
    """Yield the countries that `text` speaks of, under one name each."""
    for word in _WORD.findall(text):
        if word[0].isupper() and (name := country(word)):
            yield name
