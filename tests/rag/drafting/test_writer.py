"""From a model's words to an answer, with a check that each test writes itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.article import Article
from corpus.errors import LLMError
from rag.answer import Answer, Citation, CorpusSummary, Status, Support
from rag.assistant import finished
from rag.compose import quoting, render
from rag.drafting.writer import Writer
from rag.evidence import Evidence
from rag.features import Features
from rag.llm.model import ScriptedModel
from rag.verify.answer import faults
from rag.verify.fault import CheckKind, Cited, Fault

TEXT = "Nine ferries sail to Bergen. Ten stay at home. Berg said that nobody sails at night."
ARTICLE = Article("a", "a.txt", TEXT, outlet="Coast Daily", published=date(2025, 3, 4))
ARTICLES = {"a": ARTICLE}
FIRST, SECOND, THIRD = (0, 28), (29, 46), (47, 84)


def citation(n: int, span: tuple[int, int]) -> Citation:
    quote = TEXT[slice(*span)]
    return Citation(n, "a.txt", "a", None, "Coast Daily", ARTICLE.published, *span, quote)


def plain_answer() -> Answer:
    citations = (citation(1, FIRST), citation(2, SECOND))
    statements = tuple(quoting(each, ARTICLE) for each in citations)
    return Answer(
        "How many?", "How many ferries?", Status.ANSWERED, None, render(statements), statements,
        citations, CorpusSummary(1, ARTICLE.published, ARTICLE.published),
    )  # fmt: skip


MORE = [Evidence(ARTICLE, *span, Features(1, 1, 1, 0, 0), 1.0) for span in (FIRST, THIRD)]


def sharing(text: str, cited: Sequence[Cited]) -> list[Fault]:
    """Find fault with each word of `text` that stands in nothing cited."""
    there = {word.strip(".,").casefold() for each in cited for word in each.text.split()}
    wrong = [word.strip(".,") for word in text.split() if word.strip(".,").casefold() not in there]
    return [Fault(CheckKind.SUPPORT, word, f"“{word}” is not in the source") for word in wrong]


def written(text: str, **how: bool | int | Exception | None) -> Answer:
    model = ScriptedModel(text, **how)  # type: ignore[arg-type]
    answer = finished(Writer(model, sharing).rewrite(plain_answer(), MORE, ARTICLES))
    assert faults(answer, ARTICLES) == []
    return answer


def said(answer: Answer) -> list[tuple[str, tuple[int, ...], Support]]:
    return [(s.text, s.citations, s.support) for s in answer.statements]


def test_what_holds_is_cited_in_the_models_words() -> None:
    answer = written("Ten stay at home [2]. Nine ferries sail [1].")

    assert said(answer) == [
        ("Ten stay at home.", (1,), Support.VERIFIED),
        ("Nine ferries sail.", (2,), Support.VERIFIED),
    ]
    assert answer.text == "Ten stay at home. [1]\n\nNine ferries sail. [2]"
    assert [c.quote for c in answer.citations] == ["Ten stay at home.", TEXT[:28]]
    assert answer.notes == (
        "In a language model's words, each sentence checked against what it cites.",
    )


def test_the_model_is_given_more_than_the_answer_cites() -> None:
    answer = written("Berg said that nobody sails at night [3].")

    assert answer.citations == (citation(1, THIRD),)


def test_what_fails_gives_way_to_what_it_cites_and_says_on_which_words() -> None:
    answer = written("Nine ferries sail [1]. Fifty stay at home [2].")

    assert said(answer)[1] == ("Ten stay at home.", (2,), Support.VERBATIM)
    assert answer.statements[1].note == (
        "In place of a sentence of the language model: “Fifty” is not in the source"
    )
    assert answer.notes[1] == (
        "1 of 2 sentences of the language model did not stand up to its sources and was replaced "
        "by them."
    )


def test_what_fails_and_cites_nothing_is_left_out() -> None:
    answer = written("Nine ferries sail [1]. Whales sing. Fifty sail [1]. Cod is dear.")

    assert [s.text for s in answer.statements] == ["Nine ferries sail.", TEXT[:28]]
    assert "3 of 4 sentences" in answer.notes[1]
    assert "replaced by them or (2) left out" in answer.notes[1]


def test_a_sentence_without_a_marker_gets_those_of_what_carries_it() -> None:
    answer = written("Nobody sails at night. Nine ferries stay at home.")

    assert said(answer) == [("Nobody sails at night.", (1,), Support.VERIFIED)]
    assert [c.start for c in answer.citations] == [47]


def test_sources_may_carry_a_sentence_together_if_it_cites_them() -> None:
    answer = written("Nine ferries stay at home [1][2][3].")

    assert said(answer) == [("Nine ferries stay at home.", (1, 2), Support.VERIFIED)]


def test_a_citation_that_carries_nothing_is_not_shown() -> None:
    answer = written("Nine ferries sail [1][2][3].")

    assert said(answer) == [("Nine ferries sail.", (1,), Support.VERIFIED)]
    assert answer.citations == (citation(1, FIRST),)


def test_sources_that_there_are_not_are_reported_and_not_shown() -> None:
    answer = written("Nine ferries sail [9]. Ten stay at home [2][12]. Cod is dear [0].")

    assert said(answer)[0] == ("Nine ferries sail.", (1,), Support.VERIFIED)
    assert "cited sources that there are not: 0, 9, 12 (it was given 3)" in answer.notes[-1]
    assert "[9]" not in answer.text + "".join(answer.notes)


def test_if_nothing_holds_the_answer_stays_and_says_why() -> None:
    answer = written("Fifty stay at home [2]. Cod is dear [9].")

    assert said(answer) == said(plain_answer())
    assert answer.text == plain_answer().text
    assert answer.statements[0].note is None
    assert "“Fifty” is not in the source" in str(answer.statements[1].note)
    assert "none of its sentences stood up" in answer.notes[0]
    assert "there are not: 9" in answer.notes[1]


def test_the_same_evidence_stands_in_once() -> None:
    answer = written("Nine ferries sail [1]. Fifty stay [2]. Sixty stay [2]. Ten stay at home [2].")

    assert [s.text for s in answer.statements] == ["Nine ferries sail.", "Ten stay at home."]


def test_a_cut_is_said() -> None:
    answer = written("Nine ferries sail [1]. Ten stay at", cut_off=True)

    assert len(answer.statements) == 1
    assert "unfinished sentence is left out" in answer.notes[-1]


@pytest.mark.parametrize(
    ("text", "error", "why"),
    [
        ("", None, "it wrote nothing"),
        ("NO ANSWER", None, "it found no answer"),
        ("Nine ferries sail [1]. Ten", LLMError("it was not done after 5 s"), "not done after 5 s"),
        ("Nine sail [1]. " * 20, None, "repeated itself"),
    ],
)
def test_whatever_goes_wrong_leaves_the_answer_with_one_line(
    text: str, error: Exception | None, why: str
) -> None:
    answer = written(text, error=error)

    (note,) = answer.notes
    assert why in note
    assert replace(answer, notes=()) == plain_answer()


def test_markup_and_links_do_not_reach_the_answer() -> None:
    answer = written("**Nine** <b>ferries</b> [sail](https://evil.example) [1].")

    assert said(answer) == [("Nine ferries sail.", (1,), Support.VERIFIED)]


def test_who_stops_listening_stops_the_model() -> None:
    model = Closable("Nine ferries sail to Bergen, all nine of them, and ten stay at home [1].")
    steps = Writer(model, sharing).rewrite(plain_answer(), MORE, ARTICLES)
    next(steps)

    steps.close()

    assert model.closed


class Closable(ScriptedModel):
    """Knows whether it was stopped."""

    closed = False

    def stream(self, prompt):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        try:
            yield from super().stream(prompt)
        finally:
            self.closed = True


def test_what_it_took_in_tokens_is_told_whether_its_words_stand_or_not() -> None:
    assert written("Nine ferries sail to Bergen. [1]", tokens=42).tokens == 42
    assert written("Elephants fly over Bergen. [1]", tokens=42).tokens == 42
    assert written("Nine ferries sail to Bergen. [1]").tokens is None
