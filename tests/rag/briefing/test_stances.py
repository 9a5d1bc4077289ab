"""Who takes a position, and what is none."""

import numpy as np
import pytest

from corpus.article import Article
from rag.briefing.piece import Piece
from rag.briefing.stances import takers
from rag.evidence import Evidence
from rag.features import Features


def takes(sentence: str, before: str = "") -> list[str]:
    """Return who takes a position in the last sentence of an article."""
    article = Article("a", "a.txt", f"{before} {sentence}".strip())
    start = len(article.text) - len(sentence)
    evidence = Evidence(article, start, len(article.text), Features(*[0.0] * 5), 1.0)
    piece = Piece(evidence, start, len(article.text), np.ones(1, dtype=np.float32))
    return [speaker.name for speaker in takers(piece)]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Italian Prime Minister Ada Berg said Italy will not send ferries to Bergen.", "Ada Berg"),
        ("Ferry minister Ada Berg rejected cheaper tickets for the line.", "Ada Berg"),
        ("“We do not need more ferries to reach the islands,” Ada Berg said.", "Ada Berg"),
        ("Norway opposes a new ferry line to Bergen.", "Norway"),
        ("Norway will not pay for the new ferry line.", "Norway"),
        ("Ada Berg repeated that her country has no plans to send ferries.", "Ada Berg"),
        ("Norway does not support the new ferry line.", "Norway"),
        (
            "Norwegian ministry spokeswoman Ada Berg declared that Norway would not pay for it.",
            "Norway",
        ),
        ("“Norway will decide in the autumn,” a Norwegian official said on Monday.", "Norway"),
        (
            "Norwegian premier Ada Berg urged caution, while Minister Li Ek said Sweden would pay.",
            "Ada Berg",
        ),
    ],
)
def test_who_is_for_or_against_demands_or_refuses_takes_a_position(
    sentence: str, actor: str
) -> None:
    assert takes(sentence)[:1] == [actor]


@pytest.mark.parametrize(
    "sentence",
    [
        "“The sea is rising every day and the boats are old,” Ada Berg said.",
        "Ada Berg said that a storm had damaged two ferries near Bergen.",
        "Norwegian ferry minister Ada Berg said Sweden will not send ferries.",
        "The ferry talks opened on Monday in Bergen.",
    ],
)
def test_what_only_tells_is_no_position(sentence: str) -> None:
    assert "Ada Berg" not in takes(sentence)


def test_a_pronoun_is_resolved() -> None:
    assert takes("She demanded a lower price.", "Minister Ada Berg spoke to them, she said.") == [
        "Ada Berg"
    ]
