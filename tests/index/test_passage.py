from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.sentences import split_sentences
from index.passage import Chunking, embedding_text, split_passages

words = st.text("abcdefgh ,.\n“”", max_size=400)


def article(text: str, title: str | None = None) -> Article:
    return Article(id="a", file="a.txt", text=text, title=title)


@given(words, st.integers(1, 40))
def test_passages_hold_every_word_in_order_within_the_bound(text: str, most: int) -> None:
    passages = split_passages(article(text), Chunking(most))

    assert " ".join(text[p.start : p.end] for p in passages).split() == text.split()
    assert all(0 < len(text[p.start : p.end].split()) <= most for p in passages)
    assert all(one.end <= next_.start for one, next_ in pairwise(passages))


def test_passages_begin_and_end_with_sentences() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten."
    bounds = {(s.start, s.end) for s in split_sentences(text)}

    passages = split_passages(article(text), Chunking(7))

    assert [text[p.start : p.end] for p in passages] == [
        "One two three. Four five six.",
        "Seven eight nine. Ten.",
    ]
    assert {p.start for p in passages} <= {start for start, _ in bounds}
    assert {p.end for p in passages} <= {end for _, end in bounds}


def test_a_sentence_over_the_bound_is_cut_between_words() -> None:
    text = "one two three four five six seven."

    passages = split_passages(article(text), Chunking(3))

    assert [text[p.start : p.end] for p in passages] == ["one two three", "four five six", "seven."]


def test_a_heading_opens_the_next_passage() -> None:
    text = "The first part has ten words in it, to be exact.\n\nNext Part\n\nIt goes on here."

    passages = split_passages(article(text), Chunking(16))

    assert [text[p.start : p.end].split()[0] for p in passages] == ["The", "Next"]


def test_the_title_is_embedded_with_the_passage() -> None:
    titled = article("Body text here.", title="Title")

    assert embedding_text(titled, split_passages(titled, Chunking())[0]) == "Title\nBody text here."
