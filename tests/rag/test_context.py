import pytest

from corpus.article import Article
from rag.context import readable_span, sentences_of


@pytest.mark.parametrize(
    ("text", "last_reads_as"),
    [
        ("Zelensky hailed the move. “It is a first step,” he said.", None),
        ("Macron spoke. He added that Ukraine must be armed.", None),
        ("Talks began. “It is a first step,” Macron said.", "“It is a first step,” Macron said."),
        ("Talks began. Macron met Starmer and he said yes.", "Macron met Starmer and he said yes."),
        ("A heading\n\nHe left early.", "He left early."),
        ("He left early.", "He left early."),
    ],
)
def test_a_sentence_that_leans_comes_with_the_one_before(
    text: str, last_reads_as: str | None
) -> None:
    article = Article("a", "a.txt", text)

    last = sentences_of(article)[-1]
    start, end = readable_span(article, last.start, last.end)

    assert text[start:end] == (last_reads_as or text)


def test_nothing_is_drawn_in_that_would_be_too_long() -> None:
    text = "They " + "talked and " * 90 + "left. He left early."
    article = Article("a", "a.txt", text)

    last = sentences_of(article)[1]
    start, end = readable_span(article, last.start, last.end)

    assert text[start:end] == "He left early."
