"""Workflow commands, as GitHub reads them."""

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from eval.outcome import Outcome
from eval.report.annotations import to_annotations
from eval.run import FailedGate, Run

COMMAND = re.compile(r"::error (?P<properties>[^:]*)::(?P<message>.*)")


def read(line: str) -> dict[str, str]:
    """Return the properties and the message of a workflow command, as the runner does."""
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = dict(part.split("=", 1) for part in found["properties"].split(","))
    read = {name: unescaped(value) for name, value in pairs.items()}
    return {**read, "message": unescaped(found["message"])}


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(code, character)
    return text.replace("%25", "%")


def test_gates_and_turns_with_their_lines(full_run: Run) -> None:
    text = to_annotations(full_run, "evals/cases.yaml", {"ungrounded": 7, "talk": 20})
    found = [read(line) for line in text.splitlines()]

    assert len(found) == 8
    assert all(one["file"] == "evals/cases.yaml" for one in found)
    assert found[0]["message"] == "grounded is broken once in 1 answer: ungrounded"
    by_title = {one["title"]: one for one in found}
    assert by_title["ungrounded"]["line"] == "7"
    assert by_title["ungrounded"]["message"].splitlines() == [
        "How many ferries sail to Bergen?",
        "grounded: 27 is in none of what it cites",
        "Sentence: 27 ferries sail.",
        "Evidence: Nine ferries sail",
    ]
    assert by_title["talk/2"]["line"] == "20"
    assert by_title["missing"]["line"] == "1"
    assert "gap" not in by_title


def test_nothing_is_said_of_a_run_that_passes(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    assert to_annotations(make_run(make_outcome()), "cases.yaml", {}) == ""


def test_github_shows_ten_and_the_last_counts_the_rest(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    turns = [make_outcome(f"c{at}", problems=["no"]) for at in range(30)]
    run = make_run(*turns, failed_gates=[FailedGate("fact_hit", "is low")])

    lines = to_annotations(run, "cases.yaml", {}).splitlines()

    assert len(lines) == 10
    assert read(lines[1])["title"] == "c0"
    assert read(lines[-1])["message"] == "22 more turns fail: see the summary"


def test_odd_text_stays_in_its_command(odd_run: Run) -> None:
    lines = to_annotations(odd_run, "a,b:c%.yaml", {}).splitlines()

    assert len(lines) == 2
    turn = read(lines[1])
    assert turn["file"] == "a,b:c%.yaml"
    assert "%0A, ::error:: “é”" in turn["title"]
    assert turn["message"].count("<script>alert(1)</script>") == 5


@given(text=st.text(min_size=1, max_size=40), file=st.text(min_size=1, max_size=40))
def test_a_command_is_a_line_whatever_it_holds(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run], text: str, file: str
) -> None:
    one = make_outcome(text, question=text, problems=[text])

    # Only LF ends a command.
    (line, rest) = to_annotations(make_run(one), file, {}).split("\n")

    assert rest == ""
    found = read(line)
    assert found["file"] == file
    assert found["title"] == " ".join("".join(c if c.isprintable() else " " for c in text).split())
