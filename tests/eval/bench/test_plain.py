import numpy as np

from eval.bench.plain import PlainSearch
from index.embedder import HashingEmbedder

TEXTS = [
    "The ferries of Bergen sail on Monday.",
    "A ferry sails to Narvik and to Bodø, says the ferry company.",
    "Prices of cod rose in Narvik.",
    "The choir sang.",
]


def plain(embedder: HashingEmbedder) -> PlainSearch:
    return PlainSearch(TEXTS, embedder.embed(TEXTS, kind="document"), embedder)


def test_bm25_stems_and_ranks_only_what_shares_a_word(embedder: HashingEmbedder) -> None:
    assert plain(embedder).bm25("Which ferry sailed to Narvik?") == [1, 0, 2]
    assert plain(embedder).bm25("Quillhaven zanderboats") == []
    assert plain(embedder).bm25("to the and?") == []


def test_dense_is_the_order_of_all_cosines(embedder: HashingEmbedder) -> None:
    query = embedder.embed(["cod prices in Narvik"], kind="query")[0]
    cosines = embedder.embed(TEXTS, kind="document") @ query

    found = plain(embedder).dense("cod prices in Narvik")

    assert found[0] == 2
    assert sorted(found) == [0, 1, 2, 3]
    assert np.all(np.diff(cosines[found]) <= 0)


def test_fusion_adds_reciprocal_ranks(embedder: HashingEmbedder) -> None:
    search = plain(embedder)
    query = "ferry to Narvik"
    scores = {
        row: sum(
            1 / (61 + ranking.index(row))
            for ranking in (search.dense(query), search.bm25(query))
            if row in ranking
        )
        for row in range(len(TEXTS))
    }

    assert search.fused(query) == sorted(scores, key=lambda row: -scores[row])
