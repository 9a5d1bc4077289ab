"""Running a case set: conversations, filters, crashes, drafts, known gaps, and what cannot run."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import CasesError
from eval.cases import CaseSet
from eval.measures import MEASURES
from eval.outcome import HardGate, Outcome
from eval.run import Run
from eval.running import run_cases
from index.filters import Filters
from index.preference import Preference
from index.search import Hit, Index
from rag import assistant as module
from rag.answer import Answer, Support
from rag.assistant import Assistant
from rag.compose import compose
from rag.drafting.writer import Writer
from rag.followup import PastTurn
from rag.llm.model import ScriptedModel
from rag.verify.statement import check

FERRIES = "How many ferries will sail to Bergen?"
ARTICLES = [
    Article(
        "spring",
        "spring.txt",
        "Ferry minister Ada Berg said on March 3 that nine ferries will sail to Bergen.",
        published=date(2025, 3, 4),
        outlet="Fjord Weekly",
    ),
    Article(
        "autumn",
        "autumn.txt",
        "Twelve ferries will sail to Bergen, the harbour said.",
        published=date(2025, 9, 3),
        outlet="Harbour Times",
    ),
    Article("choir", "choir.txt", "The choir of Narvik sang in the old church all night."),
]
FIRST = {"id": "ferries", "question": FERRIES, "facts": ["nine ferries"], "cites": ["spring.txt"]}
POLAND = {"id": "poland", "question": "What did Poland say?", "refuse": True}


class Recorded:
    """An assistant that remembers what it was given, and may crash."""

    def __init__(self, index: Index, crash: str = "-") -> None:
        self._assistant, self._crash = Assistant(index), crash
        self.index = index
        self.given: list[tuple[str, Sequence[str | PastTurn], Filters | None, date | None]] = []

    def ask(
        self,
        question: str,
        *,
        previous: Sequence[str | PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Answer:
        self.given.append((question, previous, filters, as_of))
        if self._crash in question:
            raise RuntimeError("the lights went out\nin Narvik")
        return self._assistant.ask(question, previous=previous, filters=filters, as_of=as_of)


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index(ARTICLES)


def case_set(*cases: dict[str, Any], **thresholds: float) -> CaseSet:
    return CaseSet.model_validate({"thresholds": {"all": thresholds}, "cases": cases})


def without_times(run: Run) -> list[Outcome]:
    timed = [name for name in run.measures if name.startswith("latency")]
    return [
        replace(
            one,
            latency_ms=0.0,
            scores={name: score for name, score in one.scores.items() if name not in timed},
            answer=replace(one.answer, timings_ms={}) if one.answer else None,
        )
        for one in run.outcomes
    ]


def test_the_search_measured_prefers_what_the_assistant_s_own_does(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferred: list[Preference] = []
    search = index.search

    def spied(question: str, *given: Any, **named: Any) -> list[Hit]:  # noqa: ANN401
        preferred.extend([*given[2:], *filter(None, [named.get("prefer")])])
        return search(question, *given, **named)

    monkeypatch.setattr(index, "search", spied)
    turns = [{"question": FERRIES}, {"question": "When was it ssaid?", "facts": ["Berg"]}]

    run_cases(case_set({"id": "talk", "turns": turns}), Assistant(index))

    own, measured = preferred[::2], preferred[1::2]
    assert len(own) == 2
    assert own == measured
    assert own[1].question == "When was it said?"


def test_each_turn_gets_the_turns_before_it_with_their_answers(index: Index) -> None:
    asked = Recorded(index)
    talk = {
        "id": "talk",
        "turns": [
            {"question": FERRIES, "facts": ["ferries"]},
            {"question": "And in September?", "facts": ["Twelve"], "cites": ["autumn.txt"]},
        ],
        "filters": {"outlets": ["Fjord Weekly", "Harbour Times"]},
        "as_of": "2025-10-01",
    }

    run = run_cases(case_set(talk), asked)

    first, second = run.outcomes
    assert [one.id for one in run.outcomes] == ["talk/1", "talk/2"]
    assert first.answer and second.answer
    assert asked.given[0][1] == ()
    assert asked.given[1][1] == (PastTurn(FERRIES, first.answer.text),)
    limits = Filters(outlets=("Fjord Weekly", "Harbour Times"))
    assert {given[2:] for given in asked.given} == {(limits, date(2025, 10, 1))}
    assert second.retrieved[0] == "autumn.txt"
    assert "choir.txt" not in second.retrieved
    assert second.scores["recall@5"] == 1


def test_a_crash_is_that_turns_failure_and_the_run_goes_on(index: Index) -> None:
    talk = {
        "id": "talk",
        "turns": [
            {"question": "Who crashes?", "facts": ["x"]},
            {"question": FERRIES, "facts": ["ferries"]},
        ],
    }
    asked = Recorded(index, crash="crashes")

    run = run_cases(case_set(talk, FIRST), asked)

    crashed, after, other = run.outcomes
    assert crashed.answer is None and not crashed.passed
    assert [one.gate for one in crashed.broken] == [HardGate.CRASH]
    assert crashed.broken[0].message == "RuntimeError: the lights went out in Narvik"
    assert set(crashed.scores.values()) == {None}
    assert asked.given[1][1] == (PastTurn("Who crashes?", ""),)
    assert after.answer and other.passed
    assert [gate.gate for gate in run.failed_gates] == ["crash"]
    assert run.measures["fact_hit"].unscored == 1


def test_an_answer_that_cannot_be_scored_is_a_crash_too(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nonsense(*arguments: Any) -> Answer:  # noqa: ANN401
        return replace(compose(*arguments), statements=None)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "compose", nonsense)
    monkeypatch.setattr(module, "verified", lambda answer, _: answer)

    run = run_cases(case_set(FIRST), Assistant(index))

    assert [gate.gate for gate in run.failed_gates] == ["crash"]
    assert run.outcomes[0].answer is not None
    assert run.outcomes[0].broken[0].message.startswith("TypeError: ")


def test_drafts_are_counted_and_not_asked(index: Index) -> None:
    asked = Recorded(index)

    run = run_cases(case_set(FIRST, {**POLAND, "draft": True, "cites": []}), asked)

    assert run.drafts == 1
    assert [one.id for one in run.outcomes] == ["ferries"]
    assert len(asked.given) == 1


def test_nothing_but_drafts_cannot_run(index: Index) -> None:
    with pytest.raises(CasesError, match="no case is left to ask: all 1 are drafts"):
        run_cases(case_set({**FIRST, "draft": True}), Recorded(index))


def test_known_gaps_count_for_no_threshold_but_for_hard_gates(index: Index) -> None:
    gap = {"id": "gap", "question": FERRIES, "facts": ["eleven"], "tags": ["known-gap"]}
    crash = {"id": "dark", "question": "Who crashes?", "facts": ["x"], "tags": ["known-gap"]}

    held = run_cases(case_set(FIRST, gap, fact_hit=1.0), Recorded(index))
    broke = run_cases(case_set(FIRST, crash, fact_hit=1.0), Recorded(index, crash="crashes"))

    assert held.passed and not held.outcomes[1].passed
    assert held.measures["fact_hit"].scored == 1
    assert held.by_tag["known-gap"]["fact_hit"].value == 0
    assert [gate.gate for gate in broke.failed_gates] == ["crash"]


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"cites": ["gone.txt"]}, r"'bad' cites gone\.txt, which is not in the index"),
        (
            {"cites": [["spring.txt", {"file": "choir.txt", "quote": "They hummed."}]]},
            r"'bad' cites a sentence that is not in choir\.txt: 'They hummed\.'",
        ),
    ],
)
def test_cases_of_another_corpus_are_refused_before_anything_is_asked(
    index: Index, expected: dict[str, Any], said: str
) -> None:
    asked = Recorded(index)

    with pytest.raises(CasesError, match=said) as error:
        run_cases(case_set(FIRST, {"id": "bad", "question": "Q?", **expected}), asked)

    assert "\n" not in str(error.value)
    assert asked.given == []


def test_a_sentence_may_be_broken_over_lines_in_its_article(
    make_index: Callable[..., Index],
) -> None:
    wrapped = Article("w", "w.txt", "The choir of\n  Narvik sang all night.")
    cites = [{"file": "w.txt", "quote": "The choir of Narvik sang all night."}]
    question = "Where did the choir of Narvik sing all night?"

    run = run_cases(
        case_set({"id": "choir", "question": question, "cites": cites}),
        Recorded(make_index([wrapped, *ARTICLES])),
    )

    assert run.outcomes[0].scores["cited_expected"] == 1


def test_progress_and_latency_are_those_of_the_questions(index: Index) -> None:
    seen, times = [], iter(range(100))

    run = run_cases(
        case_set(FIRST, POLAND),
        Recorded(index),
        progress=lambda step, done, total: seen.append((step, done, total)),
        clock=lambda: next(times) * 0.25,
    )

    assert seen == [("cases", 1, 2), ("cases", 2, 2)]
    assert run.measures["latency_p95_ms"].value == 250
    assert run.measures["tokens"].value is None


def test_answers_that_the_check_withholds_break_the_gate(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def off_by_one(*arguments: Any) -> Answer:  # noqa: ANN401
        answer = compose(*arguments)
        shifted = (replace(c, start=c.start + 1) for c in answer.citations)
        return replace(answer, citations=tuple(shifted))

    monkeypatch.setattr(module, "compose", off_by_one)

    run = run_cases(case_set(FIRST), Assistant(index))

    assert [gate.gate for gate in run.failed_gates] == ["quotes"]
    assert run.outcomes[0].problems[0].startswith("refused: ")


def test_two_runs_give_the_same_but_for_the_times(make_index: Callable[..., Index]) -> None:
    cases = case_set(FIRST, POLAND)

    one, other = (run_cases(cases, Assistant(make_index(ARTICLES))) for _ in range(2))

    assert without_times(one) == without_times(other)
    for name in one.measures:
        if not name.startswith("latency"):
            assert one.measures[name] == other.measures[name]


def test_every_measure_is_reported_in_the_order_of_the_registry(index: Index) -> None:
    run = run_cases(case_set(FIRST), Recorded(index))

    assert list(run.measures) == [measure.name for measure in MEASURES]
    assert list(run.outcomes[0].scores) == list(run.measures)


def test_a_language_models_words_are_held_to_the_same_and_its_tokens_counted(index: Index) -> None:
    model = ScriptedModel("Ada Berg said that nine ferries will sail to Bergen.", tokens=99)

    run = run_cases(case_set(FIRST), Assistant(index, Writer(model, check)))

    (outcome,) = run.outcomes
    assert outcome.answer and outcome.answer.statements[0].support is Support.VERIFIED
    assert run.passed and outcome.passed
    assert run.measures["tokens"].value == outcome.tokens == 99
    assert run.measures["citation_precision"].value == 1


def test_articles_of_one_jsonl_file_are_told_apart_by_their_ids(
    make_index: Callable[..., Index],
) -> None:
    articles = [replace(article, file="news.jsonl") for article in ARTICLES]
    cites = ["spring", {"file": "spring", "quote": "nine ferries will sail to Bergen"}]
    case = {"id": "ferries", "question": FERRIES, "cites": cites}

    (outcome,) = run_cases(case_set(case), Recorded(make_index(articles))).outcomes

    assert sorted(outcome.retrieved) == ["autumn", "choir", "spring"]
    assert outcome.scores["cited_expected"] == outcome.scores["recall@5"] == 1
