"""What all reports say alike: figures, verdicts, expectations, and text that others wrote."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from eval.baseline import Comparison, Difference
from eval.cases import Case, Expected
from eval.fields import Source, Wanted
from eval.run import Run
from rag.answer import Refusal

_BEYOND_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def verdict(run: Run) -> str:
    """Return the run in one line: "PASSED: 148 of 150 turns hold; 12 known gaps; 3 drafts"."""
    gating = [outcome for outcome in run.outcomes if outcome.case.gates]
    parts = [f"{sum(o.passed for o in gating)} of {len(gating)} turns hold"]
    known = len(run.outcomes) - len(gating)
    if known:
        parts.append(f"{known} known {'gap' if known == 1 else 'gaps'}")
    if run.drafts:
        parts.append(f"{run.drafts} {'draft' if run.drafts == 1 else 'drafts'} not asked")
    if run.passed:
        return f"PASSED: {'; '.join(parts)}; all gates hold"
    count = len(run.failed_gates)
    return f"FAILED: {'; '.join(parts)}; {count} {'gate fails' if count == 1 else 'gates fail'}"


def changes(comparison: Comparison) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lists of a comparison, each with its name."""
    yield "Broke", comparison.broke
    yield "Mended", comparison.mended
    yield "Changed, so not compared", comparison.changed
    yield "New", comparison.new
    yield "Gone", comparison.gone


def expectations(expected: Expected) -> Iterator[tuple[str, str]]:
    """Yield what was expected of an answer, as pairs of what is asked and its words."""
    for fact in expected.facts:
        yield "says", _either(fact)
    for fact in expected.forbidden:
        yield "does not say", _either(fact)
    for cited in expected.cites:
        yield "cites", " or ".join(_cited(one) for one in cited)
    if expected.refuse:
        kind = expected.refuse if isinstance(expected.refuse, Refusal) else "for any reason"
        yield "refuses", str(kind)
    if expected.disagreement:
        yield "shows as competing", "; ".join(_either(value) for value in expected.disagreement)
    if expected.speaker:
        yield "names as speaker", _either(expected.speaker)


def limits(case: Case) -> str:
    """Return which articles a case asks and from which day, if it says so."""
    parts = [f"as of {case.as_of}"] if case.as_of else []
    if case.filters:
        asked = case.filters.model_dump(mode="json", exclude_defaults=True)
        for name, value in asked.items():
            words = ", ".join(value) if isinstance(value, list) else value
            parts.append(name if value is True else f"{name} {words}")
    return "; ".join(parts)


def figure(value: float | None) -> str:
    """Return a score with three decimals, and what counts in tens without any."""
    if value is None:
        return "unscored"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def interval(low: float | None, high: float | None) -> str:
    """Return the bounds of an interval, or nothing."""
    return "" if low is None or high is None else f"{figure(low)} to {figure(high)}"


def signed(value: float) -> str:
    """Return a difference with its sign; what rounds to none is +0.000."""
    return f"{round(value, 3) + 0.0:+.3f}" if abs(value) < 10 else f"{value:+,.0f}"


def spread(found: Difference) -> str:
    """Return the bounds of a difference, or nothing."""
    if found.low is None or found.high is None:
        return ""
    return f"{signed(found.low)} to {signed(found.high)}"


def day(published: date | None) -> str:
    """Return a date as it is written in reports."""
    return published.isoformat() if published else "undated"


def plain(text: str) -> str:
    """Return `text` on one line, without characters that steer a terminal or break XML."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def clipped(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def xml_text(text: str) -> str:
    """Return `text` with what XML 1.0 cannot hold (section 2.2) replaced by U+FFFD."""
    return _BEYOND_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def named(ids: Sequence[str], most: int = 30) -> str:
    """Return the first ids as a list, and how many more there are."""
    more = f" and {len(ids) - most} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + more


def _either(wanted: Wanted) -> str:
    return " or ".join(wanted)


def _cited(one: str | Source) -> str:
    return one if isinstance(one, str) else f"{one.file}: “{one.quote}”"
