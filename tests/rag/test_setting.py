import pytest

from corpus.article import Article
from rag.evidence import Evidence
from rag.features import Features
from rag.setting import setting, stands

SENTENCE = "Berg sends nine ferries."
TEXT = f"Danish Prime Minister Ada Berg spoke in Voss.\nOslo was silent. {SENTENCE}\nSweden slept."


@pytest.mark.parametrize(
    ("name", "there"),
    [("Norway", True), ("Denmark", True), ("Harbour", True), ("Sweden", False), ("Voss", False)],
)
def test_a_sentence_speaks_of_what_its_paragraph_and_title_and_roles_name(
    name: str, there: bool
) -> None:
    article = Article("a", "a.txt", TEXT, title="The harbour")
    start = TEXT.index(SENTENCE)
    piece = Evidence(article, start, start + len(SENTENCE), Features(0.7, 1.0, 0.0, 0.0, 0), 1.0)

    assert stands(name, setting(piece)) is there
