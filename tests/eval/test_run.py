"""The gate can fail: each kind of broken assistant is caught by the measure meant for it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.article import Article
from corpus.errors import CasesError
from eval.cases import CaseSet
from eval.run import Results, run_cases
from index.search import Index
from rag.answer import Answer, Status
from rag.assistant import Assistant
from rag.compose import compose

ARTICLES = [
    Article("a", "a.txt", "Minister Ada Berg said that nine ferries will sail to Bergen."),
    Article("b", "b.txt", "The choir of Narvik sang in the old church all night."),
]
CASES = CaseSet.model_validate(
    {
        "thresholds": {"facts": 0.9, "citations": 0.9, "refusals": 0.9, "answered": 0.9},
        "cases": [
            {
                "id": "ferries",
                "question": "How many ferries will sail to Bergen?",
                "facts": ["NINE ferries", ["Ada Berg", "the minister"]],
                "forbidden": ["ten"],
                "cites": ["a.txt"],
            },
            {"id": "poland", "question": "What did Poland say?", "refuse": True},
        ],
    }
)

Change = Callable[[Answer], Answer]


def refuse(answer: Answer) -> Answer:
    return replace(
        answer, status=Status.INSUFFICIENT, reason="no", text="No.", statements=(), citations=()
    )


def cite_another(answer: Answer) -> Answer:
    if not answer.citations:
        return answer
    text = ARTICLES[1].text
    other = [
        replace(c, file="b.txt", article_id="b", start=0, end=len(text), quote=text)
        for c in answer.citations
    ]
    said = [replace(s, text=text) for s in answer.statements]
    return replace(
        answer,
        citations=tuple(other),
        statements=tuple(said),
        text=f"{text} [1] nine ferries Ada Berg",
    )


def say_ten(answer: Answer) -> Answer:
    return replace(answer, text=answer.text + " Or ten.")


def alter_quote(answer: Answer) -> Answer:
    return replace(
        answer, citations=tuple(replace(c, quote=c.quote.upper()) for c in answer.citations)
    )


def never_refuse(answer: Answer) -> Answer:
    return replace(answer, status=Status.ANSWERED)


def run(make_index: Callable[..., Index], change: Change = lambda answer: answer) -> Results:
    assistant = Assistant(make_index(ARTICLES))
    honest = assistant.ask
    assistant.ask = lambda *args, **kwargs: change(honest(*args, **kwargs))  # type: ignore[method-assign]
    return run_cases(CASES, assistant)


def test_an_honest_assistant_passes(make_index: Callable[..., Index]) -> None:
    results = run(make_index)

    assert results.passed, results.failed_gates
    assert results.measures == {"facts": 1, "citations": 1, "refusals": 1, "answered": 1}


@pytest.mark.parametrize(
    ("change", "gates"),
    [
        (refuse, {"answered", "facts", "citations"}),
        (cite_another, {"citations"}),
        (say_ten, {"facts"}),
        (alter_quote, {"grounding"}),
        (never_refuse, {"refusals"}),
    ],
)
def test_a_broken_assistant_fails_the_gate_meant_for_it(
    make_index: Callable[..., Index], change: Change, gates: set[str]
) -> None:
    results = run(make_index, change)

    assert {line.split()[0] for line in results.failed_gates} == gates
    assert not results.passed


def test_answers_that_the_check_withholds_fail_the_gate(
    make_index: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rag import assistant as module

    def off_by_one(*arguments: object) -> Answer:
        answer = compose(*arguments)  # type: ignore[arg-type]
        shifted = (replace(c, start=c.start + 1) for c in answer.citations)
        return replace(answer, citations=tuple(shifted))

    monkeypatch.setattr(module, "compose", off_by_one)

    results = run(make_index)

    assert any(
        line.startswith("grounding is broken in 1: ferries") for line in results.failed_gates
    )


def test_a_measure_without_cases_is_unscored(make_index: Callable[..., Index]) -> None:
    only_refusals = CASES.model_copy(update={"cases": CASES.cases[1:]})

    results = run_cases(only_refusals, Assistant(make_index(ARTICLES)))

    assert results.measures["facts"] is None
    assert results.passed


def test_cases_over_another_corpus_are_refused(make_index: Callable[..., Index]) -> None:
    with pytest.raises(CasesError, match=r"'ferries' cites a\.txt"):
        run_cases(CASES, Assistant(make_index(ARTICLES[1:])))


def test_results_are_json_with_a_record_for_each_case(make_index: Callable[..., Index]) -> None:
    record = run(make_index, say_ten).to_dict()

    assert record["passed"] is False
    assert [case["id"] for case in record["cases"]] == ["ferries", "poland"]
    assert record["cases"][0]["problems"] == ["forbidden: ten"]
    assert record["cases"][0]["answer"]["citations"][0]["file"] == "a.txt"
