"""What every answer must keep, whatever its case expects: each break, with the sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from corpus.article import Article
from eval.carried import Evidence, attempts, evidence_of
from eval.outcome import Broken, HardGate
from eval.shown import paragraphs, rest_of, with_details
from rag.answer import Answer, Refusal, Speaker
from rag.markers import as_text
from rag.verify.answer import folded, marker_flaws, quote_flaws, verbatim_flaws
from rag.verify.fault import CheckKind, Cited, Fault

HARD = frozenset(
    {
        CheckKind.QUOTATION,
        CheckKind.NUMBER,
        CheckKind.UNIT,
        CheckKind.DATE,
        CheckKind.NAME,
        CheckKind.ATTRIBUTION,
    }
)
"""The faults that break the gate; the others only count for `groundedness` and the like."""
_ENDS_CITED = re.compile(r"\[\d+\][\W_]*$")


def broken(answer: Answer, articles: Mapping[str, Article]) -> tuple[Broken, ...]:
    """Return the hard gates that `answer` breaks, each with the statement and what it cites."""
    evidence = evidence_of(answer, articles)
    return (
        *_markers(answer),
        *_quotes(answer, articles),
        *_statements(answer, evidence),
        *_heads(answer, evidence),
        *_beside(answer, evidence),
    )


def crashed(error: Exception) -> Broken:
    """Return the gate that an assistant breaks that raises `error` in place of answering."""
    said = " ".join(str(error).split())
    return Broken(HardGate.CRASH, f"{type(error).__name__}: {said}" if said else repr(error))


def _markers(answer: Answer) -> Iterator[Broken]:
    for flaw in marker_flaws(answer):
        yield Broken(HardGate.MARKERS, flaw.message, flaw.statement.text if flaw.statement else "")
    for paragraph in paragraphs(answer):
        if not _ENDS_CITED.search(paragraph):
            yield Broken(HardGate.MARKERS, "this ends without a marker", paragraph)


def _quotes(answer: Answer, articles: Mapping[str, Article]) -> Iterator[Broken]:
    if answer.refusal is Refusal.NOT_QUOTABLE:
        message = "the answer was withheld: what it stated did not pass the check of its quotes"
        yield Broken(HardGate.QUOTES, message)
    for flaw in quote_flaws(answer, articles):
        cited = flaw.citation
        n = cited.n if cited else None
        carried = (one.text for one in answer.statements if n in one.citations)
        yield Broken(HardGate.QUOTES, flaw.message, next(carried, ""), cited.quote if cited else "")


def _statements(answer: Answer, evidence: Evidence) -> Iterator[Broken]:
    """Yield what statements say that is not in what they cite.

    And what the text says in their place. Where a citation does not resolve or is not exact there
    is nothing to compare with; the other gates tell.
    """
    shown = folded(answer.text)
    inexact = {id(flaw.statement): flaw.message for flaw in verbatim_flaws(answer)}
    for one in answer.statements:
        if not one.citations or not set(one.citations) <= set(evidence):
            continue
        found = _hard_faults(one.text, one.citations, evidence, one.speaker)
        message = _joined(found) or inexact.get(id(one))
        if not message and folded(as_text(one.text)) not in shown:
            message = "the text shows something else than this statement, which was checked"
        if message:
            yield _ungrounded(message, one.text, one.citations, evidence)


def _heads(answer: Answer, evidence: Evidence) -> Iterator[Broken]:
    """Yield the same for the short facts and values above the statements, but for who says so."""
    shorts = [*([answer.short] if answer.short else []), *answer.earlier]
    heads = [(one.text, one.citations) for one in shorts]
    heads += [
        (one.value, one.citations) for differ in answer.disagreements for one in differ.values
    ]
    numbered = {citation.n for citation in answer.citations}
    for text, citations in heads:
        if not citations or not set(citations) <= numbered:
            yield Broken(HardGate.MARKERS, _uncited(citations, numbered), text)
            continue
        if not set(citations) <= set(evidence):
            continue
        found = _hard_faults(text, citations, evidence)
        unsaid = [fault for fault in found if fault.check is not CheckKind.ATTRIBUTION]
        if unsaid:
            yield _ungrounded(_joined(unsaid), text, citations, evidence)


def _uncited(citations: Sequence[int], numbered: Set[int]) -> str:
    gone = ", ".join(f"[{n}]" for n in citations if n not in numbered)
    return f"this cites {gone}, which there is not" if gone else "this cites nothing"


def _beside(answer: Answer, evidence: Evidence) -> Iterator[Broken]:
    """Yield what the text says beside all these that is not in what it cites."""
    numbered = {citation.n: citation for citation in answer.citations}
    detailed = {n: with_details(cited, numbered[n]) for n, cited in evidence.items()}
    for rest in rest_of(answer):
        if not rest.citations or not set(rest.citations) <= set(evidence):
            continue
        found = _hard_faults(rest.text, rest.citations, detailed)
        unsaid = [fault for fault in found if fault.check is not CheckKind.ATTRIBUTION]
        if unsaid:
            yield _ungrounded(_joined(unsaid), rest.text, rest.citations, evidence)


def _hard_faults(
    text: str, citations: Sequence[int], evidence: Evidence, speaker: Speaker | None = None
) -> list[Fault]:
    """Return the faults against the citation, or all of them together, that leaves the fewest."""
    cited = tuple(evidence[n] for n in dict.fromkeys(citations))
    return min((_hard(faults) for faults in attempts(text, speaker, cited)), key=len)


def _hard(faults: Iterable[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.check in HARD]


def _joined(faults: Iterable[Fault]) -> str:
    return "; ".join(dict.fromkeys(fault.message for fault in faults))


def _ungrounded(
    message: str, statement: str, citations: Sequence[int], evidence: Evidence
) -> Broken:
    return Broken(HardGate.GROUNDED, message, statement, _told(citations, evidence))


def _told(citations: Sequence[int], evidence: Mapping[int, Cited]) -> str:
    return " ".join(f"[{n}] “{folded(evidence[n].text)}”" for n in dict.fromkeys(citations))
