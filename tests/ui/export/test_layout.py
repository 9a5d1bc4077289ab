from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

import pytest

from corpus.article import Article
from rag.answer import Speaker, Support
from rag.briefing.briefing import Event, Gap, Line, Position, Stand
from tests.ui.export.briefings import LINKS, citation, empty, endless, full, hostile
from ui import texts
from ui.export.clean import TEXT_LIMIT
from ui.export.document import Document, Entries, Table
from ui.export.export import links_of
from ui.export.layout import lay_out
from ui.markup import LABEL_LIMIT


def labels(document: Document, title: str) -> list[str]:
    (section,) = (section for section in document.sections if section.title == title)
    (block,) = section.blocks
    assert isinstance(block, Entries)
    return [entry.label for entry in block.entries]


def test_sections_stand_in_the_order_in_which_they_are_read() -> None:
    document = lay_out(full(), LINKS)

    assert [section.title for section in document.sections] == [
        "Bottom line", "What happened", "Who said what", "Figures", "Where sources differ",
        "Positions and how they moved", "What the corpus does not say", "How this was made",
    ]  # fmt: skip
    assert document.made == "As of 5 September 2025"
    assert document.searched == (
        "Searched: 5 articles, 27 March 2025 to 5 September 2025 (1 without a date was left out)"
    )


def test_what_has_nothing_to_tell_is_left_out() -> None:
    nothing = lay_out(empty(reason="No article mentions it."), {})
    gaps = lay_out(empty(gaps=(Gap("Why?", "Nobody says."),)), {})

    assert (nothing.sections, nothing.notes) == ((), ())
    assert nothing.reason == "No article mentions it."
    assert [section.title for section in gaps.sections] == [texts.GAPS]


def test_the_gaps_end_with_what_was_searched() -> None:
    (gaps,) = lay_out(empty(gaps=(Gap("Why?", "Nobody says."),)), {}).sections

    told = [entry.said.text for block in gaps.blocks for entry in block.entries]
    assert told[0] == "Why?"
    assert told[1].startswith("Searched: 5 articles, dated 27 March 2025 to 5 September 2025.")
    assert len(told) == 2


def test_days_are_written_out_and_what_has_none_keeps_the_words_of_its_source() -> None:
    line = Line("It rained.", (1,))
    days = [
        (date(2025, 9, 5), date(2025, 9, 5), "Friday"),
        (date(2025, 8, 30), date(2025, 9, 2), "that weekend"),
        (None, date(2025, 9, 2), "by Tuesday"),
        (None, None, "the other day"),
        (None, None, "mid-March"),
        (None, None, ""),
    ]
    events = tuple(Event(first, last, words, line) for first, last, words in days)

    document = lay_out(empty(timeline=events, citations=(citation(1, "It rained."),)), {})

    assert labels(document, texts.TIMELINE) == [
        "5 September 2025",
        "30 August to 2 September 2025",
        "up to 2 September 2025",
        "“the other day”, date not given",
        "“mid-March”, year not given",
        "undated",
    ]


def test_notes_are_numbered_as_they_come_up_and_each_citation_has_one() -> None:
    lines = (Line("Second.", (2,)), Line("Both.", (1, 2, 1)))
    cited = (citation(1, "First quote."), citation(2, "Second quote."))

    document = lay_out(empty(bottom_line=lines, citations=cited), {})

    (block,) = document.sections[0].blocks
    assert isinstance(block, Entries)
    assert [entry.said.notes for entry in block.entries] == [(1,), (2, 1)]
    assert [(note.n, note.quote) for note in document.notes] == [
        (1, "Second quote."),
        (2, "First quote."),
    ]
    assert len(lay_out(full(), {}).notes) == len(full().citations)


def test_a_number_without_a_citation_is_a_fault() -> None:
    with pytest.raises(KeyError):
        lay_out(empty(bottom_line=(Line("Who says so?", (7,)),)), {})


