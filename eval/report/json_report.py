"""A run as JSON, and the JSON of an earlier run as a baseline.

Two runs of the same code on the same index are the same byte for byte but for "conditions" and
"timings": everything measured with a clock stands in the latter. Only "passed" is of all gates, so
that a threshold on a latency can turn it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from corpus.errors import CasesError
from eval.baseline import TIMING, Baseline, Comparison, PastTurn, asked
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report.reading import closed_gaps
from eval.run import FailedGate, Run, Summary

FORMAT = "groundwire-eval"
VERSION = 1


def to_dict(
    run: Run,
    conditions: Mapping[str, Any],
    comparison: Comparison | None = None,
    judgements: Judgements | None = None,
) -> dict[str, Any]:
    """Return everything about a run as JSON-ready data.

    `conditions` says under which it ran: versions, model, case file, date.
    """
    by_tag = {tag: _summaries(of) for tag, of in sorted(run.by_tag.items())}
    measures = _summaries(run.measures)
    compared = _comparison(comparison) if comparison else {}
    return {
        "format": FORMAT,
        "version": VERSION,
        "conditions": dict(conditions),
        "passed": run.passed,
        "drafts": run.drafts,
        "closed_gaps": closed_gaps(run),
        "thresholds": run.case_set.thresholds.model_dump(mode="json"),
        "measures": _untimed(measures),
        "by_tag": {tag: _untimed(of) for tag, of in by_tag.items()},
        "failed_gates": [asdict(gate) for gate in run.failed_gates if not _of_time(gate)],
        "baseline": {**compared, "differences": _untimed(compared["differences"])}
        if compared
        else None,
        "judge": _judged(judgements) if judgements else None,
        "turns": [_turn(outcome) for outcome in run.outcomes],
        "timings": {
            "measures": _timed(measures),
            "by_tag": {tag: _timed(of) for tag, of in by_tag.items()},
            "failed_gates": [asdict(gate) for gate in run.failed_gates if _of_time(gate)],
            "baseline": _timed(compared.get("differences", {})),
            "turns": {outcome.id: _timing(outcome) for outcome in run.outcomes},
        },
    }


def to_json(
    run: Run,
    conditions: Mapping[str, Any],
    comparison: Comparison | None = None,
    judgements: Judgements | None = None,
) -> str:
    """Return `to_dict` as text, ending in a line feed."""
    data = to_dict(run, conditions, comparison, judgements)
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


class _Scored(BaseModel):
    scores: dict[str, float | None]


class _PastTurn(_Scored):
    id: str
    asked: dict[str, Any]
    passed: bool
    known_gap: bool


class _Timings(BaseModel):
    turns: dict[str, _Scored]


class _Results(BaseModel):
    turns: list[_PastTurn]
    timings: _Timings


def results_of(data: Any, name: str) -> Baseline:  # noqa: ANN401 -- whatever the file holds
    """Return an earlier run from its JSON data; `name` is what it is called in errors.

    Raises CasesError if `data` is not what `to_dict` returns.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CasesError(f"{name} is no result of groundwire eval: write one with --json")
    if data.get("version") != VERSION:
        raise CasesError(
            f"{name} has version {data.get('version')!r} of the format, and this is {VERSION}: "
            "write it anew with --json"
        )
    try:
        results = _Results.model_validate(data)
    except ValidationError as error:
        found = error.errors()[0]
        where = ".".join(map(str, found["loc"]))
        raise CasesError(
            f"{name} is damaged at {where} ({found['msg']}): write it anew with --json"
        ) from error
    times = results.timings.turns
    return {
        turn.id: PastTurn(
            turn.id,
            turn.asked,
            turn.passed,
            not turn.known_gap,
            {**turn.scores, **(times[turn.id].scores if turn.id in times else {})},
        )
        for turn in results.turns
    }


def load_baseline(file: Path) -> Baseline:
    """Return an earlier run from its JSON file. Raises CasesError if it cannot be read."""
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise CasesError(f"{file} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise CasesError(
            f"{file} is no result of groundwire eval (no JSON): write one with --json"
        ) from error
    return results_of(data, str(file))


def _turn(outcome: Outcome) -> dict[str, Any]:
    answer = outcome.answer.to_dict() if outcome.answer else None
    if answer:
        del answer["timings_ms"]
    return {
        "id": outcome.id,
        "case": outcome.case.id,
        "question": outcome.turn.question,
        "tags": list(outcome.case.tags),
        "must": outcome.case.must,
        "known_gap": not outcome.case.gates,
        "passed": outcome.passed,
        "broken": [asdict(broken) for broken in outcome.broken],
        "problems": list(outcome.problems),
        "scores": _untimed(outcome.scores),
        "tokens": outcome.tokens,
        "asked": asked(outcome),
        "retrieved": list(outcome.retrieved),
        "answer": answer,
    }


def _timing(outcome: Outcome) -> dict[str, Any]:
    return {
        "latency_ms": outcome.latency_ms,
        "scores": _timed(outcome.scores),
        "steps_ms": dict(outcome.answer.timings_ms) if outcome.answer else {},
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    plain = asdict(comparison)
    del plain["failed_gates"]  # they stand among the run's
    plain["differences"] = {found.pop("measure"): found for found in plain["differences"]}
    return plain


def _judged(judgements: Judgements) -> dict[str, Any]:
    return asdict(judgements) | {"agreement": asdict(judgements.agreement)}


def _summaries(measures: Mapping[str, Summary]) -> dict[str, Any]:
    return {name: asdict(summary) for name, summary in measures.items()}


def _timed(by_measure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in by_measure.items() if name.startswith(TIMING)}


def _untimed(by_measure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in by_measure.items() if not name.startswith(TIMING)}


def _of_time(gate: FailedGate) -> bool:
    return gate.gate.startswith(TIMING)
