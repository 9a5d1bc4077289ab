import pytest

from corpus.article import Article
from rag.context import readable_span
from rag.reading import sentences_of


@pytest.mark.parametrize(
    ("text", "last_reads_as"),
    [
        ("Zelensky hailed the move. “It is a first step,” he said.", None),
        ("Macron spoke. He added that Ukraine must be armed.", None),
        ("Talks began. “It is a first step,” Macron said.", "“It is a first step,” Macron said."),
        ("Talks began. Macron met Starmer and he said yes.", "Macron met Starmer and he said yes."),
        ("Macron spoke. Since 2022, he said, it was so.", None),
        ("Macron travels. Last month he met Merz in Rome.", None),
        ("Macron travels. In early May, he came to Rome.", None),
        ("Macron and Merz travel. Three days later they met in Rome.", None),
        ("Talks began. In Rome Macron said that he came.", "In Rome Macron said that he came."),
        ("Macron spoke. He left. He added that all was well.", None),
        ("Macron met Starmer. Both were content.", None),
        ("Macron met Starmer. Both men were content.", None),
        (
            "Talks began. Both Macron and Starmer were content.",
            "Both Macron and Starmer were content.",
        ),
        ("Macron met Starmer. The two agreed on a plan.", None),
        ("Talks began. The two-day summit ended well.", "The two-day summit ended well."),
        ("Macron met Starmer. The former was content.", None),
        ("Talks began. The former president spoke.", "The former president spoke."),
        ("Talks were ended. The move was expected.", None),
        ("Talks began. The decision to end them was bad.", "The decision to end them was bad."),
        ("Macron spoke. But he left early.", None),
        ("Talks began. It is unclear who won.", "It is unclear who won."),
        ("Talks began. This week was quiet.", "This week was quiet."),
        ("Macron spoke. This was new.", None),
        ("An aide spoke. According to the official, talks go on.", None),
        ("An aide spoke. The official said that talks go on.", None),
        (
            "Talks began. According to the statement of the port, all is well.",
            "According to the statement of the port, all is well.",
        ),
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


def test_a_quotation_stands_alone_if_its_speaker_is_known() -> None:
    text = "Ada Berg spoke. “We sail on Monday,” Berg said. “We have never been late.”"
    article = Article("a", "a.txt", text)
    last = sentences_of(article)[-1]

    assert readable_span(article, last.start, last.end) == (last.start, last.end)


def test_a_quotation_far_from_its_speaker_is_shown_as_his() -> None:
    text = "Minister Ada Berg spoke.\n\nA heading\n\n“We sail on Monday, come what may,” she said."
    article = Article("a", "a.txt", text)
    last = sentences_of(article)[-1]

    assert readable_span(article, last.start, last.end) == (last.start, last.end)


def test_a_quotation_of_nobody_comes_with_what_is_before_it_or_not_at_all() -> None:
    told = Article("a", "a.txt", "The crowd was loud.\n\n“We sail on Monday, come what may.”")
    bare = Article("b", "b.txt", "“We sail on Monday, come what may.”")

    last = sentences_of(told)[-1]
    assert readable_span(told, last.start, last.end) == (0, len(told.text))
    assert readable_span(bare, 0, len(bare.text)) is None


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
