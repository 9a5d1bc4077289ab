"""When things happened, by the words of a sentence and the day of its article."""

from calendar import day_name
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.preference import DateSpan
from rag.briefing.event_dates import times_told

WEDNESDAY = date(2023, 2, 8)
DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))


def span(first: str, last: str | None = None) -> DateSpan:
    return DateSpan(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The vote was held on Friday.", span("2023-02-03")),
        ("The minister resigned Wednesday.", span("2023-02-08")),
        ("He was held last Wednesday night.", span("2023-02-01")),
        ("The ferry sank on March 27.", span("2022-03-27")),
        ("The ferry sank on Feb. 5, near Bergen.", span("2023-02-05")),
        ("Talks on 27-28 March 2022 failed.", span("2022-03-27", "2022-03-28")),
        ("The choir sang from May 3 to 5.", span("2022-05-03", "2022-05-05")),
        ("It was founded in 2014.", span("2014-01-01", "2014-12-31")),
        ("The dam broke in late January.", span("2023-01-22", "2023-01-31")),
        ("The firm filed in October.", span("2022-10-01", "2022-10-31")),
        ("It rained yesterday.", span("2023-02-07")),
        ("He resigned earlier this week.", span("2023-02-06", "2023-02-08")),
        ("Rain fell over the weekend.", span("2023-02-04", "2023-02-05")),
        ("She died three days ago.", span("2023-02-05")),
        ("The next day, the port closed.", span("2023-01-02")),
        ("Two weeks later it reopened.", span("2023-01-15")),
        ("The same day, a fire broke out.", span("2023-01-01")),
    ],
)
def test_a_time_is_resolved_against_the_publication_date(sentence: str, expected: DateSpan) -> None:
    [told] = times_told(sentence, WEDNESDAY, span("2023-01-01"))

    assert told.span == expected
    assert not told.is_planned
    assert sentence[told.start : told.end] == told.words


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Talks will resume on Monday.", span("2023-02-13")),
        ("The court will rule next week.", span("2023-02-13", "2023-02-19")),
        ("Elections are due in May.", span("2023-05-01", "2023-05-31")),
        ("The ferry is to sail tomorrow.", span("2023-02-09")),
    ],
)
def test_what_is_to_come_is_planned(sentence: str, expected: DateSpan) -> None:
    [told] = times_told(sentence, WEDNESDAY)

    assert told.span == expected
    assert told.is_planned


def test_a_day_after_a_verb_of_the_past_is_past_though_plans_follow() -> None:
    first, second = times_told("She said Friday that ferries will sail in April.", WEDNESDAY)

    assert (first.span, first.is_planned) == (span("2023-02-03"), False)
    assert (second.span, second.is_planned) == (span("2023-04-01", "2023-04-30"), True)


@pytest.mark.parametrize(
    "sentence", ["It sank on Thursday.", "It sank on March 27.", "The next day it sank."]
)
def test_without_a_publication_date_only_whole_dates_are_resolved(sentence: str) -> None:
    [told] = times_told(sentence, None)

    assert told.span is None
    assert told.words in sentence
    assert times_told("It sank on March 27, 2022.", None)[0].span == span("2022-03-27")


@pytest.mark.parametrize(
    "sentence",
    ["The Sunday Times has it.", "Good Friday is a holiday.", "It may rain.", "1500 people came."],
)
def test_names_and_counts_are_no_times(sentence: str) -> None:
    assert times_told(sentence, WEDNESDAY) == []


@pytest.mark.parametrize("sentence", ["Since Monday it has rained.", "It closes before May 3."])
def test_an_end_of_a_time_is_told_from_a_time(sentence: str) -> None:
    [told] = times_told(sentence, WEDNESDAY)

    assert told.is_bound


@given(DAYS, st.sampled_from(list(day_name)))
def test_a_weekday_is_the_last_one_up_to_the_publication(published: date, name: str) -> None:
    [told] = times_told(f"The ferry sank on {name}.", published)

    if name == day_name[(published + timedelta(1)).weekday()]:
        assert told.span is None  # as likely put right the day after as a week old
        return
    assert told.span is not None
    assert told.span.first == told.span.last
    assert day_name[told.span.first.weekday()] == name
    assert timedelta(0) <= published - told.span.first < timedelta(7)


@given(DAYS, st.sampled_from(list(day_name)))
def test_a_weekday_to_come_is_within_a_week(published: date, name: str) -> None:
    [told] = times_told(f"The ferry will sail on {name}.", published)

    assert told.span is not None
    assert day_name[told.span.first.weekday()] == name
    assert timedelta(0) <= told.span.first - published < timedelta(7)


@given(DAYS, DAYS)
def test_a_date_without_a_year_is_never_far_ahead(published: date, day: date) -> None:
    [told] = times_told(f"The ferry sank on {day:%B} {day.day}.", published)

    if told.span:  # 29 February is not of every year
        assert (told.span.first.month, told.span.first.day) == (day.month, day.day)
        assert told.span.first <= published + timedelta(1)


@given(st.text(), st.none() | st.dates())
def test_any_text_is_read_without_an_error(sentence: str, published: date | None) -> None:
    ends = 0
    for told in times_told(sentence, published):
        assert ends <= told.start < told.end
        assert sentence[told.start : told.end] == told.words
        assert told.span is None or told.span.first <= told.span.last
        ends = told.start
