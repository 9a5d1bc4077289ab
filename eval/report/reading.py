"""What all reports read out of a run alike: which turns fail, the rows of tables, the tags."""

from collections.abc import Iterator
from dataclasses import dataclass

from eval.baseline import Comparison
from eval.cases import KNOWN_GAP, Bound
from eval.outcome import Broken, HardGate, Outcome
from eval.report.words import figure
from eval.run import Run, Summary


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as a table shows it: over all turns, or over those with a tag."""

    measure: str
    tag: str | None
    summary: Summary
    bound: Bound | None
    holds: bool

    @property
    def label(self) -> str:
        """The measure, and the tag if it is of one."""
        return f"{self.measure} ({self.tag})" if self.tag else self.measure

    @property
    def threshold(self) -> str:
        """The limit and what it is on; empty without one."""
        if self.bound is None:
            return ""
        return figure(self.bound.limit) + (" of interval" if self.bound.on == "interval" else "")

    @property
    def verdict(self) -> str:
        """Whether the threshold holds; empty without one."""
        return "" if self.bound is None else "holds" if self.holds else "FAILS"


@dataclass(frozen=True, slots=True)
class TagCount:
    """How many turns with a tag hold."""

    tag: str
    turns: int
    held: int


def rows(run: Run) -> list[Row]:
    """Return a row for each measure, then one for each threshold on a tag."""
    limits = run.case_set.thresholds
    overall = [
        _row(run, name, None, summary, limits.all.get(name))
        for name, summary in run.measures.items()
    ]
    nothing = Summary(None, None, None, 0, 0)
    return overall + [
        _row(run, name, tag, run.by_tag.get(tag, {}).get(name, nothing), bound)
        for tag, bounds in limits.tags.items()
        for name, bound in bounds.items()
    ]


def fails(outcome: Outcome) -> bool:
    """Return whether the turn counts as failed: hard gates bind known gaps too."""
    return bool(outcome.broken) or (outcome.case.gates and not outcome.passed)


def failed(run: Run) -> list[Outcome]:
    """Return the turns that count as failed."""
    return [outcome for outcome in run.outcomes if fails(outcome)]


def gaps(run: Run) -> list[Outcome]:
    """Return the turns that miss what is known to be missing, and nothing worse."""
    return [outcome for outcome in run.outcomes if not outcome.passed and not fails(outcome)]


def closed_gaps(run: Run) -> list[str]:
    """Return the ids of cases tagged as known gaps of which all turns hold: the tag can go."""
    held: dict[str, bool] = {}
    for outcome in run.outcomes:
        if not outcome.case.gates:
            held[outcome.case.id] = held.get(outcome.case.id, True) and outcome.passed
    return [id for id, all_hold in held.items() if all_hold]


def crashed(outcome: Outcome) -> bool:
    """Return whether there is no answer."""
    return any(broken.gate is HardGate.CRASH for broken in outcome.broken)


def wrong(outcome: Outcome) -> list[str]:
    """Return what is wrong with a turn, one line each, what broke a hard gate first."""
    return [*(f"{b.gate}: {b.message}" for b in outcome.broken), *outcome.problems]


def proof(broken: Broken) -> Iterator[tuple[str, str]]:
    """Yield what shows that a hard gate is broken, each with what it is, as far as it is there."""
    if broken.statement:
        yield "Sentence", broken.statement
    if broken.evidence:
        yield "Evidence", broken.evidence


def earlier(run: Run, outcome: Outcome) -> list[Outcome]:
    """Return the turns of the conversation before this one."""
    return [o for o in run.outcomes if o.case.id == outcome.case.id and o.number < outcome.number]


def tag_counts(run: Run) -> list[TagCount]:
    """Return how many turns hold by tag, in order of the alphabet; known gaps are a tag apart."""
    counts = {}
    for tag in sorted({tag for outcome in run.outcomes for tag in outcome.case.tags}):
        of = [o for o in run.outcomes if tag in o.case.tags and (tag == KNOWN_GAP or o.case.gates)]
        counts[tag] = TagCount(tag, len(of), sum(o.passed for o in of))
    return [count for count in counts.values() if count.turns]


def past_shares(run: Run, comparison: Comparison) -> dict[str, float]:
    """Return by tag the share of turns that held in the baseline, of those compared with it."""
    alone = {*comparison.new, *comparison.changed}
    pairs = [o for o in run.outcomes if o.case.gates and o.id not in alone]
    held: dict[str, list[bool]] = {}
    for outcome in pairs:
        then = outcome.id in comparison.broke or (
            outcome.passed and outcome.id not in comparison.mended
        )
        for tag in outcome.case.tags:
            held.setdefault(tag, []).append(then)
    return {tag: sum(values) / len(values) for tag, values in held.items()}


def _row(run: Run, name: str, tag: str | None, summary: Summary, bound: Bound | None) -> Row:
    holds = not any(gate.gate == name and gate.tag == tag for gate in run.failed_gates)
    return Row(name, tag, summary, bound, holds)
