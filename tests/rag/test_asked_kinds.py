import pytest

from rag.asked_kinds import Kind, asked_for


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which party does Ada Berg belong to?", "parti"),
        ("What political party was Ada Berg affiliated with?", "parti"),
        ("What is the military rank of General Berg?", "rank"),
        ("What is Ada Berg's profession?", "profess"),
        ("What did Ada Berg say?", None),
    ],
)
def test_the_noun_asked_for_may_have_words_before_it(question: str, noun: str | None) -> None:
    assert asked_for(question).noun == noun


@pytest.mark.parametrize(
    ("question", "loose"),
    [
        ("Where is the Voss Mill located?", True),
        ("What sport is Ada Berg associated with?", True),
        ("Which country does Voss belong to?", True),
        ("What is the genre of the film Sunrise?", True),
        ("What does the term “flok” refer to?", True),
        ("Which country did Ada Berg visit?", False),
        ("When was the Voss Mill built?", False),
        ("Who is Ada Berg?", False),
    ],
)
def test_a_question_is_loose_if_it_asks_no_more_than_what_or_where(
    question: str, loose: bool
) -> None:
    assert asked_for(question).is_loose is loose


def test_what_happens_takes_place_and_is_held() -> None:
    asked = asked_for("When does the Voss summit take place?")

    assert asked.kind is Kind.DATE
    assert {"held", "took", "met"} <= asked.anchors
