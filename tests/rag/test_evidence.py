from collections.abc import Callable

import pytest

from corpus.article import Article
from index.search import Index
from rag.evidence import choose
from rag.features import WITH_SELECTOR, Features
from rag.sentences import candidates

FERRIES = "How many ferries will sail to Bergen?"


def test_the_end_of_a_very_long_sentence_can_be_evidence(make_index: Callable[..., Index]) -> None:
    text = "item, " * 400 + "and nine ferries will sail to Bergen"
    index = make_index([Article("a", "a.txt", text)])

    best = choose(index, FERRIES, index.search(FERRIES))[0]

    assert best.quote.endswith("nine ferries will sail to Bergen")
    assert len(best.quote.split()) <= 220


def test_what_somebody_else_said_comes_after_what_the_one_asked_about_said(
    make_index: Callable[..., Index],
) -> None:
    text = (
        "“Ferries to Bergen are too slow,” Ada Berg said. “Ferries to Bergen are slow,” Lund said."
    )
    index = make_index([Article("a", "a.txt", text)])
    asked = "What did Berg say about ferries to Bergen?"

    found = candidates(index, asked, index.search(asked))
    plain = candidates(index, FERRIES, index.search(FERRIES))

    assert {c.text[-10:]: c.features.speech for c in found} == {"Berg said.": 1, "Lund said.": -1}
    assert choose(index, asked, index.search(asked))[0].quote.endswith("Berg said.")
    assert {c.features.speech for c in plain} == {0}


def test_what_is_said_twice_is_shown_once(make_index: Callable[..., Index]) -> None:
    text = "Nine ferries will sail to Bergen."
    index = make_index([Article("a", "a.txt", text), Article("b", "b.txt", text)])

    assert len(choose(index, FERRIES, index.search(FERRIES))) == 1


def test_what_leans_on_the_best_sentence_is_shown_with_it(make_index: Callable[..., Index]) -> None:
    text = "Ada Berg counts ferries in Molde. Last week she counted ferries in Narvik. Lund sleeps."
    index = make_index([Article("a", "a.txt", text)])
    asked = "Where did Ada Berg count ferries, was it in Narvik?"

    best = choose(index, asked, index.search(asked))[0]

    assert best.quote == text.removesuffix(" Lund sleeps.")


def test_without_hits_there_is_no_evidence(make_index: Callable[..., Index]) -> None:
    assert choose(make_index([Article("a", "a.txt", "Ferries.")]), FERRIES, []) == []


def test_the_score_is_the_weighted_sum() -> None:
    features = Features(0.5, 0.25, 1.0, -1.0, 2)

    assert features.score(Features(2, 4, 1, 1, -0.5)) == pytest.approx(1.0)
    assert WITH_SELECTOR.rank < 0


def test_a_shortened_reprint_of_a_sentence_is_no_second_evidence(
    make_index: Callable[..., Index],
) -> None:
    articles = [
        Article("a", "a.txt", "Nine white ferries will sail to Bergen on Monday, Berg said."),
        Article("b", "b.txt", "Nine ferries will sail to Bergen, the ministry told Fjord."),
    ]
    apart, one_story = make_index(articles), make_index(articles, stories={"a": "a", "b": "a"})

    assert len(choose(apart, FERRIES, apart.search(FERRIES))) == 2
    assert len(choose(one_story, FERRIES, one_story.search(FERRIES))) == 1
