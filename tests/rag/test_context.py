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
        ("Macron spoke. Since 2022, he said, it was so.", None),
        ("Macron spoke. He left. He added that all was well.", None),
    ],
)
def test_a_sentence_that_leans_comes_with_the_one_before(
    text: str, last_reads_as: str | None
) -> None:
    article = Article("a", "a.txt", text)

    last = sentences_of(article)[-1]
    span = readable_span(article, last.start, last.end)
    assert span

    assert text[slice(*span)] == (last_reads_as or text)


@pytest.mark.parametrize(
    "text",
    [
        "A heading\n\nHe left early.",
        "He left early.",
        "Macron spoke. He left. He came back. He sat down. He added that all was well.",
        "Macron " + "talked and " * 90 + "left. He left early.",
    ],
)
def test_who_a_pronoun_is_must_be_near_or_the_sentence_is_not_shown(text: str) -> None:
    article = Article("a", "a.txt", text)
    last = sentences_of(article)[-1]

    assert readable_span(article, last.start, last.end) is None
