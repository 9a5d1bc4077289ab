from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.folder import find_files, read_articles
from index.search import Index
from rag.disagreement import Dispute, disagreements
from rag.evidence import Evidence, choose
from rag.features import Features

SAMPLE = Path(__file__).parents[2] / "corpus" / "articles"

FEATURES = Features(0.7, 0.7, 1.0, 0.0, 0)
HOW_MANY = "How many countries were at the harbour summit in Voss?"


def piece(id: str, text: str, published: date | None = None) -> Evidence:
    return Evidence(Article(id, f"{id}.txt", text, published=published), 0, len(text), FEATURES, 1)


def values(found: list[Dispute]) -> list[list[str]]:
    return [[value.text for value in dispute.values] for dispute in found]


def test_what_differs_is_called_as_the_question_calls_it() -> None:
    evidence = [
        piece("a", "The death toll in Voss was 40."),
        piece("b", "The death toll in Voss was 52."),
    ]
    (dispute,) = disagreements("What was the death toll in Voss?", evidence, {})

    assert dispute.about == "the death toll in Voss"


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "What is the population of Voss?",
            "Population of Voss: 16,337 inhabitants by the census.",
            "In Voss the population in towns was 21,493 inhabitants.",
        ),
        (
            "When was Ada Berg born?",
            "Berg (May 22, 1841 – March 17, 1905) was a judge.",
            "Berg (January 1, 1850 – March 17, 1905) was a judge.",
        ),
    ],
)
def test_what_is_told_without_the_words_of_the_question_is_compared(
    question: str, one: str, other: str
) -> None:
    assert len(disagreements(question, [piece("a", one), piece("b", other)], {})[0].values) == 2


def test_what_is_counted_differently_is_named_in_the_plural() -> None:
    killed = (
        piece("a", "Shelling in Voss killed one person."),
        piece("b", "The shelling of Voss killed three people."),
    )
    (dispute,) = disagreements("How many people were killed in Voss?", killed, {})

    assert dispute.about == "people"


def test_a_hedged_value_gives_way_to_the_exact_one_of_its_time() -> None:
    hedged = piece(
        "a", "Leaders from over two dozen countries were at the summit in Voss.", date(2025, 9, 4)
    )
    exact = "Leaders from 26 countries were at the harbour summit in Voss."

    (found,) = disagreements(HOW_MANY, [hedged, piece("b", exact, date(2025, 9, 5))], {})
    assert [value.text for value in found.values] == ["26 countries"]
    assert [each.article.id for each in found.values[0].pieces] == ["b"]
    assert disagreements(HOW_MANY, [hedged, piece("b", exact, date(2025, 3, 4))], {}) == []


def test_a_disagreement_of_which_the_best_has_no_part_is_none_unless_it_holds_no_answer() -> None:
    told = [
        piece("b", "Leaders from 31 countries gathered at the harbour summit in Voss."),
        piece("c", "Leaders from 40 countries came to the harbour summit in Voss."),
    ]
    silent = [piece(id, "The harbour summit in Voss drew a crowd.") for id in ("x", "y", "z")]
    fits_not = [replace(each, features=FEATURES._replace(expected=0.0)) for each in silent]

    assert disagreements(HOW_MANY, [*silent, *told], {}) == []
    for best in (silent[:2], fits_not):
        assert values(disagreements(HOW_MANY, [*best, *told], {})) == [
            ["31 countries", "40 countries"]
        ]
    # One exact value, not of the best's article, is no figure that it hedges.
    assert disagreements(HOW_MANY, [fits_not[0], told[0]], {}) == []


def test_values_that_cannot_all_be_right_stand_side_by_side() -> None:
    evidence = [
        piece("a", "Leaders from 31 countries gathered at the harbour summit in Voss."),
        piece("b", "The harbour summit in Voss drew leaders from nearly 30 nations."),
        piece("c", "Leaders from 28 countries came to the harbour summit in Voss."),
    ]

    (dispute,) = disagreements(HOW_MANY, evidence, {})

    assert {value.text for value in dispute.values} == {"31 countries", "nearly 30 nations"}
    (two,) = (value for value in dispute.values if value.text != "31 countries")
    assert {piece.article.id for piece in two.pieces} == {"b", "c"}
    assert two.sources == 2
    assert dispute.about == "countries"