def test_a_note_names_outlet_title_day_and_link_or_file() -> None:
    first, second, third, *_ = lay_out(full(), LINKS).notes

    assert first.source.name == "Fjord Weekly"
    assert first.source.title == "Nine ferries for Bergen"
    assert first.source.day == "4 September 2025"
    assert first.source.link == LINKS["ferry"]
    assert (first.source.address, first.source.file) == ("example.org/news/ferries", "")
    assert first.also_in == "also in Coast Daily, Harbour Post"
    assert (second.source.name, second.source.day) == ("minutes/board.txt", "undated")
    assert (second.source.link, second.source.file) == ("", ""), "a script is no address"
    assert (third.source.link, third.source.file) == ("", "march.md")


def test_an_address_shows_who_is_at_it_and_is_short() -> None:
    url = f"https://good.example@evil.example/{'a' * 100}?q"
    briefing = empty(bottom_line=(Line("So.", (1,)),), citations=(citation(1, "So."),))

    (note,) = lay_out(briefing, {"ferry": url}).notes

    assert note.source.link == url
    assert note.source.address.startswith("evil.example/aaa")
    assert len(note.source.address) == 70


@pytest.mark.parametrize(
    ("topic", "title"),
    [("the ferries", "The ferries"), ("iPhone sales", "iPhone sales"), ("éclairs", "Éclairs")],
)
def test_a_title_has_a_capital(topic: str, title: str) -> None:
    assert lay_out(empty(topic), {}).title == title


def test_who_speaks_is_not_said_again_below_the_name() -> None:
    other = Line("So said others.", (1,), speaker=Speaker("Bo Lind", "mayor"))
    own = Line("So said she.", (1,), speaker=Speaker("Ada Berg", "minister", "in Oslo"))
    stands = (Stand(None, other), Stand(None, own))
    cited = (citation(1, "So."),)

    (section,) = lay_out(
        empty(positions=(Position("Ada Berg", stands),), citations=cited), {}
    ).sections

    (block,) = section.blocks
    assert isinstance(block, Entries)
    assert [entry.said.aside for entry in block.entries] == ["— Bo Lind, mayor", "— in Oslo"]


def test_what_could_not_be_confirmed_or_is_a_model_s_says_so() -> None:
    line = Line("So.", (1,), Support.UNVERIFIED)
    briefing = empty(bottom_line=(line,), citations=(citation(1, "So."),))
    worded = replace(briefing, bottom_line=(replace(line, support=Support.VERIFIED),))

    asides = [
        lay_out(one, {}).sections[0].blocks[0].entries[0].said.aside  # type: ignore[union-attr]
        for one in (briefing, worded)
    ]

    assert asides == [f"({texts.UNVERIFIED})", f"({texts.REWORDED})"]


def test_competing_values_stand_together_under_one_name() -> None:
    (section,) = (s for s in lay_out(full(), LINKS).sections if s.title == texts.DIFFERENCES)
    (table,) = section.blocks

    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["ferries to Bergen", "nine", "Fjord Weekly", "4 September 2025"],
        ["", "ten", "minutes/board.txt", "undated"],
    ]
    assert [row.continues for row in table.rows] == [False, True]


def test_endless_lines_end() -> None:
    document = lay_out(endless(), {})

    assert len(document.title) == LABEL_LIMIT
    for note in document.notes:
        assert len(note.quote) <= TEXT_LIMIT
        assert len(note.source.name) <= LABEL_LIMIT
    (block,) = document.sections[0].blocks
    assert isinstance(block, Entries)
    assert all(len(entry.said.text) <= TEXT_LIMIT for entry in block.entries)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def test_nothing_is_left_that_steers() -> None:
    controls = {*map(chr, range(32)), *map(chr, range(127, 160))}
    steering = controls | {"\u2028", "\u202e", "\u2066", "\ud800", "\ufffe"}

    shown = "".join(strings(asdict(lay_out(hostile(), {}))))

    assert "escape" in shown
    assert not steering & set(shown)


def test_links_are_those_of_the_articles_cited() -> None:
    articles = {
        name: Article(name, f"{name}.txt", "Text.", url=f"https://example.org/{name}")
        for name in ("ferry", "other")
    }

    assert links_of(full(), articles) == {"ferry": "https://example.org/ferry"}
