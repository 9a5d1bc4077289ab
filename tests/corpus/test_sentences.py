import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.article import SentenceKind
from corpus.sentences import split_sentences

PIECES = st.sampled_from(
    'The talks ended.|“Go!” she said.|Mr. Low|U.S.|\n|\n\n| \n \n|\r\n| |"|“|”|’|...|?|# Title|é|'
    "e\u0301|😀|PARIS|\u00a0|\u2028|3.5|p.m.|(AP)|- item|。|\u200b|\ud800".split("|")
)
NEWS = st.lists(PIECES, max_size=25).map("".join)


def pieces(text: str, title: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, title)]


def headings(text: str, title: str | None = None) -> list[str]:
    sentences = split_sentences(text, title)
    return [text[s.start : s.end] for s in sentences if s.kind is SentenceKind.HEADING]


@given(st.one_of(st.text(), NEWS), st.one_of(st.none(), st.text(max_size=5)))
@example("“" * 50 + "A. B" + '"' * 50, None)
@example("x \x1c y.\x1dZ.", "x")
def test_sentences_hold_every_character_once_and_in_order(text: str, title: str | None) -> None:
    sentences = split_sentences(text, title)

    covered = 0
    for sentence in sentences:
        inside = text[sentence.start : sentence.end]
        assert inside and inside == inside.strip()
        assert not text[covered : sentence.start].strip()
        assert sentence.start >= covered
        covered = sentence.end
    assert not text[covered:].strip()


