from corpus.article import Article
from rag.evidence import Evidence
from rag.features import Features
from rag.rivals import rivals
from rag.sentences import Candidate

FEATURES = Features(0.0, 0.5, 0.0, 0.0, 3)
HOW_MANY = "How many countries were at the summit in Voss?"


def candidate(id: str, text: str) -> Candidate:
    return Candidate(Article(id, f"{id}.txt", text), 0, len(text), FEATURES)


def test_a_figure_in_a_sentence_that_was_not_chosen_is_a_rival() -> None:
    chosen = candidate("a", "Leaders of 31 countries came to Voss.")
    other = candidate("b", "Leaders from nearly 30 nations came to the harbour hall.")
    ships = candidate("c", "Nine ferries came to Voss.")
    plain = candidate("d", "Several countries came to Voss.")
    ranked = [Evidence(chosen.article, 0, chosen.end, FEATURES, 1.0)]

    found = rivals(HOW_MANY, [chosen, other, ships, plain], ranked)

    assert [piece.article.id for piece in found] == ["b"]
    assert rivals("Who came to Voss?", [chosen, other, ships, plain], ranked) == []
