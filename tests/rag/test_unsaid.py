"""What somebody is asked to have said, and did not."""

import pytest

from corpus.article import Article
from rag.evidence import Evidence
from rag.features import Features
from rag.unsaid import is_unsaid

TEXT = (
    "Norwegian ferry minister Ada Berg met Swedish Premier Nils Lund.\n\n"
    "“Nine ferries will sail,” Berg said.\n\nThe harbour of Malmö is Swedish."
)


def evidence(words: str, speech: float) -> Evidence:
    start = TEXT.index(words)
    features = Features(0.5, 0.5, 0.0, 0.0, 0.0, speech)
    return Evidence(Article("a", "a.txt", TEXT), start, start + len(words), features, 0.5)


SAID = evidence("“Nine ferries will sail,” Berg said.", 1.0)
TOLD = evidence("Norwegian ferry minister Ada Berg met Swedish Premier Nils Lund.", 0.0)


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("What did Berg say?", False),
        ("What did Berg say about ferries?", False),
        ("What did Berg say about Malmö?", True),
        ("What did Berg say about the Black Sea?", True),
        ("How many ferries will sail?", False),
        ("Who said nine ferries will sail?", False),
    ],
)
def test_a_remark_has_to_touch_the_name_it_is_to_be_about(question: str, unsaid: bool) -> None:
    assert is_unsaid(question, [SAID, TOLD]) is unsaid


@pytest.mark.parametrize(
    ("topic", "unsaid"), [("tickets", True), ("ferries", False), ("tolls", False)]
)
def test_what_only_another_speaks_of_is_unsaid(topic: str, unsaid: bool) -> None:
    text = "“Tickets are dear,” Lund said."
    features = Features(0.5, 0.5, 0.0, 0.0, 0.0, -1.0)
    other = Evidence(Article("b", "b.txt", text), 0, len(text), features, 0.5)

    assert is_unsaid(f"What did Berg say about {topic}?", [other, SAID]) is unsaid


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("What did Lund tell Berg?", True),
        ("What did Sweden say?", False),
        ("What did the harbour board say?", False),
    ],
)
def test_a_person_of_whom_no_words_are_told_said_nothing(question: str, unsaid: bool) -> None:
    assert is_unsaid(question, [TOLD]) is unsaid
