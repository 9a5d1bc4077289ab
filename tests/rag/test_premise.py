from collections.abc import Callable

import pytest

from corpus.article import Article
from index.search import Index
from rag.answer import Refusal, Status
from rag.assistant import Assistant
from rag.evidence import Evidence
from rag.features import Features
from rag.premise import contradicting, premise

DENIED = "Ada Berg will not close the Bergen port."


def pieces(*texts: str) -> list[Evidence]:
    features = Features(0.7, 1.0, 0.0, 0.0, 0)
    articles = [Article(str(at), f"{at}.txt", text) for at, text in enumerate(texts)]
    return [Evidence(each, 0, len(each.text), features, 1.0) for each in articles]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did Ada Berg close the port?", "Ada Berg close the port"),
        ("And when will Ada Berg close the port?", "Ada Berg close the port"),
        ("On what day did the port close?", "the port close"),
        ("Did Ada Berg close the port?", None),
        ("Who closed the port?", None),
        ("", None),
    ],
)
def test_what_a_question_takes_for_granted(question: str, said: str | None) -> None:
    assert premise(question) == said


def test_what_is_taken_for_granted_not_to_be_is_not_denied_by_a_not() -> None:
    ranked = pieces(DENIED)

    assert (
        contradicting("Why did Ada Berg say that the Bergen port will not close?", ranked) is None
    )


def test_what_denies_it_is_found() -> None:
    ranked = pieces("The port has nine ferries.", DENIED)

    assert contradicting("Why did Ada Berg close the Bergen port?", ranked) is ranked[1]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Why did Ada Berg close the Bergen port?", ("Ada Berg closed the Bergen port.", DENIED)),
        ("Will Ada Berg close the Bergen port?", (DENIED,)),
        ("Why will Ada Berg not close the Bergen port?", (DENIED,)),
        ("Why did Ada Berg close the Bergen port?", ("Trains do not run to Oslo.",)),
        ("Why did Ada Berg close the Bergen port?", ()),
    ],
)
def test_what_is_told_otherwise_or_not_at_all_denies_nothing(
    question: str, texts: tuple[str, ...]
) -> None:
    assert contradicting(question, pieces(*texts)) is None


def test_the_answer_says_so_and_shows_what_denies_it(
    make_index: Callable[..., Index],
) -> None:
    articles = [Article("a", "a.txt", f"{DENIED} Nine ferries sail from there each day.")]

    answer = Assistant(make_index(articles)).ask("Why will Ada Berg close the Bergen port?")

    assert (answer.status, answer.refusal) == (Status.INSUFFICIENT, Refusal.CONTRADICTED)
    assert answer.reason is not None
    assert "“Ada Berg close the Bergen port”" in answer.reason
    assert [citation.quote for citation in answer.citations] == [DENIED]
