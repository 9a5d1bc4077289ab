import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from rag.reading import sentences_of


def test_what_never_ends_is_read_in_pieces() -> None:
    text = "Ada Berg spoke. Then came " + "item, " * 1000 + "x" * 5000
    pieces = sentences_of(Article("long", "long.txt", text))

    assert text[pieces[0].start : pieces[0].end] == "Ada Berg spoke."
    assert max(piece.end - piece.start for piece in pieces) <= 2000
    read = "".join(text[piece.start : piece.end] for piece in pieces)
    assert read.replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="ab .", max_size=9000))
def test_the_pieces_stand_in_order_and_leave_out_white_space_alone(text: str) -> None:
    pieces = sentences_of(Article("any", "any.txt", text))

    assert all(one.end <= other.start for one, other in itertools.pairwise(pieces))
    read = "".join(text[piece.start : piece.end] for piece in pieces)
    assert read.replace(" ", "") == text.replace(" ", "")
