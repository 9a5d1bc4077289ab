"""The Markdown summary, as it is rendered."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from eval.baseline import Comparison
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report.markdown import escaped, to_markdown
from eval.report.words import plain
from eval.run import Run

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def tokens(text: str) -> list[Token]:
    found = []
    for token in PARSER.parse(text):
        found += [token, *(token.children or [])]
    return found


def words(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def tables(text: str) -> list[list[str]]:
    """Return the cells of each row of each table."""
    rows: list[list[str]] = []
    for before, token in zip(tokens(text), tokens(text)[1:], strict=False):
        if before.type == "tr_open":
            rows.append([])
        if before.type in ("td_open", "th_open"):
            rows[-1].append(words(token))
    return rows


def test_verdict_failures_and_measures(
    full_run: Run, comparison: Comparison, judgements: Judgements
) -> None:
    text = to_markdown(full_run, "ferries", comparison, judgements)
    rows = tables(text)

    assert text.startswith("## ferries\n")
    said = [words(token) for token in tokens(text) if token.type == "inline"]
    assert "FAILED: 2 of 6 turns hold; 2 known gaps; 2 drafts not asked; 4 gates fail" in said
    assert ["missing", "How many ferries sail to Bergen?", "fact missing: nine"] in rows
    wrong = next(row[2] for row in rows if row[0] == "ungrounded")
    assert "Sentence: 27 ferries sail." in wrong
    assert "Evidence: Nine ferries sail" in wrong
    measure = ["fact_hit", "0.600", "0.500 to 0.700", "5", "1", "0.900 of interval", "FAILS"]
    assert measure in rows
    assert ["fact_hit (numbers)", "1.000", "0.900 to 1.000", "2", "0", "0.500", "holds"] in rows
    assert ["fact_hit", "0.900", "0.600", "-0.300", "-0.500 to -0.100", "WORSE"] in rows
    assert ["numbers", "2", "1"] in rows
    assert "Broke: missing" in said
    assert "Known gaps that hold now, so that their tag can go: closed" in said
    agreement = "agreement with our check on which answers are grounded: 0.500 of 2"
    assert f"{agreement} (Cohen's kappa 0.000)" in said


def test_a_run_that_passes_is_short(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    text = to_markdown(make_run(make_outcome()), "ferries")

    assert "**PASSED: 1 of 1 turns hold; all gates hold**" in text
    assert "Turns that fail" not in text
    assert "baseline" not in text


def test_many_failures_are_cut(
    make_outcome: Callable[..., Outcome], make_run: Callable[..., Run]
) -> None:
    turns = [make_outcome(f"c{at}", problems=["x" * 5_000]) for at in range(400)]

    text = to_markdown(make_run(*turns), "ferries")

    assert "300 more are in the JSON and HTML reports." in text
    assert len(text.encode()) < 1 << 20


def test_odd_text_is_shown_as_text(odd_run: Run, odd: str) -> None:
    text = to_markdown(odd_run, odd)

    kinds = {token.type for token in tokens(text)}
    assert not kinds & {"link_open", "code_inline", "image", "s_open"}
    inline = [t.content for t in tokens(text) if t.type in ("html_inline", "html_block")]
    assert set(inline) <= {"<br>"}
    rows = tables(text)
    assert plain(odd) in [row[1] for row in rows]


@given(st.text(max_size=80))
def test_what_is_escaped_is_shown_exactly(text: str) -> None:
    (row,) = tables(f"| {escaped(text)}. |\n| --- |\n")

    assert row == [f"{plain(text)}.".strip()]
