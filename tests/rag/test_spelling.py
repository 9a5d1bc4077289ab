from collections.abc import Callable

import pytest

from corpus.article import Article
from index.search import Index
from rag.answer import Refusal
from rag.assistant import Assistant
from rag.spelling import Spelling

ARTICLE = Article(
    "a",
    "a.txt",
    "Ada Tromsdal of the ministry killed the plan: nine skerrys sail to Bergen harbour.",
)


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index([ARTICLE, Article("b", "b.txt", "Ada Tromsdal came.")])


@pytest.fixture
def spelling(index: Index) -> Spelling:
    return Spelling(index.lexical, index.articles)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who kiled teh plan?", "Who killed the plan?"),
        ("Wich ministry?", "Which ministry?"),
        ("the minsitry of what", "the ministry of what"),
        ("Orban said what?", "Orban said what?"),
        ("how many pepole", "how many people"),
        ("the ministery of what", "the ministry of what"),
        ("which harbourr", "which harbour"),
        ("has it sailled", "has it sailed"),
        ("those that sailes to Bergen", "those that sailed to Bergen"),
        ("how many skerrrys sail", "how many skerrys sail"),
        ("Which horse sails to Bergen?", "Which horse sails to Bergen?"),
        ("What did Tromzdal say?", "What did Tromzdal say?"),
        ("What did Tormsdal say?", "What did Tromsdal say?"),
        ("Tromsdl's plan", "Tromsdl's plan"),
        ("Trosdal's plan", "Trosdal's plan"),
        ("Did Trommsdal say so?", "Did Trommsdal say so?"),
        ("Who is Berge?", "Who is Berge?"),
        ("Is Bergne in Norway?", "Is Bergne in Norway?"),
        ("What did Romsdal say?", "What did Romsdal say?"),
        ("Is kiled.txt at x@kiled.no?", "Is kiled.txt at x@kiled.no?"),
        (f"Who {'kiled' * 400} it?", f"Who {'kiled' * 400} it?"),  # not even tried: it takes long
        ("Was tat Xqzzt qqxxzz?", "Was tat Xqzzt qqxxzz?"),
        ("", ""),
    ],
)
def test_only_what_is_no_word_is_read_as_another(
    spelling: Spelling, question: str, read: str
) -> None:
    assert spelling.corrected(question) == read


def test_an_author_is_no_slip_and_a_country_may_be_called_otherwise(
    make_index: Callable[..., Index],
) -> None:
    text = "Ole Trosmdal sails a Norwegian ferry."
    articles = [Article(name, f"{name}.txt", text, authors=("Ida Tromsdal",)) for name in "ab"]
    index = make_index(articles)
    spelling = Spelling(index.lexical, index.articles)

    assert spelling.corrected("What did Tromsdal write?") == "What did Tromsdal write?"
    assert spelling.corrected("What did Tromdsal write?") == "What did Tromdsal write?"
    assert spelling.corrected("What did Torsmdal write?") == "What did Trosmdal write?"
    assert spelling.corrected("Is it of Norwya?") == "Is it of Norway?"
    assert spelling.corrected("Is it of Norwy?") == "Is it of Norway?"
    assert spelling.corrected("Is it of Sewden?") == "Is it of Sewden?"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Tromzdal", "Tromsdal"), ("Tormsdal", "Tromsdal"), ("Tromso", None), ("tromzdal", None)],
)
def test_a_name_that_may_be_meant_is_found(
    spelling: Spelling, name: str, meant: str | None
) -> None:
    assert spelling.name_near(name) == meant


def test_an_answer_tells_how_the_question_was_read(index: Index) -> None:
    answer = Assistant(index).ask("How many skerrrys sail to Bergen harbour?")

    assert answer.question == "How many skerrrys sail to Bergen harbour?"
    assert answer.standalone_question == "How many skerrys sail to Bergen harbour?"
    assert [citation.article_id for citation in answer.citations] == ["a"]


def test_an_unknown_name_is_not_read_as_another_but_offered(index: Index) -> None:
    answer = Assistant(index).ask("What did Tromzdal kill?")

    assert answer.refusal is Refusal.NOT_MENTIONED
    assert answer.reason is not None
    assert "Did you mean “Tromsdal”?" in answer.reason
