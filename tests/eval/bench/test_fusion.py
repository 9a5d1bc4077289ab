from hypothesis import given
from hypothesis import strategies as st

from eval.bench.fusion import reciprocal_rank_fusion

rankings = st.lists(st.lists(st.integers(0, 20), unique=True), max_size=4)


def test_scores_are_those_of_the_formula() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "c"]])

    assert fused == {"b": 1 / 62 + 1 / 61, "a": 1 / 61, "c": 1 / 62}
    assert list(fused) == ["b", "a", "c"]


@given(rankings)
def test_everything_ranked_is_fused_once_and_in_falling_order(given_rankings: list) -> None:
    fused = reciprocal_rank_fusion(given_rankings)

    assert set(fused) == {thing for ranking in given_rankings for thing in ranking}
    assert list(fused.values()) == sorted(fused.values(), reverse=True)


@given(rankings)
def test_the_order_of_the_rankings_makes_no_difference_to_scores(given_rankings: list) -> None:
    forward = reciprocal_rank_fusion(given_rankings)
    backward = reciprocal_rank_fusion(given_rankings[::-1])

    assert forward.keys() == backward.keys()
    assert all(abs(forward[thing] - backward[thing]) < 1e-12 for thing in forward)


@given(st.lists(st.integers(), unique=True, min_size=1))
def test_one_ranking_keeps_its_order(ranking: list) -> None:
    assert list(reciprocal_rank_fusion([ranking])) == ranking
