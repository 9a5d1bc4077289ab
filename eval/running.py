"""Asking an assistant the questions of a case set."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.errors import CasesError
from eval.cases import Case, CaseSet, Turn
from eval.fitting import asked_cases, require_fit
from eval.gates import failed_hard_gates, failed_must, failed_thresholds
from eval.hard_gates import broken, crashed
from eval.known import idle_thresholds
from eval.measure import Answered
from eval.measures import MEASURES
from eval.measures.retrieval import DEPTH
from eval.names import Names
from eval.outcome import Outcome
from eval.problems import problems
from eval.run import Run
from eval.summary import summarise, summarise_tags
from index.filters import Filters
from index.preference import Preference
from index.search import Index
from rag.answer import Answer
from rag.followup import PastTurn
from rag.holdings import Holdings
from rag.request import prepare_for

_LOG = logging.getLogger(__name__)
_PASSAGES = 40
"""How many passages a ranking of articles is made of; the best of one gives it its rank."""

Progress = Callable[[str, int, int], None]
"""Is told the step, and how many of how many are done."""


class Asked(Protocol):
    """What the evals ask: rag.assistant.Assistant, or whatever stands in its place."""

    @property
    def index(self) -> Index:
        """What it answers from."""

    def ask(
        self,
        question: str,
        *,
        previous: Sequence[str | PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Answer:
        """Answer `question`; see rag.assistant.Assistant.ask."""


def run_cases(
    case_set: CaseSet,
    assistant: Asked,
    progress: Progress = lambda step, done, total: None,
    clock: Callable[[], float] = time.perf_counter,
) -> Run:
    """Ask every case but drafts, score the answers and look which gates hold.

    What the assistant raises is that turn's failure, and the run goes on; and so where an answer
    is so wrong that it cannot be scored. `clock` gives seconds.
    Before the first question the index is searched once, so that loading a model is in no latency.

    Raises CasesError if no case is left to ask, if a case cites a file or a sentence that is not
    in the index, or if a threshold is on a measure or a tag that there is not; whatever the index
    raises if it cannot be searched.
    """
    for trouble in idle_thresholds(case_set):
        raise CasesError(trouble.message)
    cases = asked_cases(case_set)
    index = assistant.index
    names = Names(index.articles)
    require_fit(cases, names)
    index.search(cases[0].asked[0].question)
    examiner = _Examiner(assistant, index, names, Holdings(index.articles), clock)
    outcomes: list[Outcome] = []
    for done, case in enumerate(cases, start=1):
        outcomes += examiner.outcomes(case)
        progress("cases", done, len(cases))
    gating = [outcome for outcome in outcomes if outcome.case.gates]
    measures, by_tag = summarise(gating, MEASURES), summarise_tags(outcomes, MEASURES)
    failed = (
        *failed_hard_gates(outcomes),
        *failed_must(outcomes),
        *failed_thresholds(outcomes, measures, by_tag, case_set.thresholds),
    )
    drafts = len(case_set.cases) - len(cases)
    return Run(case_set, tuple(outcomes), drafts, measures, by_tag, failed)


@dataclass(frozen=True, slots=True)
class _Examiner:
    """Asks the turns of a case one after the other, each with those before it."""

    assistant: Asked
    index: Index
    names: Names
    holdings: Holdings
    clock: Callable[[], float]

    def outcomes(self, case: Case) -> Iterator[Outcome]:
        """Yield what comes of each turn of `case`."""
        previous: list[PastTurn] = []
        for number, turn in enumerate(case.asked, start=1):
            outcome = self._outcome(case, turn, number, previous)
            said = outcome.answer.text if outcome.answer else ""
            previous.append(PastTurn(turn.question, said))
            yield outcome

    def _outcome(
        self, case: Case, turn: Turn, number: int, previous: Sequence[PastTurn]
    ) -> Outcome:
        filters = case.filters.filters() if case.filters else None
        answer, latency, begun = None, 0.0, self.clock()
        try:
            answer = self.assistant.ask(
                turn.question, previous=tuple(previous), filters=filters, as_of=case.as_of
            )
            latency = (self.clock() - begun) * 1000
            index, holdings = self.index, self.holdings
            request = prepare_for(index, holdings, turn.question, previous, case.as_of)
            retrieved = self._ranked(answer.standalone_question, filters, request.prefer)
            return self._scored(case, turn, number, answer, retrieved, latency)
        except Exception as error:  # an answer that cannot be scored is no better than none
            _LOG.warning("turn %d of case %r crashed", number, case.id, exc_info=True)
            latency = latency or (self.clock() - begun) * 1000
            unscored = {measure.name: None for measure in MEASURES}
            broke = (crashed(error),)
            return Outcome(case, turn, number, answer, (), latency, None, unscored, broke, ())

    def _ranked(
        self, question: str, filters: Filters | None, prefer: Preference
    ) -> tuple[str, ...]:
        """Return the articles that the search ranks best for what the answer searched for."""
        hits = self.index.search(question, _PASSAGES, filters, prefer)
        return tuple(dict.fromkeys(self.names.of(hit.article) for hit in hits))[:DEPTH]

    def _scored(
        self,
        case: Case,
        turn: Turn,
        number: int,
        answer: Answer,
        retrieved: tuple[str, ...],
        latency: float,
    ) -> Outcome:
        articles, relevant = self.index.articles, self.names.relevant(turn)
        tokens = answer.tokens
        answered = Answered(turn, answer, articles, retrieved, latency, tokens, relevant)
        scores = {measure.name: measure.score(answered) for measure in MEASURES}
        broke, missing = broken(answer, articles), problems(answered)
        return Outcome(
            case, turn, number, answer, retrieved, latency, tokens, scores, broke, missing
        )
