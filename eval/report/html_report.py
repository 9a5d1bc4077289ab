"""A run as one HTML file that needs nothing else: no script, no font, no network."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.addresses import split_web_address
from eval.baseline import Comparison
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report import plots
from eval.report.judged import judge_lines
from eval.report.reading import (
    TagCount,
    closed_gaps,
    crashed,
    earlier,
    failed,
    gaps,
    past_shares,
    proof,
    rows,
    tag_counts,
)
from eval.report.words import (
    changes,
    day,
    expectations,
    figure,
    interval,
    limits,
    signed,
    spread,
    verdict,
    xml_text,
)
from eval.run import Run

_HERE = Path(__file__).parent


def to_html(
    run: Run,
    name: str,
    conditions: Mapping[str, Any],
    comparison: Comparison | None = None,
    judgements: Judgements | None = None,
) -> str:
    """Return the run as an HTML page; `name` is its heading.

    Whatever cases, articles and answers hold is shown as text.
    """
    counts = tag_counts(run)
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            name=name,
            run=run,
            conditions=_flat(conditions),
            comparison=comparison,
            judgements=judgements,
            css=Markup((_HERE / "report.css").read_text(encoding="utf-8")),  # noqa: S704 -- ours
            plots=_plots(run, counts, comparison),
            counts=counts,
            rows=rows(run),
            failed=failed(run),
            gaps=gaps(run),
            closed=closed_gaps(run),
            held=[outcome for outcome in run.outcomes if outcome.passed],
        )
    )


def _plots(
    run: Run, counts: list[TagCount], comparison: Comparison | None
) -> list[tuple[str, Markup]]:
    """Return the plots, each with what it shows in words."""
    then = "; a diamond is the baseline" if comparison else ""
    past = past_shares(run, comparison) if comparison else {}
    found = []
    if counts:
        found.append((f"Turns that hold, by tag{then}", plots.tags_plot(counts, past)))
    differences = comparison.differences if comparison else ()
    title = "Measures before and after" if comparison else "Measures"
    found.append((f"{title}{then}", plots.measures_plot(rows(run), differences)))
    times = [outcome.latency_ms for outcome in run.outcomes]
    if times:
        found.append(("Time of an answer", plots.latency_plot(times)))
    return [(words, Markup(svg)) for words, svg in found]  # noqa: S704 -- escaped by matplotlib


def _environment() -> Environment:
    # What is shown was written by others: everything is escaped, and nothing missing is passed by.
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters |= {"day": day, "figure": figure, "signed": signed, "address": _address}
    environment.globals |= {
        "changes": changes, "crashed": crashed, "earlier": earlier,
        "expectations": expectations, "interval": interval, "judge_lines": judge_lines,
        "limits": limits, "proof": proof, "slug": _slug, "spread": spread, "verdict": verdict,
    }  # fmt: skip
    return environment


def _harmless(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return xml_text(value)
    return value


def _address(text: str) -> str | None:
    """Return `text` if it is an http or https address."""
    return text if split_web_address(text) else None


def _slug(outcome: Outcome) -> str:
    """Return the id of a turn's place in the page: its own, with what ids cannot hold written."""
    return "turn-" + "".join(
        c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in outcome.id
    )


def _flat(conditions: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in conditions.items():
        name = f"{above}{key}".replace("_", " ")
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{name}: ")
        elif value not in (None, "", [], ()):
            shown = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            pairs.append((name, shown))
    return pairs
