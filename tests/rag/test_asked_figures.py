import pytest

from rag.asked_figures import asks_figure, gives_figure, where, whose


@pytest.mark.parametrize(
    ("question", "sentence", "gives"),
    [
        ("How many ferries sail to Bergen?", "Nine ferries sail to Bergen.", True),
        ("How many soldiers will Norway send?", "Norway paid €2 billion.", False),
        ("How many ships did Norway pledge?", "26 countries have pledged to sail.", False),
        ("How many pledged to sail?", "26 countries have pledged to sail.", True),
        ("How many leaders came?", "Leaders of 31 countries came.", True),
        ("How much does the harbour hall cost?", "The hall cost €2 billion.", True),
        ("What is the budget of the fleet?", "The fleet has 300 sailors.", False),
        ("How long did the talks last?", "The talks went on for three days.", True),
        ("How long did the talks last?", "They talked by video conference.", False),
        ("How old is Ada Berg?", "Ada Berg, 47, is the ferry minister.", True),
        ("How old is Ada Berg?", "Ada Berg is the ferry minister.", False),
        ("How old is Ada Berg?", "Ada Berg has been minister for three years.", False),
        ("How old is Ada Berg?", "The offer is two weeks old.", False),
        ("How old is the pier?", "The pier is two centuries old.", True),
    ],
)
def test_a_figure_of_the_sort_asked_for_is_told_from_others(
    question: str, sentence: str, gives: bool
) -> None:
    assert asks_figure(question)

    assert gives_figure(question, sentence) is gives


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("How many were killed in Bergen?", ["Bergen"]),
        ("How many were killed near Old Voss last week?", ["Old Voss"]),
        ("How many came to talks in the Voss harbour?", []),
        ("How many ferries sailed in March?", []),
        ("How many ferries sail?", []),
    ],
)
def test_where_something_is_counted(question: str, place: list[str]) -> None:
    assert where(question) == place


@pytest.mark.parametrize(
    "question", ["How many times had they met?", "How long ago was it?", "Who sails to Bergen?"]
)
def test_what_words_may_answer_asks_for_no_figure(question: str) -> None:
    assert not asks_figure(question)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many ferries will Norway send?", ["Norway"]),
        ("How much did the Oslo Line pay?", ["Oslo Line"]),
        ("How many Norwegian ferries are there?", ["Norwegian"]),
        ("How many people were hurt by Norway?", ["Norway"]),
        ("How many ferries will be sent by Monday?", []),
        ("How many had sailed by Christmas?", []),
        ("How many ferries sail to Bergen?", []),
        ("How many ferries will sail from Bergen?", []),
        ("How far is Bergen?", []),
    ],
)
def test_whose_figure_is_asked_for(question: str, named: list[str]) -> None:
    assert whose(question) == named
