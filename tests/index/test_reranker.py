"""One contract, held by the fake and by a real CrossEncoder, and the search under each."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.embedder import HashingEmbedder
from index.reranker import CrossEncoderReranker, OverlapReranker, Reranker
from index.search import Index
from index.weights import bundled_weights
from index.writer import update_index

QUERY = "What did cod cost in Bergen?"
TEXTS = ["Cod prices rose in Bergen.", "A choir sang.", "The ferry is late.", "Cod is a fish."]


@pytest.fixture(params=["overlap", "cross-encoder"])
def reranker(request: pytest.FixtureRequest, cross_encoder: Path) -> Reranker:
    if request.param == "overlap":
        return OverlapReranker()
    return CrossEncoderReranker(str(cross_encoder))


def opened(place: Path, texts: list[str], reranker: Reranker | None) -> Index:
    articles = place / "articles"
    articles.mkdir(exist_ok=True)
    for at, text in enumerate(texts):
        (articles / f"{at}.txt").write_text(text, encoding="utf-8")
    update_index(place / "index", [articles], HashingEmbedder())
    return Index.open(place / "index", HashingEmbedder(), reranker=reranker)


def found(index: Index, k: int = 10) -> list[str]:
    return [hit.article.text for hit in index.search(QUERY, k)]


def test_each_text_has_a_score_of_its_own(reranker: Reranker) -> None:
    scores = reranker.scores(QUERY, TEXTS)

    assert scores.shape == (4,)
    assert scores.dtype == np.float32
    alone = [reranker.scores(QUERY, [text])[0] for text in TEXTS]
    assert np.allclose(scores, alone, atol=1e-4)
    assert len(set(alone)) > 1
    assert reranker.scores(QUERY, []).shape == (0,)


def test_hits_stand_in_the_order_of_its_scores(reranker: Reranker, tmp_path: Path) -> None:
    texts = [f"Cod in Bergen cost {price} crowns {'more ' * price}." for price in range(2, 14)]
    scored = dict(zip(texts, reranker.scores(QUERY, texts).tolist(), strict=True))
    index = opened(tmp_path, texts, reranker)

    hits = index.search(QUERY, k=12)

    assert len(hits) == 12
    assert [hit.score for hit in hits] == pytest.approx(
        sorted(scored.values(), reverse=True), abs=1e-4
    )
    assert [scored[hit.article.text] for hit in hits] == pytest.approx(
        [hit.score for hit in hits], abs=1e-4
    )
    assert all(hit.similarity is not None for hit in hits)


def test_a_real_one_changes_the_order_and_lifts_what_the_ranking_had_lower(
    cross_encoder: Path, tmp_path: Path
) -> None:
    texts = [f"Cod in Bergen cost {price} crowns {'more ' * price}." for price in range(2, 14)]
    plain = found(opened(tmp_path, texts, None))
    reranker = CrossEncoderReranker(str(cross_encoder))

    reranked = found(opened(tmp_path, texts, reranker), k=3)

    best = max(texts, key=lambda text: reranker.scores(QUERY, [text])[0])
    assert reranked[0] == best
    assert plain[:3] != reranked


def test_as_many_hits_come_as_are_asked_for(tmp_path: Path) -> None:
    index = opened(tmp_path, [f"Cod number {at}." for at in range(60)], OverlapReranker())

    for k in (1, 10, 55):
        assert len(found(index, k)) == k


def test_a_reopened_index_has_the_same_reranker(tmp_path: Path) -> None:
    class Backwards:
        def scores(self, query: str, texts: list[str]) -> np.ndarray:
            return -OverlapReranker().scores(query, texts)

    old = opened(tmp_path, TEXTS, Backwards())
    (tmp_path / "articles" / "new.txt").write_text(f"{QUERY} Nobody knows.", encoding="utf-8")
    update_index(tmp_path / "index", [tmp_path / "articles"], HashingEmbedder())

    assert found(old.reopened())[-1].startswith(QUERY)


@pytest.mark.parametrize("name", ["no-such-folder", "empty"])
def test_a_folder_that_holds_none_is_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(ModelError, match=name) as refused:
        CrossEncoderReranker(str(tmp_path / name)).scores(QUERY, TEXTS)

    assert "\n" not in str(refused.value)


def test_a_name_that_is_in_no_local_cache_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match=r"nobody/has-this.*give the folder") as refused:
        CrossEncoderReranker("nobody/has-this").scores(QUERY, TEXTS)

    assert "\n" not in str(refused.value)


def test_a_model_that_was_not_trained_for_it_is_refused(
    capfd: pytest.CaptureFixture[str], two_labels: Path
) -> None:
    with pytest.raises(ModelError, match="not trained to score pairs"):
        CrossEncoderReranker(str(bundled_weights())).scores(QUERY, TEXTS)
    with pytest.raises(ModelError, match="2 scores for a pair"):
        CrossEncoderReranker(str(two_labels)).scores(QUERY, TEXTS)

    assert capfd.readouterr().err == ""
