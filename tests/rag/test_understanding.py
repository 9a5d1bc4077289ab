from datetime import date

import pytest

from corpus.article import Article
from index.preference import DateSpan, Preference
from rag.answer import UnderstoodKind
from rag.holdings import Holdings
from rag.messages import days, understood_line
from rag.understanding import understand


def held(*articles: Article) -> Holdings:
    return Holdings({article.id: article for article in articles})


ARTICLES = [
    Article("old", "old.txt", "Ferries are late.", published=date(2024, 12, 1)),
    Article("march", "march.txt", "Ferries are late.", outlet="The Fjord Times",
            published=date(2025, 3, 28)),
    Article("new", "new.txt", "Ferries are late, Reuters reported.", published=date(2025, 9, 5)),
    Article("undated", "undated.txt", "Ferries are late."),
]  # fmt: skip
HOLDINGS = held(*ARTICLES)


@pytest.mark.parametrize(
    ("question", "preference"),
    [
        ("Are ferries late?", Preference()),
        ("Were ferries late in March?",
         Preference(span=DateSpan(date(2025, 3, 1), date(2025, 3, 31)))),
        ("Were ferries late last week?",
         Preference(date(2025, 9, 5), DateSpan(date(2025, 8, 25), date(2025, 8, 31)))),
        ("What is the latest on ferries?", Preference(date(2025, 9, 5))),
        ("Were ferries late since 1999?", Preference()),
        ("Were ferries late since the war began?", Preference()),
        ("Will ferries be late in December 2025?", Preference()),
        ("Were ferries late according to Reuters?", Preference(articles=frozenset({"new"}))),
        ("What does the Fjord Times say?", Preference(articles=frozenset({"march"}))),
        ("What does Le Monde say?", Preference()),
        ("On March 3 and in March 2025?",
         Preference(span=DateSpan(date(2025, 3, 3), date(2025, 3, 3)))),
        ("In March 2024 or in May 2024?",
         Preference(span=DateSpan(date(2024, 3, 1), date(2024, 5, 31)))),
    ],
)  # fmt: skip
def test_what_is_understood_is_preferred(question: str, preference: Preference) -> None:
    assert understand(HOLDINGS, question).preference == preference


def test_a_day_to_look_back_from_replaces_the_newest_of_the_corpus() -> None:
    taken = understand(HOLDINGS, "Were ferries cancelled last week?", date(2025, 4, 2))

    assert taken.preference.as_of == date(2025, 4, 2)
    assert taken.preference.span == DateSpan(date(2025, 3, 24), date(2025, 3, 30))
    as_of, dates = taken.understood
    assert (as_of.kind, as_of.text, as_of.articles) == (
        UnderstoodKind.AS_OF,
        "looking back from 2 April 2025",
        2,
    )
    assert (dates.kind, dates.words, dates.articles) == (UnderstoodKind.DATES, "last week", 1)


@pytest.mark.parametrize(
    ("question", "line", "articles"),
    [
        ("Late in March?", "dates: 1 to 31 March 2025", 1),
        ("Late since March 4?", "dates: from 4 March 2025 on", 2),
        ("Late before March 4?", "dates: up to 3 March 2025", 1),
        ("What is the latest?", "as of: looking back from 5 September 2025", 3),
        ("What does the Fjord Times say?", "outlet: The Fjord Times", 1),
        ("According to Reuters?", "agency: Reuters, named in the text of 1 article", 1),
        ("According to Le Monde?", "outlet: Le Monde, which is not in the corpus", 0),
        (
            "Late since the war began?",
            "dates: “since the war began”: the day of this event is not known here, so it was "
            "not used",
            0,
        ),
    ],
)
def test_the_reader_is_told(question: str, line: str, articles: int) -> None:
    (item,) = understand(HOLDINGS, question).understood

    assert understood_line([item]) == line
    assert item.articles == articles
    assert item.words in question


def test_words_of_time_and_source_are_not_the_topic() -> None:
    taken = understand(HOLDINGS, "What did Ada Berg say in March, according to Reuters?")

    assert "Ada Berg" in taken.topic
    assert "March" not in taken.topic
    assert "Reuters" not in taken.topic
    assert "since March" in understand(HOLDINGS, "What has changed since March?").topic


def test_an_index_without_dates_rules_nothing_out() -> None:
    article = Article("a", "a.txt", "It was on 3 March 1999. It was late.")
    taken = understand(held(article), "Was it late in March?")

    assert taken.preference == Preference()
    assert taken.times[0].fits(article.published, article.text, "It was on 3 March 1999.") == 1.0
    assert taken.times[0].fits(article.published, "It was in May.", "It was late.") == 0.0


def test_an_article_of_days_to_come_leaves_the_day_to_look_back_from_at_today() -> None:
    wrong = Article("wrong", "wrong.txt", "Ferries are late.", published=date.max)
    earliest = date.today()

    question = "Were ferries late this week, since March or before 2020?"
    taken = understand(held(*ARTICLES, wrong), question)

    assert taken.preference.as_of
    assert earliest <= taken.preference.as_of <= date.today()
    assert [asked.fits(wrong.published, wrong.text, wrong.text) for asked in taken.times] == [
        0.0,
        0.0,
        0.0,
    ]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_articles_of_impossible_days_break_no_question(published: date) -> None:
    article = Article("wrong", "wrong.txt", "It was late in December.", published=published)

    for time in ("yesterday", "this week", "last year", "before last week", "in December"):
        taken = understand(held(article), f"What was late {time}?")
        assert taken.times
        assert all(
            asked.fits(article.published, article.text, article.text) >= -1 for asked in taken.times
        )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 3, 27), date(2025, 3, 27), "27 March 2025"),
        (date(2025, 9, 1), date(2025, 9, 30), "1 to 30 September 2025"),
        (date(2025, 3, 30), date(2025, 4, 2), "30 March to 2 April 2025"),
        (date(2024, 12, 30), date(2025, 1, 5), "30 December 2024 to 5 January 2025"),
    ],
)
def test_days_are_named_for_a_reader(first: date, last: date, words: str) -> None:
    assert days(first, last) == words
