"""Scores against bm25s, an independent implementation, and against the formula by hand."""

from collections import Counter
from math import log

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import BM25Parameters, LexicalIndex
from index.termcounts import TermCounts
from index.terms import terms

TEXTS = ["Macron named 26 countries.", "Zelensky came to Paris.", "", "Paris is cold in March."]
# Words that are their own stems and no stop words.
WORDS = st.lists(st.sampled_from("oslo grain ferri cod bergen choir church 26".split()), max_size=8)


PLAIN = BM25Parameters(k1=1.5, b=0.75, title_weight=1.0)


def build(
    *texts: str, titles: tuple[str, ...] = (), parameters: BM25Parameters = PLAIN
) -> LexicalIndex:
    counts = TermCounts.of(zip(titles or [""] * len(texts), texts, strict=True))
    return LexicalIndex(counts, parameters)


@given(st.lists(WORDS, min_size=1, max_size=12).filter(any), WORDS, st.booleans())
def test_scores_are_those_of_bm25s(
    corpus: list[list[str]], query: list[str], in_title: bool
) -> None:
    texts = [" ".join(words) for words in corpus]
    ours = build(*[""] * len(texts), titles=tuple(texts)) if in_title else build(*texts)
    theirs = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    theirs.index(corpus, show_progress=False)
    known = [word for word in query if word in ours]

    expected = theirs.get_scores(known) if known else np.zeros(len(corpus))

    assert np.allclose(ours.scores(Counter(terms(" ".join(query)))), expected, atol=1e-5)


def test_a_word_of_the_title_counts_by_its_weight() -> None:
    parameters = BM25Parameters(k1=1.2, b=0.5, title_weight=3.0)
    texts, titles = ("grain rose", "cod rose rose"), ("cod cod", "prices")

    first, second = build(*texts, titles=titles, parameters=parameters).scores({"cod": 2.0})

    idf = log(1 + 0.5 / 2.5)
    average = (3 * 2 + 2 + 3 * 1 + 3) / 2
    for score, frequency, length in ((first, 6, 8), (second, 1, 6)):
        norm = 1.2 * (0.5 + 0.5 * length / average)
        assert score == pytest.approx(2 * idf * frequency / (frequency + norm), rel=1e-5)


def test_a_term_in_title_and_body_counts_once_as_a_passage_and_once_as_a_score() -> None:
    apart = build("cod rose", "grain fell", titles=("cod", "grain"))
    joined = build("cod cod rose", "grain grain fell")

    assert apart.idf("cod") == joined.idf("cod")
    assert np.allclose(apart.scores(Counter(terms("cod"))), joined.scores(Counter(terms("cod"))))


def test_the_passage_with_the_rare_word_scores_highest() -> None:
    scores = build(*TEXTS).scores(Counter(terms("Which countries in Paris?")))

    assert scores.shape == (4,)
    assert scores.argmax() == 0
    assert scores[2] == 0


def test_unknown_words_score_nothing() -> None:
    assert not build(*TEXTS).scores(Counter(terms("xylophone"))).any()


def test_texts_without_words_can_be_indexed_and_searched() -> None:
    index = build("", "…")

    assert list(index.scores(Counter(terms("anything")))) == [0, 0]
    assert "anything" not in index


def test_idf_follows_the_formula() -> None:
    index = build(*TEXTS)

    assert index.idf("pari") == pytest.approx(0.6931, abs=1e-4)  # ln(1 + 2.5 / 2.5)
    assert index.idf("zelenski") == pytest.approx(1.2040, abs=1e-4)  # ln(1 + 3.5 / 1.5)
    assert index.idf("absent") == pytest.approx(2.3026, abs=1e-4)  # ln(1 + 4.5 / 0.5)


@given(st.dictionaries(st.sampled_from(["oslo", "cod", "grain"]), st.floats(0, 5)))
def test_scores_add_up_over_weighted_terms(query: dict[str, float]) -> None:
    index = build("oslo cod", "grain cod cod", "choir", titles=("grain", "oslo", ""))

    parts = [weight * index.scores({term: 1.0}) for term, weight in query.items()]

    assert np.allclose(index.scores(query), np.sum(parts, axis=0) if parts else 0, atol=1e-5)
