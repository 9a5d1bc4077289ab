"""From a draft to an answer: each sentence stands, gives way to its sources, or goes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag import messages
from rag.answer import Answer, Citation, Statement, Support
from rag.compose import render
from rag.drafting.carrying import Check, carrying, carrying_alone, faults
from rag.drafting.draft import Draft
from rag.drafting.sentences import Drafted
from rag.drafting.sources import Source

_INSTEAD = 2  # pieces of evidence that stand in for one sentence, at most


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sentence."""

    stands: bool
    statements: tuple[Statement, ...]
    """It, or what stands in for it; empty if it is left out."""


def settle(draft: Draft, sources: Sequence[Source], answer: Answer, check: Check) -> Answer:
    """Return `answer` in the words of `draft` that `check` lets through, with notes on the rest.

    A sentence is checked against what it cites or, if it cites nothing that there is, against each
    of `sources`. If it fails, what it cites stands in for it, word for word; where it cites
    nothing, nothing does. If no sentence stands, `answer` does, which was chosen with more care
    than a model's citations.
    """
    outcomes = [settled(sentence, sources, check) for sentence in draft.sentences]
    notes = (*answer.notes, *_notes(draft, outcomes, sources))
    found = tuple(_once(s for outcome in outcomes for s in outcome.statements))
    if not any(outcome.stands for outcome in outcomes):
        return replace(answer, statements=_noted(answer.statements, found), notes=notes)
    statements, citations = _renumbered(found, [source.citation for source in sources])
    return replace(
        answer,
        text=render(statements),
        statements=statements,
        citations=citations,
        short=None,  # the draft begins as it likes, and cites by other numbers
        earlier=(),
        notes=notes,
    )


def settled(sentence: Drafted, sources: Sequence[Source], check: Check) -> Outcome:
    """Return what becomes of one `sentence`: see `settle`."""
    known = [source for source in sources if source.citation.n in sentence.markers]
    find = carrying if known else carrying_alone
    if carried := find(sentence.text, known or sources, check):
        numbers = tuple(source.citation.n for source in carried)
        return Outcome(True, (Statement(sentence.text, numbers, Support.VERIFIED),))
    if not known:
        return Outcome(False, ())
    note = messages.replaced(fault.message for fault in faults(sentence.text, known, check))
    return Outcome(False, tuple(replace(s.verbatim, note=note) for s in known[:_INSTEAD]))


def _once(statements: Iterable[Statement]) -> Iterator[Statement]:
    seen = set()
    for statement in statements:
        if (key := (statement.text, statement.citations)) not in seen:
            seen.add(key)
            yield statement


def _noted(statements: Sequence[Statement], found: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return `statements` with the notes of those of `found` that say the same."""
    notes = {statement.citations: statement.note for statement in found}
    return tuple(replace(s, note=notes.get(s.citations, s.note)) for s in statements)


def _renumbered(
    statements: Sequence[Statement], citations: Sequence[Citation]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Give what is cited new numbers, in order of first use, and leave out what is not."""
    used = dict.fromkeys(n for statement in statements for n in statement.citations)
    numbers = {n: new for new, n in enumerate(used, start=1)}
    by_number = {citation.n: citation for citation in citations}
    return (
        tuple(replace(s, citations=tuple(numbers[n] for n in s.citations)) for s in statements),
        tuple(replace(by_number[n], n=new) for n, new in numbers.items()),
    )


def _notes(draft: Draft, outcomes: Sequence[Outcome], sources: Sequence[Source]) -> Iterator[str]:
    failed = [outcome for outcome in outcomes if not outcome.stands]
    replaced = sum(bool(outcome.statements) for outcome in failed)
    if len(failed) == len(outcomes):
        yield messages.not_written(messages.NO_SENTENCE_STOOD)
    else:
        yield messages.WRITTEN
    if 0 < len(failed) < len(outcomes):
        yield messages.unsupported(len(failed), len(outcomes), replaced)
    cited = {n for sentence in draft.sentences for n in sentence.markers}
    if unknown := sorted(cited - {source.citation.n for source in sources}):
        yield messages.unknown_sources(unknown, len(sources))
    if draft.cut_off:
        yield messages.CUT_OFF