def test_reprints_of_one_story_are_one_source_and_no_dispute() -> None:
    evidence = [
        piece("a", "Leaders from 31 countries gathered at the harbour summit in Voss."),
        piece("b", "Leaders from 30 countries gathered at the harbour summit in Voss."),
    ]

    assert disagreements(HOW_MANY, evidence, {"a": "a", "b": "a"}) == []


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were killed in Voss?",
            "Shelling in Voss killed one and cut the power.",
            "The shelling of Voss killed at least two civilians.",
        ),
        (
            "When was the Voss mill built?",
            "The Voss mill was built in 1872 by a farmer.",
            "The old mill at Voss was built in 1890.",
        ),
        (
            "Who directed the film Sunrise?",
            "Sunrise is a film directed by Ida Moe.",
            "The film Sunrise was directed by Karl Lie.",
        ),
        (
            "What sport does the Voss club play?",
            "The Voss club play rugby union.",
            "The Voss club play ice hockey.",
        ),
        (  # for what a thing is, a sentence that names it is enough
            "What sport is Ada Berg associated with?",
            "Ada Berg is a Norwegian former footballer.",
            "Ada Berg won the chess title of 1990.",
        ),
        (
            "Where is the Voss mill located?",
            "Voss mill is a mill in Ribe, Denmark.",
            "Voss mill is the oldest mill in Odda, Norway.",
        ),
        (
            "What is the genre of the film Sunrise?",
            "Sunrise is a 1982 Danish drama film directed by Ida Moe.",
            "Sunrise is a comedy about a ferry.",
        ),
        (
            "Which party does Ada Berg belong to?",
            "Ada Berg sits for the Labour Party.",
            "Ada Berg of the Conservatives won.",
        ),
        (
            "What was the military rank of Ada Berg?",
            "Ada Berg was promoted to lieutenant general.",
            "Ada Berg became an admiral.",
        ),
        (
            "Who is the creator of the series Sunrise?",
            "Sunrise was written by Ida Moe.",
            "Sunrise was created by Karl Lie.",
        ),
    ],
)
def test_numbers_dates_and_names_are_compared(question: str, one: str, other: str) -> None:
    (dispute,) = disagreements(question, [piece("a", one), piece("b", other)], {})

    assert len(dispute.values) == 2


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were killed in Voss?",
            "Shelling in Voss killed three people.",
            "The shelling of Voss killed at least two civilians.",
        ),
        (
            "How many people were killed in Voss?",
            "Shelling in Voss killed one.",
            "Shelling in Bergen killed four people.",
        ),
        (
            HOW_MANY,
            "Leaders from 31 countries gathered at the harbour summit in Voss.",
            "After the harbour summit in Voss 26 countries pledged ships.",
        ),
        (
            "When was the Voss mill built?",
            "The Voss mill was built in 1872.",
            "The Voss mill was built on 3 May 1872.",
        ),
        (
            "Who directed the film Sunrise?",
            "Sunrise is a film directed by Ida Moe.",
            "The film Sunrise was directed by Moe.",
        ),
        (  # what counts the dead is no magnitude
            "What was the magnitude of the earthquake in Voss?",
            "The earthquake in Voss killed 1,500.",
            "The earthquake in Voss struck 20 million.",
        ),
        (
            "What is the profession of Ada Berg?",
            "Ada Berg is a Norwegian marine biologist.",
            "Ada Berg is a former biologist who writes.",
        ),
        (  # another meeting
            "When was the Voss summit?",
            "The Voss summit was on 3 May 2025.",
            "After the Bergen meeting on 4 April 2025 they spoke of Voss.",
        ),
        (  # whom somebody attacks is not where she belongs
            "Which party does Ada Berg belong to?",
            "Labour MP Ada Berg won.",
            "Ada Berg attacked the Conservatives.",
        ),
        (
            "What is the profession of Ada Berg?",
            "Ada Berg is a Norwegian marine biologist.",
            "Ada Berg’s father was a farmer, and she met the prime minister.",
        ),
        (
            "Which country does the Fish Council belong to?",
            "The Fish Council is part of Norway.",
            "The Fish Council criticised Denmark.",
        ),
        ("Why did the Voss mill burn?", "The mill burnt 3 days.", "The mill burnt 4 days."),
    ],
)
def test_what_can_be_right_together_is_no_dispute(question: str, one: str, other: str) -> None:
    assert values(disagreements(question, [piece("a", one), piece("b", other)], {})) == []


def test_a_number_of_those_who_did_something_else_is_no_rival() -> None:
    evidence = [
        piece("a", "If talks end well, 26 countries are pledged to send ferries to Voss."),
        piece("b", "Leaders of 31 countries had travelled to Voss to talk about the way ahead."),
    ]

    assert values(disagreements("How many countries pledged ferries to Voss?", evidence, {})) == []


def test_the_same_figure_of_what_is_called_otherwise_corroborates() -> None:
    evidence = [
        piece("a", "Leaders from 31 countries gathered at the harbour summit in Voss."),
        piece("b", "The harbour summit in Voss drew leaders from nearly 30 countries."),
        piece("c", "The harbour summit in Voss, attended by nearly 30 heads of state, ended."),
    ]
    question = "How many countries were represented at the harbour summit in Voss?"

    (dispute,) = disagreements(question, evidence, {})

    assert [value.sources for value in dispute.values if "30" in value.text] == [2]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How many countries were represented at the March summit in Paris?",
            {"31 countries", "nearly 30 nations"},
        ),
        ("How many people were killed in Kherson?", {"one person", "at least two civilians"}),
    ],
)
def test_the_sample_articles_disagree(
    make_index: Callable[..., Index], question: str, expected: set[str]
) -> None:
    read = (found for file in find_files([SAMPLE]) for found in read_articles(file))
    index = make_index([article for article in read if isinstance(article, Article)])

    found = disagreements(question, choose(index, question, index.search(question)), {})

    assert [set(texts) for texts in values(found)] == [expected]


def test_a_later_figure_is_an_update() -> None:
    evidence = [
        piece("a", "The flood in Voss killed 4 people.", date(2025, 3, 1)),
        piece("b", "The flood in Voss killed 9 people.", date(2025, 3, 10)),
    ]

    (dispute,) = disagreements("How many people did the flood in Voss kill?", evidence, {})

    assert [value.text for value in dispute.values] == ["9 people"]
    assert [value.text for value in dispute.earlier] == ["4 people"]
    assert dispute.earlier[0].latest == date(2025, 3, 1)


def test_sentences_alike_but_for_one_thing_differ_in_it() -> None:
    evidence = [
        piece("a", "The captain of the ferry Nor told reporters in Voss that fog was to blame."),
        piece("b", "The captain of the ferry Nor told reporters in Voss that ice was to blame."),
    ]

    found = disagreements("What did the captain of the ferry Nor blame in Voss?", evidence, {})

    assert values(found) == [["fog", "ice"]]
