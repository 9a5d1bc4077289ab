import pytest

from corpus.article import Article
from rag.briefing.lines import is_line, line_span

NAMED = "The ferry minister Ada Berg opened the new harbour hall of Bergen in spring."


@pytest.mark.parametrize(
    "sentence",
    [
        "The Fjord Weekly reported this on March 27 and named nobody.",
        "Minister Ada Berg made this known at the harbour hall.",
        "The harbour master of Bergen did not expect this.",
    ],
)
def test_a_sentence_that_means_what_stands_before_it_is_no_line_alone(sentence: str) -> None:
    article = Article("a", "a.txt", f"{NAMED} {sentence}")
    start = len(NAMED) + 1

    assert line_span(article, start, len(article.text)) is None


@pytest.mark.parametrize(
    "sentence",
    [
        NAMED,
        "Last month the minister met the harbour master, and he gave her nine ferries.",
        "Ada Berg said that, on this Thursday, nine ferries had sailed to Narvik.",
        "The harbour master said: “I did not expect this.”",
        "This Thursday the ferries sail to Bergen again.",
    ],
)
def test_a_sentence_that_names_whom_it_means_stands_alone(sentence: str) -> None:
    article = Article("a", "a.txt", f"The ferries sail. {sentence}")

    assert line_span(article, 18, len(article.text)) == (18, len(article.text))


def test_a_line_is_whole_and_no_credit() -> None:
    assert is_line(NAMED)
    assert not is_line("opened the new harbour hall of Bergen in spring.")
    assert not is_line("Subscribe to our newsletters to read more about Bergen.")
