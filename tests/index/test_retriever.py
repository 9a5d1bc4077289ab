"""The retriever, alone and under a stock LlamaIndex query engine, without network or model."""

import socket
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from llama_index.core.callbacks import CallbackManager
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle

from corpus.article import Article
from index.filters import Filters
from index.preference import Preference
from index.retriever import GroundwireRetriever
from index.search import Index

ARTICLES = [
    Article(
        "cod",
        "news/cod.md",
        "Harbours\n\nCod prices rose in Bergen. " + "Nobody complained about herring. " * 8,
        title="Harbours",
        outlet="Coast Daily",
        authors=("Ada Vik", "Jon Berg"),
        published=date(2025, 3, 1),
        url="https://coast.example/cod",
    ),
    Article("choir", "choir.txt", "A choir sang in the old church of Narvik. Cod was served."),
    Article("old", "old.txt", "Cod prices fell in Oslo.", published=date(2024, 3, 1)),
]


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index(ARTICLES, max_words=20)


@pytest.fixture
def engine(index: Index, monkeypatch: pytest.MonkeyPatch) -> RetrieverQueryEngine:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"network: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    synthesizer = get_response_synthesizer(
        llm=MockLLM(), response_mode=ResponseMode.COMPACT, callback_manager=CallbackManager()
    )
    return RetrieverQueryEngine(GroundwireRetriever(index, k=3), response_synthesizer=synthesizer)


def slice_of(node: NodeWithScore, index: Index) -> str:
    article = index.articles[node.metadata["article_id"]]
    return article.text[node.node.start_char_idx : node.node.end_char_idx]


def test_a_stock_query_engine_answers_from_passages_with_their_places(
    engine: RetrieverQueryEngine, index: Index
) -> None:
    response = engine.query("How dear is cod in Bergen?")

    assert len(response.source_nodes) == 3
    for node in response.source_nodes:
        assert node.text == slice_of(node, index) != ""
        # The mock model repeats its prompt, which must hold what was found.
        assert node.text in str(response)
    assert any("Cod prices rose in Bergen." in node.text for node in response.source_nodes)
    assert "outlet: Coast Daily" in str(response)
    assert "similarity" not in str(response)


def test_the_same_is_found_asynchronously(
    engine: RetrieverQueryEngine, run_async: Callable[..., Any]
) -> None:
    query = QueryBundle("How dear is cod in Bergen?")

    found = run_async(engine.aretrieve(query))

    assert len(found) == 3
    assert [node.to_dict() for node in found] == [node.to_dict() for node in engine.retrieve(query)]


def test_nodes_are_the_hits_in_their_order(index: Index) -> None:
    hits = index.search("cod in Bergen", k=4)

    nodes = GroundwireRetriever(index, k=4).retrieve("cod in Bergen")

    assert [(node.score, node.metadata["similarity"]) for node in nodes] == [
        (hit.score, hit.similarity) for hit in hits
    ]
    assert len({node.node_id for node in nodes}) == 4
    assert all(node.embedding is None for node in nodes)


def test_a_node_tells_what_its_article_states_and_no_more(index: Index) -> None:
    nodes = GroundwireRetriever(index, k=9).retrieve("cod prices in Bergen")
    cod = next(node for node in nodes if "Bergen" in node.text)
    choir = next(node for node in nodes if "choir" in node.text)

    assert cod.metadata == {
        "article_id": "cod",
        "file": "news/cod.md",
        "title": "Harbours",
        "outlet": "Coast Daily",
        "published": "2025-03-01",
        "url": "https://coast.example/cod",
        "authors": ["Ada Vik", "Jon Berg"],
        "similarity": cod.metadata["similarity"],
    }
    assert choir.metadata.keys() == {"article_id", "file", "similarity"}
    assert cod.node.ref_doc_id == "cod"
    assert cod.node_id == f"cod:{cod.node.start_char_idx}-{cod.node.end_char_idx}"
    assert "https://" not in cod.node.get_content(MetadataMode.LLM)


def test_filters_and_preferences_are_those_of_the_search(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    search = index.search
    monkeypatch.setattr(index, "search", lambda *given: asked.append(given) or search(*given))
    filters, prefer = Filters(after=date(2025, 1, 1)), Preference(as_of=date(2025, 6, 1))

    nodes = GroundwireRetriever(index, 5, filters, prefer).retrieve("cod prices")

    assert asked == [("cod prices", 5, filters, prefer)]
    assert {node.metadata["article_id"] for node in nodes} == {"cod"}
