"""What is offered is answered when it is asked, and out of the corpus."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.article import Article
from index.filters import Filters
from index.search import Index
from rag.answer import Answer, Status
from rag.assistant import Assistant
from rag.followup import PastTurn
from ui.asking import render_offers
from ui.suggestions import OFFERED, Suggestions

PORT = (
    "The port of Narvik will send 40 ferries to Bergen. The harbour board met in Oslo. "
    "Ada Berg said that the bridge was safe. The council bought 12 tugboats from Denmark. "
    "Nine sailors left the port of Tromso on 3 May 2025. The school hired 25 teachers."
)


class Counting:
    """Answers as an Assistant does, and counts."""

    def __init__(self, index: Index, refuses: bool = False) -> None:
        self._assistant, self._refuses = Assistant(index), refuses
        self.asked: list[str] = []

    def ask(
        self,
        question: str,
        *,
        previous: Sequence[PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Answer:
        self.asked.append(question)
        found = self._assistant.ask(question, previous=previous, filters=filters, as_of=as_of)
        return replace(found, status=Status.INSUFFICIENT) if self._refuses else found


@pytest.fixture
def index(make_index: Callable[[Sequence[Article]], Index]) -> Index:
    return make_index([Article("port", "port.txt", PORT, "Ferries", published=date(2025, 5, 4))])


def test_the_first_questions_are_answered_and_tried_once(index: Index) -> None:
    made: list[Counting] = []

    def quoting(index: Index) -> Counting:
        made.append(Counting(index))
        return made[-1]

    suggestions = Suggestions(quoting)
    questions = suggestions.opening(index)

    assert 0 < len(questions) <= OFFERED
    for question in questions:
        assert Assistant(index).ask(question).status is Status.ANSWERED
    assert suggestions.opening(index) == questions
    assert len(made) == 1
    assert len(made[0].asked) == len(set(made[0].asked)) <= 8


def test_what_the_corpus_does_not_answer_is_not_offered(index: Index) -> None:
    assert Suggestions(lambda index: Counting(index, refuses=True)).opening(index) == ()


def test_follow_ups_are_of_other_sentences_of_the_articles_cited(index: Index) -> None:
    assistant = Assistant(index)
    answer = assistant.ask("How many ferries will the port of Narvik send to Bergen?")
    before = [PastTurn(answer.question, answer.text)]

    questions = Suggestions(Assistant).following(index, answer, before)

    assert questions
    for question in questions:
        assert "ferries" not in question
        again = assistant.ask(question, previous=before)
        assert again.status is Status.ANSWERED
        assert {citation.article_id for citation in again.citations} == {"port"}


def test_an_empty_corpus_offers_nothing(
    make_index: Callable[[Sequence[Article]], Index],
) -> None:
    empty = make_index([Article("a", "a.txt", "Rain.")])

    assert Suggestions(Assistant).opening(empty) == ()
    assert render_offers((), 0) == ""


def test_offers_are_buttons_that_ask_and_stay_text(hostile: str) -> None:
    shown = render_offers(("Who came?", hostile), 2)

    assert 'data-ask="Who came?"' in shown
    assert 'data-after="2"' in shown
    assert "<script" not in shown
