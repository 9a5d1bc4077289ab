"""The query engine, alone and in stock LlamaIndex applications, without network or model."""

import socket
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.query_engine import RouterQueryEngine
from llama_index.core.selectors import LLMSingleSelector
from llama_index.core.tools import QueryEngineTool

from corpus.article import Article
from corpus.errors import SettingsError
from index.search import Index
from rag.assistant import Assistant
from rag.query_engine import GroundwireQueryEngine

ARTICLES = [
    Article(
        "spring",
        "news/spring.md",
        "Ferry minister Ada Berg said on March 3 that nine ferries will sail to Bergen.",
        title="Ferries",
        outlet="Fjord Weekly",
        published=date(2025, 3, 4),
    ),
    Article("choir", "choir.txt", "The choir of Narvik sang in the old church all night."),
]
FERRIES = "How many ferries will sail to Bergen?"


class FirstChoice(CustomLLM):
    """Stands in for the model by which a router chooses: takes the first of its choices."""

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata()

    def complete(self, prompt: str, formatted: bool = False, **more: object) -> CompletionResponse:
        return CompletionResponse(text='[{"choice": 1, "reason": "news"}]')

    def stream_complete(
        self, prompt: str, formatted: bool = False, **more: object
    ) -> CompletionResponseGen:
        yield self.complete(prompt)


@pytest.fixture
def engine(
    make_index: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> GroundwireQueryEngine:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"network: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return GroundwireQueryEngine(assistant=Assistant(make_index(ARTICLES)))


def test_the_response_is_the_answer_with_its_citations(engine: GroundwireQueryEngine) -> None:
    answer = engine.assistant.ask(FERRIES)

    response = engine.query(FERRIES)

    assert str(response) == answer.text
    (node,) = response.source_nodes
    assert node.text == answer.citations[0].quote
    assert node.metadata == {
        "n": 1,
        "article_id": "spring",
        "file": "news/spring.md",
        "start": 0,
        "end": len(ARTICLES[0].text),
        "title": "Ferries",
        "outlet": "Fjord Weekly",
        "published": "2025-03-04",
    }
    assert node.node.ref_doc_id == "spring"
    assert response.metadata is not None
    assert response.metadata["status"] == "answered"
    assert response.metadata["statements"][0]["citations"] == [1]


def test_a_refusal_s_source_is_the_nearest_that_is_said(engine: GroundwireQueryEngine) -> None:
    response = engine.query("How many ferries did Poland order?")

    assert str(response).startswith("The corpus does not say.")
    assert [node.node.ref_doc_id for node in response.source_nodes] == ["spring"]
    assert response.metadata is not None
    assert response.metadata["status"] == "insufficient"
    assert "Poland" in response.metadata["reason"]


def test_the_same_is_answered_asynchronously(
    engine: GroundwireQueryEngine, run_async: Callable[..., Any]
) -> None:
    response = run_async(engine.aquery(FERRIES))

    assert str(response) == str(engine.query(FERRIES))


def test_it_is_a_tool_among_others(engine: GroundwireQueryEngine) -> None:
    tool = QueryEngineTool.from_defaults(engine, name="news", description="What the news say.")

    output = tool(FERRIES)

    assert output.content == str(engine.query(FERRIES))
    assert output.raw_output.source_nodes[0].metadata["file"] == "news/spring.md"


def test_a_router_asks_it(engine: GroundwireQueryEngine) -> None:
    tool = QueryEngineTool.from_defaults(engine, description="What the news say.")
    llm = FirstChoice()
    router = RouterQueryEngine(
        selector=LLMSingleSelector.from_defaults(llm=llm), query_engine_tools=[tool], llm=llm
    )

    response = router.query(FERRIES)

    assert "nine ferries" in str(response)
    assert [node.metadata["outlet"] for node in response.source_nodes] == ["Fjord Weekly"]


def test_a_question_that_cannot_be_taken_is_an_error(engine: GroundwireQueryEngine) -> None:
    with pytest.raises(SettingsError, match="empty"):
        engine.query(" ")
