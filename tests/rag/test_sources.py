"""Outlets and agencies in questions, and words that only look like them."""

from datetime import date

import pytest

from corpus.article import Article
from rag.holdings import Holdings
from rag.outlet_names import credit_pattern, key
from rag.sources import asked_sources

TEXTS = {
    "ap": ("apnews.com", "The minister spoke."),
    "bbc": ("BBC News", "The minister spoke to The Associated Press."),
    "hurriyet": ("Hürriyet Daily News", "The minister told Reuters that it was late."),
    "sun": ("The Sun", "OSLO (AP) — The minister spoke."),
    "fox": ("Fox News", "Reuters reported that it was late."),
    "nyt": ("The New York Times", "The reuters of yore were few. Photo: Ada Berg/Reuters"),
    "time": ("Time", "AFP contributed to this report."),
    "guardian": ("theguardian.com", "She sat an AP exam."),
    "china": ("China Daily", "The minister spoke."),
    "plain": (None, "The minister spoke."),
}
HOLDINGS = Holdings(
    {
        id: Article(id, f"{id}.txt", text, outlet=outlet, published=date(2025, 9, 1))
        for id, (outlet, text) in TEXTS.items()
    }
)


def asked(question: str) -> list[tuple[set[str], set[str]]]:
    return [
        ({id for ids in source.outlets.values() for id in ids}, set(source.crediting))
        for source in asked_sources(question, HOLDINGS)
    ]


@pytest.mark.parametrize(
    ("question", "outlet", "agency"),
    [
        ("What came of it according to AP?", {"ap"}, {"bbc", "sun"}),
        ("What came of it, according to the Associated Press?", {"ap"}, {"bbc", "sun"}),
        ("According to apnews.com, what came of it?", {"ap"}, {"bbc", "sun"}),
        ("Did AP report on it?", {"ap"}, {"bbc", "sun"}),
        ("What does Reuters say?", set(), {"hurriyet", "fox"}),
        ("What did the minister tell Reuters?", set(), {"hurriyet", "fox"}),
        ("What does AFP write about it?", set(), {"time"}),
        ("What is in Hürriyet's report?", {"hurriyet"}, set()),
        ("What is in the article in Hurriyet Daily News?", {"hurriyet"}, set()),
        ("What did the BBC say?", {"bbc"}, set()),
        ("What did the Guardian report?", {"guardian"}, set()),
        ("What stood in the Times?", {"nyt"}, set()),
        ("What did NYT write?", {"nyt"}, set()),
        ("What did the Sun say?", {"sun"}, set()),
        ("What was it, as reported by Fox?", {"fox"}, set()),
        ("What did Fox report?", {"fox"}, set()),
        ("What was it according to Time?", {"time"}, set()),
        ("Which reports by China Daily are there?", {"china"}, set()),
    ],
)
def test_outlets_and_agencies_are_told_apart(
    question: str, outlet: set[str], agency: set[str]
) -> None:
    assert asked(question) == [(outlet, agency)]


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Berg say?",
        "What did Megan Fox say?",
        "What did Fox say of her role?",
        "Who bought the BBC?",
        "Which BBC presenter resigned?",
        "In Time, who wins?",
        "What did the sun do, according to the minister?",
        "According to Independent researchers, what is late?",
        "According to China, what is late?",
        "What does a Washington Post owner earn?",
        "Who was the fastest in Metro Manila?",
        "What did Post Malone say?",
        "What did Time Warner report?",
        "How many guardians say so?",
        "What will the Sunday bring?",
        "according to the sun, what is late?",
        "Who resigned from Reuters?",
    ],
)
def test_what_only_looks_like_an_outlet_is_none(question: str) -> None:
    assert asked(question) == []


def test_an_outlet_that_the_corpus_has_not_is_named_as_such() -> None:
    for question in ("What does Le Monde report?", "What was it according to The Oslo Herald?"):
        assert asked(question) == [(set(), set())]


def test_two_outlets_in_one_breath_are_two() -> None:
    found = asked_sources("What is new according to AP and the BBC?", HOLDINGS)

    assert [source.words for source in found] == ["AP", "the BBC"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Associated Press", "AP"),
        ("apnews.com", "AP"),
        ("BBC News", "bbc.co.uk"),
        ("Hürriyet Daily News", "hurriyetdailynews.com"),
        ("The New York Times", "nytimes.com"),
        ("NYT", "www.nytimes.com"),
        ("The Week", "theweek.co.uk"),
        ("USA TODAY", "usatoday.com"),
        ("Fox News", "FOX"),
    ],
)
def test_names_of_one_outlet_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("China Daily", "China"), ("The Times", "The New York Times"), ("Moscow News", "Moscow")],
)
def test_names_of_different_things_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("KYIV (Reuters) - It was late.", True),
        ("He told the Reuters news agency that it was late.", True),
        ("It was late, Reuters reported.", True),
        ("Reuters contributed to this report.", True),
        ("It was late. — Reuters", True),
        ("Photo: Ada Berg/Reuters", False),
        ("The harbour of Bergen. (Ada Berg/Pool via Reuters)", False),
        ("The Reutersplatz is in Kassel.", False),
        ("He used to own shares of Reuters.", False),
    ],
)
def test_a_credit_is_not_any_mention(text: str, credited: bool) -> None:
    assert bool(credit_pattern(("Reuters",)).search(text)) is credited
