import pytest

from index.terms import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S. troops", "US troop"),
        ("Türkiye", "TURKIYE"),
        ("Erdoğan", "Erdogan"),
        ("Yılmaz", "yilmaz"),
        ("pledges", "pledged"),
    ],
)
def test_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_numbers_stay_whole_and_unstemmed() -> None:
    assert terms("10,000 to 30,000 troops, $2.16 billion") == [
        "10,000",
        "30,000",
        "troop",
        "2.16",
        "billion",
    ]


def test_the_country_us_is_a_term_and_function_words_are_not() -> None:
    assert terms("What will the US do?") == ["us"]


def test_other_scripts_are_kept() -> None:
    assert len(terms("Москва 北京")) == 2
