"""Whole briefings over invented articles and the sample corpus."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import SettingsError
from corpus.folder import find_files, read_articles
from index.filters import Filters
from index.search import Index
from rag.briefing.briefing import Briefing, Length
from rag.briefing.build import brief
from rag.briefing.check import faults
from rag.briefing.renumbering import lines

ARTICLES = [
    Article(
        "weekly",
        "weekly.txt",
        "The Bergen ferry talks opened on Monday in the harbour hall of Bergen. Ferry minister Ada "
        "Berg said on Tuesday that nine ferries will sail on the Bergen ferry line from May. "
        "“The Bergen ferry line must stay cheap for every islander who sails,” said Ada Berg. "
        "Leaders from 31 islands gathered at the Bergen ferry talks to agree on tickets.",
        title="Bergen ferry talks open",
        outlet="Fjord Weekly",
        published=date(2025, 3, 5),
    ),
    Article(
        "post",
        "post.txt",
        "The Bergen ferry talks opened on Monday in the harbour hall, in rain. "
        "Leaders from nearly 30 islands gathered at the Bergen ferry talks, and they left early. "
        "The next day, a ferry of the Bergen ferry line ran aground near Askøy.",
        title="Rain at the Bergen ferry talks",
        outlet="Coast Post",
        published=date(2025, 3, 6),
    ),
    Article(
        "autumn",
        "autumn.txt",
        "The Bergen ferry line will not sail in winter, ferry minister Ada Berg insisted on "
        "September 2. Berg rejected cheaper tickets for the Bergen ferry line.",
        title="Bergen ferry line rests in winter",
        outlet="Fjord Weekly",
        published=date(2025, 9, 3),
    ),
    Article(
        "choir",
        "choir.txt",
        "The choir of Narvik sang in the old church all night. Nobody slept before the morning.",
        published=date(2025, 9, 9),
    ),
]
TOPIC = "the Bergen ferry line"


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index(ARTICLES)


@pytest.fixture
def briefing(index: Index) -> Briefing:
    return brief(index, TOPIC, length=Length.FULL)


def texts(briefing: Briefing) -> str:
    return " ".join(line.text for line in lines(briefing))


def test_each_line_is_verbatim_and_numbered_in_order_of_first_use(
    index: Index, briefing: Briefing
) -> None:
    assert faults(briefing, index.articles) == []
    assert lines(briefing)
    for citation in briefing.citations:
        text = index.articles[citation.article_id].text
        assert text[citation.start : citation.end] == citation.quote
    assert "choir" not in {citation.article_id for citation in briefing.citations}
    json.dumps(briefing.to_dict())


def test_the_bottom_line_is_newest_first_and_of_different_articles(briefing: Briefing) -> None:
    days = {citation.n: citation.published for citation in briefing.citations}
    told = [days[line.citations[0]] for line in briefing.bottom_line]

    assert told == sorted(told, key=lambda day: day or date.min, reverse=True)
    assert told[0] == date(2025, 9, 3)


def test_an_event_told_by_two_outlets_stands_once_under_its_day(briefing: Briefing) -> None:
    opened = [event for event in briefing.timeline if "opened" in event.line.text]

    assert [(event.first, event.last) for event in opened] == [(date(2025, 3, 3),) * 2]
    days = [event.first for event in briefing.timeline if event.first]
    assert days == sorted(days)


def test_the_next_day_counts_from_the_day_told_before(briefing: Briefing) -> None:
    [aground] = [event for event in briefing.timeline if "aground" in event.line.text]

    assert aground.first == date(2025, 3, 4)


def test_sources_that_differ_stand_side_by_side(briefing: Briefing) -> None:
    [differ] = briefing.disagreements

    assert {value.value for value in differ.values} == {"31 islands", "nearly 30 islands"}
    assert all("31" not in figure.value for figure in briefing.figures)


def test_a_position_is_told_period_by_period_oldest_first(briefing: Briefing) -> None:
    [position] = [p for p in briefing.positions if p.actor == "Ada Berg"]
    days = [stand.day for stand in position.stands]

    assert len(days) == 2
    assert days == sorted(day for day in days if day)


def test_what_nobody_says_is_a_gap(briefing: Briefing) -> None:
    asked = {gap.question: gap.reason for gap in briefing.gaps}

    assert asked["Who pays for the Bergen ferry line?"]
    assert len(asked) <= 5


def test_a_place_that_is_named_once_is_a_topic(index: Index) -> None:
    told = brief(index, "Askøy")

    assert told.reason is None
    assert told.bottom_line[0].text.endswith("ran aground near Askøy.")


def test_a_position_is_told_by_who_holds_it(index: Index) -> None:
    told = brief(index, "Ada Berg's position")

    assert told.bottom_line
    assert all("Berg" in line.text for line in told.bottom_line)


@pytest.mark.parametrize("topic", ["", "  ", "?!"])
def test_an_empty_topic_is_refused(index: Index, topic: str) -> None:
    with pytest.raises(SettingsError, match="topic is empty"):
        brief(index, topic)


def test_a_silent_corpus_gives_a_reason_and_a_gap(index: Index) -> None:
    silent = brief(index, "volcanoes of Iceland")

    assert silent.reason
    assert "volcanoes of Iceland" in silent.reason
    assert [gap.question for gap in silent.gaps]
    assert lines(silent) == []


@pytest.mark.parametrize("topic", ["news", "the", "latest headlines"])
def test_a_topic_without_a_subject_tells_the_newest_and_says_so(index: Index, topic: str) -> None:
    newest = brief(index, topic)

    assert newest.reason is None
    assert "names no subject" in newest.notes[0]
    assert "choir of Narvik" in newest.bottom_line[0].text
    assert faults(newest, index.articles) == []


def test_filters_and_the_day_looked_back_from_bound_what_is_told(index: Index) -> None:
    spring = brief(index, TOPIC, as_of=date(2025, 4, 1))

    assert spring.made == date(2025, 4, 1)
    assert spring.corpus.articles == 2
    assert "September" not in texts(spring)
    weekly = brief(index, TOPIC, filters=Filters(outlets=("Fjord Weekly",)))
    assert {citation.outlet for citation in weekly.citations} == {"Fjord Weekly"}
    with pytest.raises(SettingsError, match="looks back from"):
        brief(index, TOPIC, filters=Filters(after=date(2025, 5, 1)), as_of=date(2025, 4, 1))


def test_reprints_count_once(make_index: Callable[..., Index]) -> None:
    copy = replace(ARTICLES[0], id="copy", file="copy.txt", outlet="Island Herald")
    index = make_index([*ARTICLES, copy], stories={"weekly": "s", "copy": "s"})

    found = brief(index, TOPIC, length=Length.FULL)

    cited = {citation.article_id for citation in found.citations}
    assert len(cited & {"weekly", "copy"}) == 1
    assert any(citation.also_in for citation in found.citations)


def test_an_undated_article_is_dated_by_one_that_tells_the_same(
    make_index: Callable[..., Index],
) -> None:
    opened = "The Bergen ferry talks opened on {day} in the harbour hall, said Ada Berg of Norway."
    dated = replace(ARTICLES[0], text=opened.format(day="Monday"))
    bare = Article("bare", "bare.txt", opened.format(day="March 3"))
    later = "The Bergen ferry talks of Ada Berg closed on April 9, and no ferry sailed."
    index = make_index([dated, replace(bare, text=f"{bare.text} {later}")])

    found = brief(index, "the Bergen ferry talks", length=Length.FULL)

    [opening, closing] = found.timeline
    assert opening.first == date(2025, 3, 3)
    assert closing.first == date(2025, 4, 9)
    assert [note for note in found.notes if "bare.txt states no date" in note]


def test_only_what_can_be_named_is_asked_for_by_name(make_index: Callable[..., Index]) -> None:
    told = "12 towns and 900 islanders have joined the Bergen ferry line this spring, in all."
    index = make_index([replace(ARTICLES[0], text=told)])

    asked = [gap.question for gap in brief(index, TOPIC, length=Length.FULL).gaps]

    assert "Which towns are among the 12?" in asked
    assert not [question for question in asked if "islanders" in question]


def test_a_wrong_number_quote_line_and_value_are_found(index: Index, briefing: Briefing) -> None:
    first = briefing.citations[0]
    line = briefing.bottom_line[0]
    broken: Sequence[Briefing] = [
        replace(briefing, citations=(replace(first, end=first.end - 1), *briefing.citations[1:])),
        replace(briefing, citations=(replace(first, n=99), *briefing.citations[1:])),
        replace(briefing, bottom_line=(replace(line, text="All ferries sank."),)),
        replace(briefing, bottom_line=(replace(line, citations=()), *briefing.bottom_line[1:])),
    ]

    assert all(faults(each, index.articles) for each in broken)


def test_progress_is_told_from_the_search_on(index: Index) -> None:
    told: list[tuple[str, float]] = []

    brief(index, TOPIC, progress=lambda step, share: told.append((step, share)))

    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0


@pytest.mark.parametrize("length", list(Length))
def test_a_briefing_on_the_sample_corpus_is_sound(
    make_index: Callable[..., Index], length: Length
) -> None:
    sample = Path(__file__).parents[3] / "corpus" / "articles"
    read = (found for file in find_files([sample]) for found in read_articles(file))
    articles = [each for each in read if isinstance(each, Article)]
    index = make_index(articles)

    found = brief(index, "the reassurance force for Ukraine", length=length)

    assert faults(found, index.articles) == []
    assert found.timeline
    words = sum(len(line.text.split()) for line in lines(found))
    assert words <= (600 if length is Length.SHORT else 1200)


def test_one_story_alone_gives_no_more_lines_than_wanted(make_index: Callable[..., Index]) -> None:
    told = " ".join(
        f"The Bergen ferry line opened its {place} harbour with a {thing} for the islanders."
        for place, thing in zip(
            "north south east west outer inner upper lower".split(),
            "choir parade dinner speech race dance market fair".split(),
            strict=True,
        )
    )
    index = make_index([replace(ARTICLES[0], text=told)])

    assert 0 < len(brief(index, TOPIC).bottom_line) <= 5
