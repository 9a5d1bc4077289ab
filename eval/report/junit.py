"""A run as JUnit XML, which GitHub, GitLab and Jenkins show: a test for each turn and each gate."""

from collections.abc import Iterator

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from eval.baseline import GATE, Comparison
from eval.gates import MUST
from eval.outcome import HardGate, Outcome
from eval.report.reading import crashed, fails, proof, wrong
from eval.report.words import clipped, xml_text
from eval.run import FailedGate, Run

_LONGEST = 300  # characters of a message, which lists show on a line


def to_junit(run: Run, name: str, comparison: Comparison | None = None) -> bytes:
    """Return the run as JUnit XML; `name` is the stem of the case file.

    A crash is an error, a known gap is skipped. A failed turn is a failure even where the
    thresholds leave room for it: what decides on the run is the suite of gates.
    """
    turns = _suite(name, (_turn(outcome, name) for outcome in run.outcomes))
    gates = _suite(f"{name} gates", _gates(run, name, comparison))
    report = JUnitXml(xml_text(name))
    report.add_testsuite(turns)
    report.add_testsuite(gates)
    report.update_statistics()  # type: ignore[no-untyped-call]
    xml: bytes = report.tostring()  # type: ignore[no-untyped-call]
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml + b"\n"


def _suite(name: str, tests: Iterator[TestCase]) -> TestSuite:
    suite = TestSuite(xml_text(name))
    suite.add_testcases(list(tests))
    return suite


def _turn(outcome: Outcome, name: str) -> TestCase:
    test = _test(outcome.id, name, outcome.latency_ms / 1000)
    if outcome.passed:
        return test
    lines = wrong(outcome)
    message = "; ".join(lines)
    if not fails(outcome):
        test.result = Skipped(_message(f"known gap: {message}"))
        return test
    found = (Error if crashed(outcome) else Failure)(_message(message))
    found.type = outcome.broken[0].gate if outcome.broken else "expectation"
    found.text = xml_text(_body(outcome, lines))
    test.result = found
    return test


def _body(outcome: Outcome, lines: list[str]) -> str:
    parts = [f"Question: {outcome.turn.question}", *lines]
    for broken in outcome.broken:
        parts += [f"{what}: {words}" for what, words in proof(broken)]
    if outcome.answer:
        parts.append(f"Answer: {outcome.answer.text}")
        parts += [f"[{c.n}] {c.file}: {c.quote}" for c in outcome.answer.citations]
    return "\n".join(parts)


def _gates(run: Run, name: str, comparison: Comparison | None) -> Iterator[TestCase]:
    failed: dict[tuple[str, str | None], list[FailedGate]] = {}
    for gate in run.failed_gates:
        failed.setdefault((gate.gate, gate.tag), []).append(gate)
    limits = run.case_set.thresholds
    checked: list[tuple[str, str | None]] = [(str(gate), None) for gate in HardGate]
    checked += [(MUST, None)] if any(case.must for case in run.case_set.cases) else []
    checked += [(measure, None) for measure in limits.all]
    checked += [(measure, tag) for tag, bounds in limits.tags.items() for measure in bounds]
    checked += [(GATE, None)] if comparison else []
    for what, tag in dict.fromkeys([*checked, *failed]):
        test = _test(f"{what} ({tag})" if tag else what, f"{name} gates")
        if lines := [one.message for one in failed.get((what, tag), ())]:
            found = Failure(_message("; ".join(lines)), "gate")
            found.text = xml_text("\n".join(lines))
            test.result = found
        yield test


def _test(name: str, suite: str, seconds: float = 0.0) -> TestCase:
    return TestCase(xml_text(name), classname=xml_text(suite), time=round(seconds, 6))


def _message(text: str) -> str:
    line = " ".join(text.split())
    return xml_text(clipped(line, _LONGEST))
