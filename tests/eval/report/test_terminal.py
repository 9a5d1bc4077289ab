"""What a terminal shows, wide, narrow and as a pipe."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from eval.baseline import Comparison
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report.terminal import print_run
from eval.run import Run


def printed(
    run: Run,
    comparison: Comparison | None = None,
    judgements: Judgements | None = None,
    width: int = 120,
    colour: bool = False,
) -> str:
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="truecolor" if colour else None
    )
    print_run(run, console, comparison, judgements)
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_fails_with_sentence_and_evidence_and_the_verdict_last(
    full_run: Run, comparison: Comparison, judgements: Judgements
) -> None:
    found = lines(printed(full_run, comparison, judgements))

    at = found.index("FAIL ungrounded: How many ferries sail to Bergen?")
    assert found[at + 1 : at + 5] == [
        "grounded: 27 is in none of what it cites",
        "sentence: 27 ferries sail.",
        "evidence: Nine ferries sail",
        "answer: Nine ferries will sail to Bergen, Minister Ada Berg said on Monday. [1]",
    ]
    assert "FAIL missing: How many ferries sail to Bergen?" in found
    assert "known gaps, which gate nothing: gap" in found
    assert "known gaps that hold now, so that their tag can go: closed" in found
    assert "fact_hit 0.600 0.500 to 0.700 5 1 0.900 of interval FAILS" in found
    assert "fact_hit (numbers) 1.000 0.900 to 1.000 2 0 0.500 holds" in found
    assert "numbers 2 1" in found
    assert "Broke: missing" in found
    assert "fact_hit 0.900 0.600 -0.300 -0.500 to -0.100 WORSE" in found
    assert "latency_p50_ms 20 12 -8.000" in found
    assert "faithful to what they cite: 1.000" in found
    assert found[-2] == "gate failed: 1 turn that must hold does not: missing"
    assert found[-1].startswith("FAILED: 2 of 6 turns hold")


def test_a_run_that_passes(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    found = lines(printed(make_run(make_outcome())))

    assert found[-1] == "PASSED: 1 of 1 turns hold; all gates hold"
    assert not [line for line in found if line.startswith("FAIL")]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 89, 200])
def test_it_fits_any_width_and_loses_nothing(
    full_run: Run, comparison: Comparison, judgements: Judgements, width: int
) -> None:
    text = printed(full_run, comparison, judgements, width)

    assert max(map(len, text.splitlines())) <= width
    shown = "".join(text.split())
    for piece in ("0.500 to 0.700", "27 is in none of what it cites", "0.900 of interval", "FAILS"):
        assert piece.replace(" ", "") in shown


def test_a_pipe_gets_no_colour(full_run: Run, comparison: Comparison) -> None:
    assert "\x1b" not in printed(full_run, comparison)
    assert "\x1b" in printed(full_run, comparison, colour=True)


def test_odd_text_steers_nothing(odd_run: Run) -> None:
    text = printed(odd_run, width=400)

    assert "\x1b" not in text
    assert "\x00" not in text
    assert "<script>alert(1)</script> `x` | [a](javascript:x) [31m $x^2$" in text


def test_markup_in_a_question_is_text(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    run = make_run(make_outcome(question="Is [bold]it[/] :x: there?", problems=["[/nothing]"]))

    found = lines(printed(run))

    assert "FAIL ferries: Is [bold]it[/] :x: there?" in found
    assert "[/nothing]" in found
