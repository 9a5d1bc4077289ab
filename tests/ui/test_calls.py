"""The API's arguments and results, without a server."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import SettingsError
from index.search import Index
from rag.assistant import Assistant
from ui.calls import Question, Reading, Search, answered, read, searched

QUESTION = "How many countries pledged to join the reassurance force?"


def test_a_question_is_answered_with_its_filters_and_its_history(assistant: Assistant) -> None:
    within = answered(assistant.ask, Question.of(question=QUESTION, outlets=["reuters"]))
    follow = answered(
        assistant.ask, Question.of(question="And in March?", history=["What did Meloni say?"])
    )

    assert {citation["outlet"] for citation in within["citations"]} == {"Reuters"}
    assert follow["standalone_question"].startswith("What did Meloni say")
    json.dumps(within)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"question": 5}, "question 5 cannot be taken: give a question as text"),
        ({"after": "May"}, "after 'May' cannot be taken: give a day such as 2025-09-05"),
        ({"before": 5}, "before 5 cannot be taken: give a day such as 2025-09-05"),
        ({"outlets": "AP"}, "outlets 'AP' cannot be taken: give a list of at most 100 names"),
        ({"history": [1]}, "history [1] cannot be taken: give a list of at most 100 earlier"),
    ],
)
def test_an_argument_that_cannot_be_taken_is_named(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match="cannot be taken") as raised:
        Question.of(**{"question": QUESTION} | arguments)

    assert said in str(raised.value)


def test_none_is_not_given_and_an_endless_argument_is_cut() -> None:
    assert Question.of(question=QUESTION, after=None, outlets=None) == Question(question=QUESTION)
    with pytest.raises(SettingsError) as raised:
        Question.of(question=QUESTION, as_of="x" * 5000)
    assert len(str(raised.value)) < 500


def test_passages_come_best_first_and_quote_their_article(assistant: Assistant) -> None:
    index = assistant.index
    found = searched(index, Search.of(query="reassurance force", limit=2))["passages"]

    assert [passage["n"] for passage in found] == [1, 2]
    assert found[0]["score"] >= found[1]["score"]
    assert found[0]["article_id"] == "pledge"
    assert found[0]["published"] == "2025-09-04"
    for passage in found:
        text = index.articles[passage["article_id"]].text
        assert text[passage["start"] : passage["end"]] == passage["quote"]
    only = searched(index, Search.of(query="force", after="2025-01-01", before="2025-04-01"))
    assert {passage["article_id"] for passage in only["passages"]} == {"troops"}
    with pytest.raises(SettingsError, match="has no words"):
        searched(index, Search.of(query="?!"))


def test_an_article_is_read_by_id_or_file_and_in_parts(assistant: Assistant) -> None:
    whole = read(assistant, Reading.of(article="pledge"))
    part = read(assistant, Reading.of(article="003_pledge.txt", start=8, characters=7))
    past = read(assistant, Reading.of(article="pledge", start=10**9))

    assert whole["text"] == assistant.articles["pledge"].text
    assert (whole["outlet"], whole["authors"]) == ("Reuters", ["Rodney Mbua"])
    assert (part["start"], part["end"], part["text"]) == (8, 15, whole["text"][8:15])
    assert part["characters"] == past["start"] == past["end"] == len(whole["text"])
    with pytest.raises(SettingsError, match="no article has the id or file name 'plegde'"):
        read(assistant, Reading.of(article="plegde"))


def test_a_file_of_several_articles_is_read_by_their_ids_with_their_reprints(
    make_index: Callable[..., Index],
) -> None:
    text = "Nine ferries will sail to Bergen in spring."
    articles: Sequence[Article] = [Article(id, "wire.jsonl", text) for id in ("a", "b")]
    assistant = Assistant(make_index(articles, stories={"a": "s", "b": "s"}))

    with pytest.raises(SettingsError, match=r"'wire.jsonl' holds 2 articles.*\(a, b\)"):
        read(assistant, Reading.of(article="wire.jsonl"))
    assert read(assistant, Reading.of(article="b"))["same_story"] == ["a"]


def test_half_a_character_is_sent_as_one_that_utf8_can_hold(
    make_index: Callable[..., Index],
) -> None:
    text = "Nine ferries will sail to \ud800Bergen in spring."
    index = make_index([Article("a", "a.txt", text, authors=("Ada \udfff",))])

    (found,) = searched(index, Search.of(query="ferries"))["passages"]
    article = read(Assistant(index), Reading.of(article="a"))

    assert found["quote"] == article["text"] == text.replace("\ud800", "\ufffd")
    assert article["authors"] == ["Ada \ufffd"]
