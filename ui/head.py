"""The head of an answer as HTML: the short fact, or that sources differ, and what held before."""

from collections.abc import Callable, Iterable, Iterator

from rag import messages
from rag.answer import Answer, Citation, Disagreement, DisputedValue, ShortAnswer
from ui import texts
from ui.markup import clip, escape, label

Markers = Callable[[Iterable[int]], str]
"""Renders the markers of citations."""


def render_head(answer: Answer, markers: Markers) -> str:
    """Return the head; empty where the answer has none."""
    lines = []
    if answer.short:
        lines.append(f"<strong>{_fact(answer.short)}</strong>{_when(answer.short, markers)}")
    if answer.earlier:
        states = "; ".join(_fact(state) + _when(state, markers) for state in answer.earlier)
        lines.append(f"{escape(messages.EARLIER)} {states}")
    cited = {citation.n: citation for citation in answer.citations}
    tables = "".join(_table(differ, cited, markers) for differ in answer.disagreements)
    return tables + "".join(f'<p class="gw-lead">{line}</p>' for line in lines)


def _table(differ: Disagreement, cited: dict[int, Citation], markers: Markers) -> str:
    rows = "".join(row for value in differ.values for row in _rows(value, cited, markers))
    names = (texts.VALUE, texts.OUTLET, texts.DATE)
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<table class="gw-differ"><caption>{escape(texts.differ_about(clip(differ.about)))}'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _rows(value: DisputedValue, cited: dict[int, Citation], markers: Markers) -> Iterator[str]:
    """Yield a row for each source of `value`, which stands once, beside all of them."""
    span = f' rowspan="{len(value.citations)}"' if len(value.citations) > 1 else ""
    first = f'<th scope="row"{span}>{label(value.value)}</th>'
    for n in value.citations:
        source = label(texts.source_name(cited[n]))
        day = texts.day_of(cited[n])
        yield f"<tr>{first}<td>{source} {markers((n,))}</td><td>{day}</td></tr>"
        first = ""


def _fact(short: ShortAnswer) -> str:
    return f"<bdi>{escape(clip(short.text))}</bdi>"


def _when(short: ShortAnswer, markers: Markers) -> str:
    day = ""
    if short.as_of:
        day = f' <span class="gw-as-of">{escape(messages.as_of(short.as_of))}</span>'
    return f"{day} {markers(short.citations)}"
