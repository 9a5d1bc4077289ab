"""JUnit XML, as a reader of it sees it."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from eval.baseline import Comparison
from eval.outcome import Broken, HardGate, Outcome
from eval.report.junit import to_junit
from eval.run import FailedGate, Run


def suites(run: Run, comparison: Comparison | None = None) -> list[ET.Element]:
    report = ET.fromstring(to_junit(run, "ferries", comparison))  # noqa: S314 -- our own
    assert report.tag == "testsuites"
    return list(report)


def by_name(suite: ET.Element) -> dict[str | None, ET.Element]:
    return {test.get("name"): test for test in suite.iter("testcase")}


def test_a_test_for_each_turn(full_run: Run) -> None:
    turns, _ = suites(full_run)
    found = by_name(turns)

    assert [turns.get(n) for n in ("tests", "failures", "errors", "skipped")] == list("8311")
    assert list(found) == [outcome.id for outcome in full_run.outcomes]
    assert {test.get("classname") for test in found.values()} == {"ferries"}
    assert found["nine"].get("time") == "0.012"
    assert list(found["nine"]) == []
    assert list(found["closed"]) == []


def test_a_failure_holds_the_sentence_and_its_evidence(full_run: Run) -> None:
    (failure,) = by_name(suites(full_run)[0])["ungrounded"]

    assert (failure.tag, failure.get("type")) == ("failure", "grounded")
    assert failure.get("message") == "grounded: 27 is in none of what it cites"
    assert failure.text is not None
    assert "Sentence: 27 ferries sail." in failure.text
    assert "Evidence: Nine ferries sail" in failure.text
    assert "Question: How many ferries sail to Bergen?" in failure.text


def test_a_crash_is_an_error_and_a_known_gap_is_skipped(full_run: Run) -> None:
    found = by_name(suites(full_run)[0])

    (crash,), (gap,) = found["crashed"], found["gap"]
    assert (crash.tag, crash.get("message")) == ("error", "crash: KeyError: 'x'")
    assert (gap.tag, gap.get("message")) == ("skipped", "known gap: fact missing: nine")


def test_a_known_gap_that_breaks_a_hard_gate_is_a_failure(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    broken = Broken(HardGate.QUOTES, "it does not quote its source")
    run = make_run(make_outcome("gap", tags=["known-gap"], broken=[broken]))

    (failure,) = by_name(suites(run)[0])["gap"]
    assert failure.tag == "failure"


def test_the_gates_are_a_suite_of_their_own(full_run: Run, comparison: Comparison) -> None:
    _, gates = suites(full_run, comparison)
    found = {
        name: [child.get("message") for child in test] for name, test in by_name(gates).items()
    }

    assert gates.get("name") == "ferries gates"
    assert found == {
        "markers": [],
        "quotes": [],
        "grounded": ["grounded is broken once in 1 answer: ungrounded"],
        "crash": ["crash is broken once in 1 answer: crashed"],
        "fact_hit": ["fact_hit 0.600: its lower end is below 0.900: missing"],
        "fact_hit (numbers)": [],
        "must": ["1 turn that must hold does not: missing"],
        "baseline": [],
    }
    assert (gates.get("tests"), gates.get("failures")) == ("8", "4")


def test_odd_text_breaks_nothing(odd_run: Run) -> None:
    turns, gates = suites(odd_run)
    (failure,) = next(turns.iter("testcase"))

    assert failure.get("message", "").startswith("quotes: <script>alert(1)</script> `x` |")
    assert "\N{REPLACEMENT CHARACTER}[31m" in (failure.text or "")
    assert gates.get("failures") == "1"


@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_written(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run], text: str
) -> None:
    broken = Broken(HardGate.MARKERS, text, text, text)
    one = make_outcome(f"id{text}", question=f"q{text}", answered=text, broken=[broken])
    turns, gates = suites(make_run(one, failed_gates=[FailedGate("markers", text)]))

    assert len(list(turns)) == 1
    assert gates.get("failures") == "1"


def test_it_is_the_same_each_time(full_run: Run) -> None:
    assert to_junit(full_run, "ferries") == to_junit(full_run, "ferries")
