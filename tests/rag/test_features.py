import pytest

from rag.features import FOR_FACTS, WITH_SELECTOR, Features, weights_for


@pytest.mark.parametrize(
    ("question", "weights"),
    [
        ("How many ferries will sail to Bergen?", FOR_FACTS),
        ("Which bank lent the money?", FOR_FACTS),
        ("Why did the ferry sink?", WITH_SELECTOR),
        ("Where does Norway stand on ferries?", WITH_SELECTOR._replace(speech=0.8)),
        ("Ferries dear: who said so?", WITH_SELECTOR),
    ],
)
def test_the_selector_counts_more_where_a_short_fact_is_asked_for(
    question: str, weights: Features
) -> None:
    assert weights_for(question) == weights
