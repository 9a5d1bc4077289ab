from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bylines import read_byline, split_names
from corpus.dates import parse_date
from corpus.metadata import Header, read_header

PROSE = "The harbour opened on Monday. Ships came in at noon."


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-27",
        "2025-03-27T23:30:00-05:00",
        "2025/3/27",
        "March 27, 2025",
        "Mar. 27 2025, 10:00 a.m.",
        "27 March 2025",
        "27th of March, 2025",
        "Thursday, 27 March 2025",
        "Thu, 27 Mar 2025 10:00:00 GMT",
        "27/03/2025",
        "03/27/2025",
        "27.3.2025",
    ],
)
def test_complete_dates_are_read(text: str) -> None:
    assert parse_date(text) == date(2025, 3, 27)


@pytest.mark.parametrize(
    "text",
    [
        "March 27",
        "Thursday",
        "2025-02-30",
        "03/04/2025",
        "2025",
        "27 March 20255",
        "",
        "yesterday",
        "3 APRİL 2025",
        "Auguſt 3, 2025",
    ],
)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert parse_date(text) is None


def test_equal_day_and_month_are_not_ambiguous() -> None:
    assert parse_date("03/03/2025") == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("dateline", "outlet", "published"),
    [
        (" date 2025-09-05 PARIS: ", None, date(2025, 9, 5)),
        (
            "Spain (Harbour Insider Magazine)—March 27, 2025—Vigo: ",
            "Harbour Insider Magazine",
            date(2025, 3, 27),
        ),
        ("WIMBLEDON, England (AP) — ", "AP", None),
        ("VIGO, March 27, 2025 (Reuters) - ", "Reuters", date(2025, 3, 27)),
        ("VIGO, Spain, 27 March 2025 (AFP) – ", "AFP", date(2025, 3, 27)),
        ("VIGO, March 27 (Reuters) - ", "Reuters", None),
        ("VIGO, March 27, 2025 — ", None, date(2025, 3, 27)),
        ("VIGO — ", None, None),
        ("VIGO, 2025-02-30 — ", None, None),
        ("She (the mayor) — who was late — said: ", None, None),
        ("March 27, 2025: ", None, None),
    ],
)
def test_datelines(dateline: str, outlet: str | None, published: date | None) -> None:
    header = read_header(dateline + PROSE)

    assert header == Header(outlet=outlet, published=published)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source: Reuters", Header(outlet="Reuters")),
        ("Source: https://example.com/a", Header(url="https://example.com/a")),
        ("Written By Ann Low", Header(authors=("Ann Low",))),
        ("By Jane Doe and John Roe", Header(authors=("Jane Doe", "John Roe"))),
        (
            "By Ludwig van der Berg, Reuters",
            Header(authors=("Ludwig van der Berg",), outlet="Reuters"),
        ),
        ("By The Associated Press", Header(outlet="Associated Press")),
        ("Published: 27 March 2025", Header(published=date(2025, 3, 27))),
        ("Published on March 27, 2025 at 10 a.m.", Header(published=date(2025, 3, 27))),
        ("URL: https://example.com/a?b=c", Header(url="https://example.com/a?b=c")),
        ("Link: http://example.com", Header(url="http://example.com")),
        ("Source: Harbour Office, Town Hall", Header()),
        ("By Ann Low, USA TODAY Sports", Header(authors=("Ann Low",), outlet="USA TODAY Sports")),
        ("Updated: 27 March 2025", Header()),
        ("Published: 03/04/2025", Header()),
        ("Published: 2025-02-30", Header()),
        ("Source: a survey of 2,000 people.", Header()),
        ("By Friday the talks had ended.", Header()),
        ("By Friday Evening", Header()),
        ("On 27 March 2025 the harbour opened.", Header()),
    ],
)
@pytest.mark.parametrize("place", ["{line}\n{prose}", "{prose}\n\n{line}", "{prose}\r\n{line}\r\n"])
def test_labelled_lines_at_the_top_and_at_the_end(line: str, expected: Header, place: str) -> None:
    assert read_header(place.format(line=line, prose=PROSE)) == expected


def test_a_label_in_the_middle_of_a_long_text_is_not_the_articles() -> None:
    middle = f"{PROSE}\n" * 20

    assert read_header(f"{middle}Source: Reuters\n{middle}") == Header()


@pytest.mark.parametrize(
    "text",
    [
        f"The harbour opens again\n\n{PROSE}",
        f"\n\nThe harbour opens again\r\n\r\n{PROSE}",
        f"# The harbour opens again\n{PROSE}",
        f"Title: The harbour opens again\n{PROSE}",
    ],
)
def test_a_title_stands_by_itself(text: str) -> None:
    assert read_header(text).title == "The harbour opens again"


@pytest.mark.parametrize(
    "line",
    [
        "The harbour opens again.",
        "VIGO",
        "AP",
        "By Ann Low",
        "27 March 2025",
        "___",
        "To know:",
        "The harbour opens again. A ship comes in",
        "The mayor called it “a good day.”",
        "Ann Low",
        "Ann Low and Bo Finch",
        "Associated Press",
        "From staff and wire reports",
        "London CNN —",
        "x " * 40,
        "Updated: May",
        "VIGO, March 27, 2025 (Reuters) - Ships came in",
    ],
)
def test_what_is_no_title(line: str) -> None:
    assert read_header(f"{line}\n\n{PROSE}").title is None


def test_a_first_line_without_blank_line_or_text_below_is_no_title() -> None:
    assert read_header(f"The harbour opens again\n{PROSE}").title is None
    assert read_header("The harbour opens again\n\n").title is None


def test_prose_states_nothing() -> None:
    text = "Ann Low said on March 27, 2025 that Reuters (an agency) was wrong: https://example.com."

    assert read_header(text) == Header()


@given(st.text())
def test_any_text_has_a_header(text: str) -> None:
    assert isinstance(read_header(text), Header)


def test_names_are_split_only_where_each_is_a_full_name() -> None:
    assert split_names("Jane Doe, John Roe and Bo Finch") == ("Jane Doe", "John Roe", "Bo Finch")
    assert split_names("Doe, Jane") == ("Doe, Jane",)
    assert split_names("  ") == ()
    assert read_byline("By and by the rain stopped") is None
