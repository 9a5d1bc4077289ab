import pytest

from corpus.article import Article
from rag.evidence import Evidence
from rag.features import Features
from rag.introduced import introduces

TEXT = "Ferries will sail, said Voss Council President Ada Berg. Ida Vik sails too. Berg left."


@pytest.mark.parametrize(
    ("question", "sentence", "does"),
    [
        ("Who is Ada Berg?", 0, True),
        ("who’s berg", 0, True),
        ("Who is Ida Vik?", 1, False),
        ("Who is Ada Berg?", 2, False),
        ("Who is Ada Berg married to?", 0, False),
        ("What is Voss?", 0, False),
    ],
)
def test_a_role_beside_the_name_says_who_somebody_is(
    question: str, sentence: int, does: bool
) -> None:
    text = [f"{part}." for part in TEXT.split(".") if part][sentence].strip()
    start = TEXT.index(text)
    features = Features(similarity=0.4, coverage=0.5, expected=0.0, period=0.0, rank=0)
    piece = Evidence(Article("a", "a.txt", TEXT), start, start + len(text), features, 1.0)

    assert introduces(question, piece) is does
