from collections.abc import Callable

import pytest

from corpus.article import Article
from index.search import Index
from rag import messages
from rag.answer import Refusal
from rag.evidence import Evidence
from rag.features import Features
from rag.sufficiency import _weak, judge, unknown_names

PLAIN = Features(similarity=0.4, coverage=0.5, expected=0.0, period=0.0, rank=0)


def test_a_country_is_known_by_its_capital_and_a_figure_by_its_place(
    make_index: Callable[..., Index],
) -> None:
    text = "Germany said that nine people were killed in Voss, Norway."
    article = Article("a", "a.txt", text)
    features = PLAIN._replace(similarity=0.9, speech=1.0)
    found = [Evidence(article, 0, len(text), features, 1.0)]
    index = make_index([article])

    def reason(question: str) -> str | None:
        return judge(index, question, found).reason

    assert reason("What did Berlin say?") is None
    assert unknown_names(index, "What did Madrid say?") == ("Madrid",)
    assert reason("How many people were killed in Voss?") is None
    assert reason("How many people were killed in Norway?") is None
    assert reason("How many people were killed in Germany, near Voss?") is None


def test_a_figure_is_not_of_the_town_to_which_the_next_sentence_turns() -> None:
    text = (
        "Nine people were hurt. In Voss the power failed. Three people were killed. "
        "That was in Molde."
    )
    article = Article("a", "a.txt", text)
    first, last = (
        [Evidence(article, text.index(part), text.index(part) + len(part), PLAIN, 1.0)]
        for part in ("Nine people were hurt.", "Three people were killed.")
    )

    assert _weak("How many people were hurt in Voss?", 0.9, first) is not None
    assert _weak("How many people were killed in Voss?", 0.9, last) is None
    assert _weak("How many people were killed in Molde?", 0.9, last) is None


def test_who_is_called_so_is_enough_however_unlike_the_sentence() -> None:
    text = "The harbour was opened by Voss mayor Ada Berg."
    found = [Evidence(Article("a", "a.txt", text), 0, len(text), PLAIN._replace(similarity=0.1), 1)]

    assert _weak("Who is the mayor of Voss?", 0.2, found) is None
    assert _weak("Who is the mayor of Bergen?", 0.2, found) is not None


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who is the mayor of Voss?", None),
        ("Who is the premier of Voss?", messages.NO_HOLDER),
        ("When did Ada Berg divorce?", messages.ONLY_NAMES),
        ("When did nine ferries sail?", messages.NO_TIME),
        ("Which nine leaders sail ferries?", messages.NO_NAMES),
        ("How long did the ferries of Voss sail?", messages.NO_FIGURE),
        (
            "When is the next meeting?",
            "“When is the next meeting” does not say of what or whom it is asked: name it in the "
            "question.",
        ),
    ],
)
def test_what_the_evidence_does_not_say_is_refused(
    make_index: Callable[..., Index], question: str, reason: str | None
) -> None:
    text = "Voss mayor Ada Berg said that nine ferries sail."
    article = Article("a", "a.txt", text)
    features = PLAIN._replace(similarity=0.9)
    found = [Evidence(article, 0, len(text), features, 1.0)]

    judgement = judge(make_index([article]), question, found)

    assert judgement.reason == reason
    assert (judgement.refusal is None) is (reason is None)
    assert judgement.refusal is not Refusal.CONTRADICTED
