import pytest

from rag.coverage import coverage


@pytest.mark.parametrize(
    ("weights", "share"),
    [({"ferri": 1.0, "bergen": 3.0}, 0.25), ({"oslo": 2.0}, 0.0), ({}, 0.0)],
)
def test_coverage_is_the_weighted_share(weights: dict[str, float], share: float) -> None:
    assert coverage(weights, "Ferries sail.") == share
