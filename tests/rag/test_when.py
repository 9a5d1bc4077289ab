"""Expressions of time, and words that only look like them, as asked on Wednesday 10 September."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from index.preference import DateSpan
from rag.asked_times import Reference, asked_times, looks_back
from rag.when import Asked, Relation

DAY = date(2025, 9, 10)
COVERED = DateSpan(date(2025, 1, 10), DAY)
REFERENCE = Reference(DAY, COVERED, given=True)
MARCH = Article("m", "m.txt", "", published=date(2025, 3, 28))
UNDATED = Article("u", "u.txt", "")


def spans(question: str, reference: Reference = REFERENCE) -> list[str]:
    return [
        f"{asked.span.first} {asked.span.last}"
        for asked in asked_times(question, reference)
        if asked.span
    ]


@pytest.mark.parametrize(
    ("question", "span"),
    [
        # days
        ("What was said on March 27?", "2025-03-27 2025-03-27"),
        ("What was said on 27 March 2025?", "2025-03-27 2025-03-27"),
        ("What was said on March 27, 2024?", "2024-03-27 2024-03-27"),
        ("What was said on the 27th of March?", "2025-03-27 2025-03-27"),
        ("What was said on 2025-03-27?", "2025-03-27 2025-03-27"),
        ("What was said on Sept. 4?", "2025-09-04 2025-09-04"),
        ("What was said on Sunday, Jan. 5, 2025?", "2025-01-05 2025-01-05"),
        ("What was said on thursday, march 27?", "2025-03-27 2025-03-27"),
        ("Who signed on July 4, 1776?", "1776-07-04 1776-07-04"),
        ("Who met on May 5?", "2025-05-05 2025-05-05"),
        ("What was said on December 5?", "2024-12-05 2024-12-05"),
        ("What happened on 27 March last year?", "2024-03-27 2024-03-27"),
        ("Who came to the September 4 meeting?", "2025-09-04 2025-09-04"),
        # months and parts of them
        ("What was said in September?", "2025-09-01 2025-09-30"),
        ("what was said in march?", "2025-03-01 2025-03-31"),
        ("What was said in October?", "2024-10-01 2024-10-31"),
        ("What was said in May 2023?", "2023-05-01 2023-05-31"),
        ("Who came to the March summit?", "2025-03-01 2025-03-31"),
        ("who came to the september summit", "2025-09-01 2025-09-30"),
        ("What of Macron's March speech?", "2025-03-01 2025-03-31"),
        ("In September 26 countries pledged what?", "2025-09-01 2025-09-30"),
        ("What was said in early September?", "2025-09-01 2025-09-10"),
        ("What was said in mid-August?", "2025-08-11 2025-08-21"),
        ("What was said in late August?", "2025-08-22 2025-08-31"),
        ("What was said at the end of May?", "2025-05-22 2025-05-31"),
        ("Who won in the first week of June?", "2025-06-01 2025-06-07"),
        ("What was announced last September?", "2024-09-01 2024-09-30"),
        ("What was announced last May?", "2025-05-01 2025-05-31"),
        # years, seasons, quarters, holidays
        ("Who won in 2024?", "2024-01-01 2024-12-31"),
        ("How many came in early 2024?", "2024-01-01 2024-04-30"),
        ("What was built in the summer of 2022?", "2022-06-01 2022-08-31"),
        ("What was built over the summer?", "2025-06-01 2025-08-31"),
        ("What was built last winter?", "2024-12-01 2025-02-28"),
        ("What was earned in the second quarter of 2025?", "2025-04-01 2025-06-30"),
        ("What was earned in Q1 2025?", "2025-01-01 2025-03-31"),
        ("Who spoke on Christmas Day?", "2024-12-25 2024-12-25"),
        ("Who spoke on New Year’s Eve 2023?", "2023-12-31 2023-12-31"),
        ("Who spoke at Easter?", "2025-04-18 2025-04-21"),
        # ranges
        ("What was said between 1 and 15 September?", "2025-09-01 2025-09-15"),
        ("What was said on September 1-5, 2025?", "2025-09-01 2025-09-05"),
        ("What changed from March to May?", "2025-03-01 2025-05-31"),
        ("What changed between March and September?", "2025-03-01 2025-09-30"),
        ("What changed from November to February 2024?", "2023-11-01 2024-02-29"),
        ("What changed between 2019 and 2022?", "2019-01-01 2022-12-31"),
        # open at one end: up to the day of asking, or from where the corpus begins
        ("What was said since September 4?", "2025-09-04 2025-09-10"),
        ("Who came after 27 March?", "2025-03-28 2025-09-10"),
        ("Who resigned after last week's talks?", "2025-09-01 2025-09-10"),
        ("Who came before March 27?", "2025-01-10 2025-03-26"),
        ("Who came until March 27?", "2025-01-10 2025-03-27"),
        ("What is banned from March 3 on?", "2025-03-03 2025-09-10"),
        # counted from the day of asking
        ("Who resigned today?", "2025-09-10 2025-09-10"),
        ("Who resigned yesterday?", "2025-09-09 2025-09-09"),
        ("Who resigned this week?", "2025-09-08 2025-09-10"),
        ("Who resigned last week?", "2025-09-01 2025-09-07"),
        ("Who resigned over the weekend?", "2025-09-06 2025-09-07"),
        ("Who resigned this month?", "2025-09-01 2025-09-10"),
        ("Who resigned last month?", "2025-08-01 2025-08-31"),
        ("Who has resigned so far this year?", "2025-01-01 2025-09-10"),
        ("Who resigned late last year?", "2024-09-01 2024-12-31"),
        ("Who resigned last Thursday?", "2025-09-04 2025-09-04"),
        ("Who resigned last Wednesday?", "2025-09-03 2025-09-03"),
        ("Who resigned on Wednesday?", "2025-09-10 2025-09-10"),
        ("Who resigned on Monday last week?", "2025-09-01 2025-09-01"),
        ("Who came to Tuesday's meeting?", "2025-09-09 2025-09-09"),
        ("Who won at Monday’s Fjord Awards?", "2025-09-08 2025-09-08"),
        ("Who was fined Tuesday for being late?", "2025-09-09 2025-09-09"),
        ("Who resigned in the past three days?", "2025-09-07 2025-09-10"),
        ("Who resigned in the last 24 hours?", "2025-09-09 2025-09-10"),
        ("Who resigned in the past week?", "2025-09-03 2025-09-10"),
        ("Who resigned three days ago?", "2025-09-07 2025-09-07"),
        ("Who resigned two weeks ago?", "2025-08-25 2025-08-31"),
    ],
)
def test_a_time_is_understood(question: str, span: str) -> None:
    assert spans(question) == [span]


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What was said on 3 APRİL 2025?", "2025-04-03 2025-04-03"),
        ("What was said in Aprıl 2025?", "2025-04-01 2025-04-30"),
        ("What was said ſince Auguſt 2025?", "2025-08-01 2025-09-10"),
        ("What was said in the fırst half of 2024?", "2024-01-01 2024-06-30"),
        ("What was said in the sprıng of 2024?", "2024-03-01 2024-05-31"),
        ("What was said at Chrıstmas 2024?", "2024-12-24 2024-12-26"),
    ],
)
def test_a_letter_of_another_alphabet_is_read_as_its_like(question: str, span: str) -> None:
    assert spans(question) == [span]


@pytest.mark.parametrize(
    "question",
    [
        "May I ask who came?",
        "What may 26 countries do?",
        "What did Theresa May say?",
        "Who resigned after May lost?",
        "Who was sacked by May?",
        "Who will march on the capital?",
        "How many came to the March on Washington?",
        "Who organised the Women's March?",
        "What did March for Our Lives demand?",
        "What does the Sunday Times report?",
        "What was sold on Black Friday?",
        "Who rests every Sunday?",
        "Who fires rockets every July 4th?",
        "Who owns Ruby Tuesday?",
        "Who spoke on Saturday Night Live?",
        "Who was second?",
        "Which second man came?",
        "What can GPT-4 do?",
        "How many of the 2,000 soldiers came?",
        "Have 26 countries pledged a force?",
        "Who earned more than 2000 dollars?",
        "Who runs in the 2024 election?",
        "Who won the 2022 World Cup?",
        "Who sat on the January 6 committee?",
        "What began with the October 7 attack?",
        "What is the worst storm since 2008?",
        "How much did prices rise over last year?",
        "Were there more ferries than in 2023?",
        "Who spoke to USA Today?",
        "Who hosts Last Week Tonight?",
        "Who wrote August Wilson's plays?",
        "Did June Carter sing?",
        "What caused the fall of Kabul?",
        "Who won at the Summer Olympics?",
        "What became of the Arab Spring?",
        "What grows on Christmas Island?",
        "Who went to Mar-a-Lago?",
        "What happened on 31 February?",
        "Which day is the third Monday of February every year?",
        "How many of the 747 jets fly at mach 2?",
        "Who fired the last 12 shots?",
        "Who was Player of the Year 2023?",
        "What was said before 0001-01-01?",
        "What was said on 9999-12-31?",
    ],
)
def test_what_only_looks_like_a_time_is_none(question: str) -> None:
    assert asked_times(question, REFERENCE) == []


@pytest.mark.parametrize(
    ("question", "words", "relation"),
    [
        ("Who left since the ceasefire talks began?", "since the ceasefire talks began", "since"),
        ("Who paid until the war ended?", "until the war ended", "until"),
        ("What has changed since the election?", "since the election", "since"),
    ],
)
def test_a_time_told_by_an_event_is_shown_without_days(
    question: str, words: str, relation: str
) -> None:
    (asked,) = asked_times(question, REFERENCE)

    assert (asked.words, asked.relation, asked.span) == (words, relation, None)


def test_two_months_are_two_times() -> None:
    assert spans("What was said in March and May 2024?") == [
        "2024-03-01 2024-03-31",
        "2024-05-01 2024-05-31",
    ]


def test_words_stand_in_the_question_where_they_are_said_to() -> None:
    question = "İlker left since September 4, and who came last week?"

    found = asked_times(question, REFERENCE)

    assert [asked.words for asked in found] == ["since September 4", "last week"]
    assert all(question[asked.start : asked.end] == asked.words for asked in found)


def test_a_date_without_year_is_one_that_the_corpus_covers_if_it_can_be() -> None:
    old = Reference(date(2026, 11, 1), COVERED, given=True)

    assert spans("Who came in March?", old) == ["2025-03-01 2025-03-31"]
    assert spans("Who came in March 2026?", old) == ["2026-03-01 2026-03-31"]
    assert spans("Who came in October?", old) == ["2026-10-01 2026-10-31"]


def test_what_is_to_come_is_the_nearest_and_lies_ahead() -> None:
    (coming,) = asked_times("Who will speak in October?", REFERENCE)
    (gone,) = asked_times("Who spoke in October?", REFERENCE)

    assert coming.ahead
    assert coming.span == DateSpan(date(2025, 10, 1), date(2025, 10, 31))
    assert not gone.ahead


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("What is the latest on the talks?", "latest"),
        ("Who is currently in charge?", "currently"),
        ("Who leads now?", "now"),
        ("What is the now-defunct firm?", None),
        ("Who spoke in March?", None),
    ],
)
def test_words_for_the_newest_are_heard(question: str, word: str | None) -> None:
    assert looks_back(question) == word


@given(
    st.text(
        alphabet=st.sampled_from("on in May March 27 2025 last week-,.?’s 4 to and"), max_size=60
    )
)
def test_no_question_breaks_the_search_for_times(question: str) -> None:
    for asked in asked_times(question, REFERENCE):
        assert question[asked.start : asked.end] == asked.words
        assert asked.span is None or asked.span.first <= asked.span.last


@pytest.mark.parametrize("day", [date(1000, 1, 1), date(2999, 12, 31)])
@given(
    lead=st.sampled_from(["", "before", "until", "since", "after"]),
    time=st.sampled_from(
        "yesterday;this week;last week;later this year;last winter;the past 999 years;"
        "999 years ago;999 months ago;1000-01-01;2999-12-31;in December;on 1 January;"
        "over the weekend;on Monday".split(";")
    ),
)
def test_no_time_leaves_the_calendar(day: date, lead: str, time: str) -> None:
    for asked in asked_times(f"Who came {lead} {time}?", Reference(day, None, given=True)):
        assert asked.span
        assert (
            asked.fits(MARCH.published, "", "They met in December 9999 and in January 0001.") <= 1
        )


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y"]))
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert spans(f"Who came on {day.strftime(form)}?") == [f"{day} {day}"]


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)))
def test_the_week_before_is_seven_days_that_end_on_a_sunday(day: date) -> None:
    (asked,) = asked_times("Who came last week?", Reference(day, None, given=True))

    assert asked.span
    assert asked.span.last.isoweekday() == 7
    assert asked.span.last - asked.span.first == timedelta(6)
    assert timedelta(0) < day - asked.span.last <= timedelta(7)


@pytest.mark.parametrize(
    ("question", "article", "passage", "sentence", "fit"),
    [
        ("on March 27", MARCH, "", "They met on March 27.", 1.0),
        ("on March 27", MARCH, "", "They met.", 0.5),
        ("on March 27", UNDATED, "They met on March 27. They left.", "They left.", 0.5),
        ("in September", MARCH, "", "They met.", -1.0),
        ("in March 2024", MARCH, "", "They met.", -1.0),
        ("in March", UNDATED, "They met.", "They met.", 0.0),
        ("in March", UNDATED, "It was May.", "It was May.", -1.0),
        ("on April 3", MARCH, "", "They met.", -1.0),
        ("on April 3", MARCH, "", "They will meet on April 3.", 1.0),
        ("in March", MARCH, "", "They met on 3 March 2019.", 0.5),
        ("in early 2025", MARCH, "", "They met.", 0.5),
        ("in 2024", MARCH, "", "They met in 2024.", 1.0),
        ("in 2024", MARCH, "", "They met.", 0.0),
        ("in 2019", MARCH, "", "They met.", -1.0),
        ("in 2019", MARCH, "", "They met on March 27.", -1.0),
        ("in 2019", MARCH, "It was 2019. They met.", "They met.", 0.0),
        ("in March 2024", MARCH, "", "They met on March 27.", -1.0),
        (
            "in March 2024",
            Article("f", "f.txt", "", published=date(2026, 3, 1)),
            "",
            "They met on February 29.",
            -1.0,
        ),
        ("in December 2024", MARCH, "", "They met on December 2.", 1.0),
        ("in 2027", MARCH, "", "They met.", 0.0),
        ("since September", MARCH, "", "They met.", 0.0),
        ("until September", MARCH, "", "They met in September.", 0.0),
        ("last week", MARCH, "", "They met.", -1.0),
    ],
)
def test_news_fits_the_time_it_is_of(
    question: str, article: Article, passage: str, sentence: str, fit: float
) -> None:
    (asked,) = asked_times(question, REFERENCE)

    assert asked.fits(article.published, passage, sentence) == fit


def test_a_time_counted_from_a_day_nobody_gave_rules_nothing_out() -> None:
    (asked,) = asked_times("last week", Reference(DAY, COVERED))

    assert asked.fits(MARCH.published, "", "They met.") == 0.0


def test_an_event_without_days_fits_everything_alike() -> None:
    asked = Asked("since the war", 0, 13, Relation.SINCE, None)

    assert asked.fits(MARCH.published, "", "They met on March 27.") == 0.0