@given(NEWS)
def test_no_sentence_runs_over_a_blank_line(text: str) -> None:
    for piece in pieces(text):
        assert all(line.strip() for line in piece.replace("\r\n", "\n").split("\n"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Senate met Gov. Low and Mr. High on Feb. 20 in St. Louis.",
        "She won on No. 5 Court at 9 p.m. Eastern time.",
        "The U.K. and the U.N. agreed on $2.5 million.",
        "Sen. Ann Low, D-N.J., was there, J. K. Finch and George W. Dale too.",
        "“We are ready,” the minister said.",
        "“Are we ready?” the minister asked.",
        "“Are we ready?” Anna Low asked.",
        '"We are ready!" he cried.',
        "“We came early. We will stay late. It is worth it,” she told the crowd.",
        "She added: “It is late. We go.”",
        "He gave his reasons (they were few. And poor) and left.",
        "Boats — there were nine! — came in.",
        "The bridge cost £3.5m, i.e. more than planned, etc. and so on.",
        "Next came Q.E.D. signs, said Prof. Dale.",
    ],
)
def test_what_belongs_together_stays_together(sentence: str) -> None:
    text = f"It rained. {sentence} Then it stopped."

    assert pieces(text) == ["It rained.", sentence, "Then it stopped."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He spoke of rain.“Rain is near,” he said.",
            ["He spoke of rain.", "“Rain is near,” he said."],
        ),
        (
            'He spoke of rain."It is near," he said.',
            ["He spoke of rain.", '"It is near," he said.'],
        ),
        ("“It is over.” The hall rose.", ["“It is over.”", "The hall rose."]),
        ('He said "no." "Yes," she said.', ['He said "no."', '"Yes," she said.']),
        (
            "They won a “lasting peace.“ The end came.",
            ["They won a “lasting peace.“", "The end came."],
        ),
        ("He met the U.S. The day was long.", ["He met the U.S.", "The day was long."]),
        ("(It was late.) They left.", ["(It was late.)", "They left."]),
        ("It was late!!! They left?! Yes.", ["It was late!!!", "They left?!", "Yes."]),
        ("1. We came. 2. We left.", ["1. We came.", "2. We left."]),
        ("It rained . Then it stopped.", ["It rained .", "Then it stopped."]),
        ("One ended at 9 p.m. JST. Two went on.", ["One ended at 9 p.m. JST.", "Two went on."]),
    ],
)
def test_where_sentences_part(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_long_quotation_is_split_inside() -> None:
    text = "“" + "It was a long and quiet night at sea. " * 20 + "So we slept,” he said."

    assert len(pieces(text)) == 21
    assert pieces(text)[-1] == "So we slept,” he said."


def test_a_newline_ends_a_sentence() -> None:
    text = "The harbour opened on Monday\nShips came in at noon, and the town was glad of it."

    assert pieces(text) == text.split("\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_hard_wrapped_prose_is_joined(newline: str) -> None:
    lines = [
        "A quiet harbour",
        "The harbour of the old town opened again on Monday, after two",
        "years of work on its walls. The first ship that came in was a",
        "small ferry with nine passengers.",
        "The mayor greeted them at the quay, where a band played for an",
        "hour in the rain.",
    ]
    text = newline.join(lines)

    assert headings(text) == ["A quiet harbour"]
    assert [" ".join(piece.split()) for piece in pieces(text)] == [
        "A quiet harbour",
        "The harbour of the old town opened again on Monday, after two years of work on its walls.",
        "The first ship that came in was a small ferry with nine passengers.",
        "The mayor greeted them at the quay, where a band played for an hour in the rain.",
    ]


def test_headlines_of_even_length_are_not_wrapped_prose() -> None:
    lines = ["Harbour of the old town opens on Monday", "Ferry with nine passengers comes in early"]

    assert pieces("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "line",
    [
        "PARIS",
        "AP",
        "___",
        "* * *",
        "## What comes next?",
        "‘A first small step’",
        "Low: ‘The Harbour Is Ours’",
        "Mayor says the town will not pay, but it could help with repairs to the old quay",
        "Source: Reuters",
        "Written By Ann Low",
        "By Ann Low and Bo Finch",
        "9:30 p.m.",
        "What does the harbour cost?",
        "What to know:",
        "London CNN —",
        "Ferries:Nine passengers came in on the first ship",
        "Photo: A. Low/Reuters",
    ],
)
def test_lines_that_label_prose_are_headings(line: str) -> None:
    text = f"The harbour opened on Monday.\n{line}\nShips came in at noon."

    assert headings(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "It rained.",
        "“We will stay,” he said.",
        "She called it “a good day.”",
        "“We will stay and go on with the work that we began",
        "The mayor told reporters at the quay on Monday that three things were still to be done:",
        "- the mayor promised to open the quay again in May",
        "Nobody knows yet who will pay for the second part of the work, which may cost nine "
        "million or, the mayor said, more",
        "By Friday the talks had ended.",
        "He left!",
        "The mayor added:“We will stay.”",
    ],
)
def test_prose_is_no_heading(line: str) -> None:
    text = f"The harbour opened on Monday.\n\n{line}\n\nShips came in at noon."

    assert headings(text) == []


def test_a_last_line_that_was_cut_off_is_prose() -> None:
    text = "The harbour opened.\n\nThe mayor thanked all who had come and said that"

    assert headings(text) == []


def test_a_credit_behind_a_caption_is_a_heading() -> None:
    text = "A ferry comes in. Ann Low/Reuters\n\nThe harbour opened on Monday."

    assert headings(text) == ["Ann Low/Reuters"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_repeats_of_the_title_are_headings(times: int) -> None:
    title = "The harbour opens. At last."
    text = f"{title * times}\n\nShips came in at noon."

    assert headings(text, title) == [title * times]
    assert headings(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "It rained. ",
        " ",
        "\n",
        "“",
        '"',
        "'",
        ".",
        "“a” ",
        "(a ",
        "1. ",
        "A.",
        "“No. ”",
        "😀",
    ],
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    began = time.perf_counter()

    split_sentences(text)

    assert time.perf_counter() - began < 8  # about 0.5 s; quadratic time would be a minute


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        (" date 2025-09-05 PARIS: Ministers met on Friday.", "date 2025-09-05 PARIS:"),
        (
            "Norway (Fjord Weekly)—March 27, 2025—Oslo: Ministers met on Friday.",
            "Norway (Fjord Weekly)—March 27, 2025—Oslo:",
        ),
        ("BERGEN, Norway (AP) — Ministers met on Friday.", "BERGEN, Norway (AP) —"),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(line: str, dateline: str) -> None:
    heading, sentence = split_sentences(line)

    assert heading.is_heading
    assert line[heading.start : heading.end] == dateline
    assert line[sentence.start : sentence.end] == "Ministers met on Friday."


def test_a_dateline_alone_does_not_swallow_the_text() -> None:
    (only,) = split_sentences("BERGEN, Norway (AP) — ")

    assert (only.start, only.end) == (0, 21)
