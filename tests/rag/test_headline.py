"""What stands at the head of an answer, over articles of a small corpus."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from corpus.article import Article
from index.search import Index
from rag.answer import Answer
from rag.assistant import Assistant
from rag.verify.answer import faults

QUESTION = "How many ferries will sail to Bergen?"
Ask = Callable[[Mapping[str, date | None]], Answer]


@pytest.fixture
def ask(make_index: Callable[..., Index]) -> Ask:
    """Ask QUESTION of articles that each say a number on a day."""

    def asked(numbers: Mapping[str, date | None]) -> Answer:
        articles = [
            Article(
                id=str(at),
                file=f"{at}.txt",
                text=f"The ministry of {at} said {number} ferries will sail to Bergen.",
                published=day,
            )
            for at, (number, day) in enumerate(numbers.items())
        ]
        assistant = Assistant(make_index(articles))
        answer = assistant.ask(QUESTION)
        assert faults(answer, assistant.index.articles) == []
        return answer

    return asked


def test_the_fact_asked_for_stands_first(ask: Ask) -> None:
    answer = ask({"nine": date(2025, 9, 3)})

    assert answer.short is not None
    assert answer.text.startswith("**nine ferries** (as of 3 September 2025) [1]\n\nThe ministry")
    assert answer.disagreements == answer.earlier == ()


def test_values_of_one_time_that_cannot_both_be_right_are_a_disagreement(ask: Ask) -> None:
    answer = ask({"nine": date(2025, 9, 3), "twelve": date(2025, 9, 4)})

    (differ,) = answer.disagreements
    assert {value.value.split()[0] for value in differ.values} == {"nine", "twelve"}
    assert {n for value in differ.values for n in value.citations} == {1, 2}
    assert answer.text.startswith("**Sources differ:** ")
    assert answer.short is None


def test_a_hedge_that_agrees_is_no_disagreement(ask: Ask) -> None:
    answer = ask({"28": date(2025, 9, 3), "nearly 30": date(2025, 9, 4)})

    assert answer.disagreements == ()


@pytest.mark.parametrize(
    ("other", "short"), [("Moe lives in Voss, Norway.", None), ("Moe likes tea.", "Odda, Norway")]
)
def test_no_place_stands_in_bold_beside_another_that_is_as_sure(
    make_index: Callable[..., Index], other: str, short: str | None
) -> None:
    texts = "Moe lives in Odda, Norway.", other
    articles = [Article(id=str(n), file=f"{n}.txt", text=text) for n, text in enumerate(texts)]

    answer = Assistant(make_index(articles)).ask("Where does Moe live?")

    assert (answer.short.text if answer.short else None) == short


def test_an_older_value_is_an_earlier_state(ask: Ask) -> None:
    answer = ask({"nine": date(2025, 3, 4), "twelve": date(2025, 9, 4)})

    assert answer.disagreements == ()
    assert answer.short is not None
    assert answer.short.text.startswith("twelve")
    assert [(s.text.split()[0], s.as_of) for s in answer.earlier] == [("nine", date(2025, 3, 4))]
    assert "Earlier: nine ferries (as of 4 March 2025) [2]" in answer.text
    assert answer.citations[0].published == date(2025, 9, 4)


def test_the_exact_figure_stands_for_a_hedged_one_of_the_same(ask: Ask) -> None:
    answer = ask({"over two dozen": date(2025, 9, 4), "26": date(2025, 9, 3)})

    assert answer.short is not None
    assert (answer.short.text, answer.short.as_of) == ("26 ferries", date(2025, 9, 3))
    cited = [answer.citations[n - 1].quote for n in answer.short.citations]
    assert cited and all("26 ferries" in quote for quote in cited)
    assert answer.disagreements == answer.earlier == ()


def test_the_exact_figure_of_another_time_does_not_stand_for_it(ask: Ask) -> None:
    answer = ask({"over two dozen": date(2025, 9, 3), "26": date(2025, 3, 4)})

    assert answer.short is not None
    of = {"26 ferries": date(2025, 3, 4), "over two dozen ferries": date(2025, 9, 3)}
    assert of[answer.short.text.lower()] == answer.short.as_of
    (n,) = answer.short.citations
    assert answer.citations[n - 1].published == answer.short.as_of
