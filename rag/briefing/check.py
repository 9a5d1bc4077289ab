"""The check of a briefing: each of its lines stands where it says, word for word or checked."""

from collections.abc import Iterable, Iterator, Mapping

from corpus.article import Article
from rag.answer import Citation, Support
from rag.briefing.briefing import Briefing, Line
from rag.briefing.renumbering import lines, numbers
from rag.drafting.sources import beside_context
from rag.verify.answer import folded, is_exact
from rag.verify.statement import check


def faults(briefing: Briefing, articles: Mapping[str, Article]) -> list[str]:
    """Return what is wrong with a briefing's grounding, one line a fault; empty if nothing is.

    Checked: citations are numbered 1, 2, … in order of first use, and all used; each quote equals
    its source, character for character; each line is word for word in what it cites, and passes the
    check of statements, with the speaker named beside it; each value stands in what it cites.
    """
    return [
        *_number_faults(briefing),
        *_quote_faults(briefing, articles),
        *(
            fault
            for line in lines(briefing)
            for fault in line_faults(line, briefing.citations, articles)
        ),
        *_value_faults(briefing),
    ]


def line_faults(
    line: Line, citations: Iterable[Citation], articles: Mapping[str, Article]
) -> Iterator[str]:
    """Yield what is wrong with one line."""
    known = {c.n: c for c in citations if is_exact(c, articles)}
    cited = [known[n] for n in line.citations if n in known]
    if not cited:
        yield f"line without a citation: {line.text!r}"
        return
    if line.support is Support.VERBATIM and folded(line.text) not in folded(cited[0].quote):
        yield f"line is not verbatim in what it cites: {line.text!r}"
    beside = [beside_context(citation, articles[citation.article_id]) for citation in cited]
    for fault in check(line.text, beside, speaker=line.speaker):
        yield f"{fault.message}: {line.text!r}"


def _number_faults(briefing: Briefing) -> Iterator[str]:
    used = list(dict.fromkeys(numbers(briefing)))
    given = [citation.n for citation in briefing.citations]
    if given != list(range(1, len(given) + 1)):
        yield f"citations are numbered {given}"
    if used != given:
        yield f"citations are used in the order {used}, but there are {given}"


def _quote_faults(briefing: Briefing, articles: Mapping[str, Article]) -> Iterator[str]:
    for citation in briefing.citations:
        if not is_exact(citation, articles):
            yield f"[{citation.n}] does not quote {citation.file} at its offsets"


def _value_faults(briefing: Briefing) -> Iterator[str]:
    quotes: dict[int, Citation] = {citation.n: citation for citation in briefing.citations}
    for figure in briefing.figures:
        if figure.value not in figure.line.text or figure.about not in figure.line.text:
            yield f"figure {figure.value!r} of {figure.about!r} is not in {figure.line.text!r}"
    for disagreement in briefing.disagreements:
        for value in disagreement.values:
            first = quotes.get(value.citations[0]) if value.citations else None
            if first is None or folded(value.value) not in folded(first.quote):
                yield f"value {value.value!r} is not in what it cites"
