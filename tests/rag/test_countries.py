"""Countries by their names, adjectives and capitals."""

import pytest

from rag.countries import country
from rag.coverage import countries_of, coverage


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Italy Italian Italians Rome Rome’s", "italy"),
        ("Russia Russian Moscow Kremlin", "russia"),
        ("UK U.K. Britain British London", "uk"),
        ("Türkiye Turkey Turkish Ankara", "turkiye"),
        ("Austria Austrian", "austria"),
        ("Australia Australian", "australia"),
        ("Niger Nigerien", "niger"),
        ("Nigeria Nigerian", "nigeria"),
    ],
)
def test_all_that_a_country_is_called_by_means_it(words: str, known: str) -> None:
    assert {country(word) for word in words.split()} == {known}


@pytest.mark.parametrize(
    "word", ["Francis", "Francisco", "Austin", "Indiana", "Nigel", "Roman", "Malibu", "", "EU"]
)
def test_what_only_looks_like_it_means_none(word: str) -> None:
    assert country(word) is None


def test_a_country_called_otherwise_counts_in_part() -> None:
    asked = "Will Norway send ferries?"
    weights = {"norway": 1.0, "ferri": 1.0}

    by_name, by_capital, by_none = (
        coverage(weights, text, countries_of(asked))
        for text in ("Norway has ferries.", "Oslo has ferries.", "Bergen has ferries.")
    )

    assert by_name == 1.0
    assert by_none == 0.5
    assert by_none < by_capital < by_name
    assert coverage(weights, "Oslo has ferries.") == by_none
