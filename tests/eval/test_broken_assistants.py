"""Every measure and every gate can fail: each broken assistant is caught by those meant for it.

The table in docs/evals.md is made here: `WRITE_DOCS=1 pytest tests/eval/test_broken_assistants.py`.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.folder import find_files, read_articles
from eval import broken
from eval.cases import SHIPPED, CaseSet
from eval.gates import MUST
from eval.measures import MEASURES
from eval.memory import memory_index
from eval.outcome import HardGate
from eval.run import Run
from eval.running import Asked, run_cases
from index.embedder import HashingEmbedder
from index.search import Hit, Index
from rag.answer import Answer
from rag.assistant import Assistant

DOCS = Path(__file__).parent.parent.parent / "docs" / "evals.md"
MARCH, SUMMIT, PLEDGE, ANKARA = (
    "paris-summit-military-delegations-ukraine.md",
    "2025-03-27-paris-summit-troops-divided.md",
    "2025-09-04-26-countries-pledge-force.md",
    "2025-03-27-france-britain-force-ankara-role.md",
)
CASES = [
    {
        "id": "pledged",
        "turns": [
            {
                "question": "How many countries pledged to join the force?",
                "facts": [["26 countries", "/twenty-six (countries|nations)/"]],
                "forbidden": ["47 countries"],
                "cites": [PLEDGE],
            },
            {"question": "And how many troops did Poland pledge?", "refuse": "not mentioned"},
        ],
    },
    {
        "id": "came",
        "question": "From how many countries did leaders come to Paris to strengthen support for "
        "Kyiv?",
        "disagreement": ["nearly 30", "31 countries"],
        "cites": [
            SUMMIT,
            {"file": MARCH, "quote": "Leaders of 31 countries had travelled to the French capital"},
        ],
    },
    {
        "id": "games",
        "question": "What did Starmer say about playing games?",
        "facts": ["playing games"],
        "speaker": "Keir Starmer",
    },
    {
        "id": "drones",
        "question": "How many people were injured by Russian drones?",
        "facts": ["20 people"],
        "must": True,
        "cites": [ANKARA],
    },
    {"id": "peru", "question": "What is the capital of Peru?", "refuse": True},
]
HIGH = [measure.name for measure in MEASURES if measure.better == "high"]
CASE_SET = CaseSet.model_validate(
    {
        "thresholds": {
            "all": dict.fromkeys(HIGH, 1.0)
            | {"words": 60, "latency_p50_ms": 200, "latency_p95_ms": 400, "tokens": 800}
        },
        "cases": CASES,
    }
)
"""Thresholds on everything, at what the assistant reaches when nothing is broken."""

Change = Callable[[Answer, Mapping[str, Article]], Answer]


class Clock:
    """Time passes when an assistant answers, and only then."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Honest:
    """The real assistant, asked once for each question; it takes 100 ms and 500 tokens."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._answers = assistant, dict[Any, Answer]()
        self.index, self.clock = assistant.index, Clock()

    def ask(self, question: str, **given: Any) -> Answer:  # noqa: ANN401
        self.clock.now += 0.1
        key = question, tuple(given.items())
        if key not in self._answers:
            self._answers[key] = replace(self._assistant.ask(question, **given), tokens=500)
        return self._answers[key]


@dataclass
class Changed:
    """An assistant whose answers are changed before they are handed over."""

    honest: Honest
    change: Change

    @property
    def index(self) -> Index:
        return self.honest.index

    def ask(self, question: str, **given: Any) -> Answer:  # noqa: ANN401
        return self.change(self.honest.ask(question, **given), self.index.articles)


@dataclass
class Slow:
    """Takes three seconds more, for one question or for all."""

    honest: Honest
    only: str = ""

    @property
    def index(self) -> Index:
        return self.honest.index

    def ask(self, question: str, **given: Any) -> Answer:  # noqa: ANN401
        self.honest.clock.now += 3.0 if self.only in question else 0.0
        return self.honest.ask(question, **given)


@dataclass
class PoorSearch:
    """Searches an index that finds nothing but what comes last."""

    honest: Honest

    @property
    def index(self) -> Index:
        return PoorIndex(self.honest.index)  # type: ignore[return-value]

    def ask(self, question: str, **given: Any) -> Answer:  # noqa: ANN401
        return self.honest.ask(question, **given)


class PoorIndex:
    def __init__(self, index: Index) -> None:
        self.articles, self.lexical, self._index = index.articles, index.lexical, index

    def search(self, *arguments: Any, **named: Any) -> list[Hit]:  # noqa: ANN401
        return self._index.search(*arguments, **named)[-1:]


def crashing(answer: Answer, _: Mapping[str, Article]) -> Answer:
    if "drones" in answer.question:
        raise ZeroDivisionError("division by zero")
    return answer


def withholding_one(answer: Answer, articles: Mapping[str, Article]) -> Answer:
    return broken.withholding(answer, articles) if "drones" in answer.question else answer


def changed(change: Change) -> Callable[[Honest], Asked]:
    return lambda honest: Changed(honest, change)


BROKEN: dict[str, tuple[Callable[[Honest], Asked], str]] = {
    "cites another article": (
        changed(broken.citing_another_article),
        "grounded cited_expected citation_recall groundedness",
    ),
    "cites needlessly": (changed(broken.citing_needlessly), "citation_precision"),
    "alters quotes": (changed(broken.altering_quotes), "quotes quote_exact"),
    "drops speakers": (
        changed(broken.dropping_speakers),
        "grounded speaker_named attribution_kept",
    ),
    "names another speaker": (
        changed(broken.naming_another_speaker),
        "grounded speaker_named attribution_kept",
    ),
    "invents numbers": (
        changed(broken.inventing_numbers),
        "grounded fact_hit forbidden_absent groundedness",
    ),
    "begins with a fact of its own": (changed(broken.beginning_with_its_own), "grounded"),
    "shows another text than was checked": (
        changed(broken.rewording_the_text),
        "grounded fact_hit",
    ),
    "adds a sentence without a source": (changed(broken.adding_of_its_own), "markers"),
    "marks what is not cited": (changed(broken.marking_what_is_not_cited), "markers"),
    "withholds an answer that failed its check": (changed(withholding_one), "quotes"),
    "answers beside the point": (
        changed(broken.answering_beside_the_point),
        "must fact_hit cited_expected",
    ),
    "picks one side": (changed(broken.picking_one_side), "disagreement_shown"),
    "always refuses": (changed(broken.refusing), "answered refusal_precision"),
    "never refuses": (changed(broken.answering_anyway), "refusal_recall"),
    "refuses for another reason": (
        changed(broken.refusing_for_another_reason),
        "refusal_reason",
    ),
    "searches badly": (PoorSearch, "recall@5 ndcg@5 mrr@10"),
    "rambles": (changed(broken.rambling), "words"),
    "is slow": (Slow, "latency_p50_ms latency_p95_ms"),
    "is slow now and then": (lambda honest: Slow(honest, "drones"), "latency_p95_ms"),
    "spends tokens": (changed(broken.spending_tokens), "tokens"),
    "crashes": (changed(crashing), "crash"),
}
"""Each with the gates meant for it, among which are all the hard gates that it may break."""


@pytest.fixture(scope="module")
def honest() -> Honest:
    folder = SHIPPED.parent.parent / "corpus" / "articles"
    read = [article for source in find_files([folder]) for article in read_articles(source)]
    articles = [article for article in read if isinstance(article, Article)]
    return Honest(Assistant(memory_index(articles, HashingEmbedder(), dense=True)))


@pytest.fixture(scope="module")
def runs(honest: Honest) -> dict[str, Run]:
    return {
        name: run_cases(CASE_SET, make(honest), clock=honest.clock)
        for name, (make, _) in BROKEN.items()
    }


def failed(run: Run) -> dict[str, None]:
    """Return the gates that failed, each once, in the order of the run."""
    return dict.fromkeys(str(gate.gate) for gate in run.failed_gates)


def test_the_honest_assistant_passes(honest: Honest) -> None:
    run = run_cases(CASE_SET, honest, clock=honest.clock)

    assert run.passed, run.failed_gates
    assert all(outcome.passed for outcome in run.outcomes)
    assert all(summary.value is not None for summary in run.measures.values())


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_assistant_is_caught_by_the_gates_meant_for_it(
    runs: dict[str, Run], name: str
) -> None:
    found, meant = set(failed(runs[name])), set(BROKEN[name][1].split())

    assert meant <= found
    assert found & set(HardGate) == meant & set(HardGate)


def test_every_measure_and_every_gate_has_something_to_catch() -> None:
    meant = {gate for _, gates in BROKEN.values() for gate in gates.split()}

    assert meant == {measure.name for measure in MEASURES} | set(HardGate) | {MUST}


def test_broken_answers_point_at_the_sentence_and_what_it_cites(runs: dict[str, Run]) -> None:
    (first, *_) = (one for one in runs["invents numbers"].outcomes if one.id == "drones")

    assert [one.gate for one in first.broken] == [HardGate.GROUNDED]
    assert first.broken[0].statement.startswith("More than 47 people were injured")
    assert "“More than 20 people were injured" in first.broken[0].evidence
    assert "'More than 47'" in first.broken[0].message


def test_the_docs_show_what_caught_which(runs: dict[str, Run]) -> None:
    rows = [
        "| An assistant that | breaks the hard gates | misses `must`, and the thresholds on |",
        "|---|---|---|",
    ]
    for name, run in runs.items():
        hard = ", ".join(f"**{gate}**" for gate in failed(run) if gate in set(HardGate))
        soft = ", ".join(f"`{gate}`" for gate in failed(run) if gate not in set(HardGate))
        rows.append(f"| {name} | {hard or '–'} | {soft or '–'} |")
    documented("broken assistants", "\n".join(rows))


def test_the_docs_define_the_measures() -> None:
    rows = ["| Measure | Better | Definition |", "|---|---|---|"]
    for one in MEASURES:
        rows.append(
            f"| `{one.name}` | {one.better} | {one.definition.replace('|', chr(92) + '|')} |"
        )
    documented("measures", "\n".join(rows))


def documented(name: str, text: str) -> None:
    """Compare `text` with what stands in the docs between the marks of `name`, or write it."""
    begin, end = f"<!-- {name}: written by its test -->\n", f"\n<!-- end of {name} -->"
    docs = DOCS.read_text(encoding="utf-8")
    head, rest = docs.split(begin)
    old, tail = rest.split(end)
    if os.environ.get("WRITE_DOCS"):
        DOCS.write_text(f"{head}{begin}{text}{end}{tail}", encoding="utf-8")
    else:
        assert old == text, "run WRITE_DOCS=1 pytest tests/eval/test_broken_assistants.py"
