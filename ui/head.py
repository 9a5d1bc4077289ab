"""The head of an answer as HTML: the short fact, or that sources differ, and what held before."""

from collections.abc import Callable, Iterable

from rag import messages
from rag.answer import Answer, ShortAnswer
from ui.markup import clip, escape

Markers = Callable[[Iterable[int]], str]
"""Renders the markers of citations."""


def render_head(answer: Answer, markers: Markers) -> str:
    """Return the head; empty where the answer has none."""
    lines = []
    for differ in answer.disagreements:
        values = "; ".join(
            f"<bdi>{escape(clip(value.value))}</bdi> {markers(value.citations)}"
            for value in differ.values
        )
        lines.append(f"<strong>{escape(messages.SOURCES_DIFFER)}</strong> {values}")
    if answer.short:
        lines.append(f"<strong>{_fact(answer.short)}</strong>{_when(answer.short, markers)}")
    if answer.earlier:
        states = "; ".join(_fact(state) + _when(state, markers) for state in answer.earlier)
        lines.append(f"{escape(messages.EARLIER)} {states}")
    return "".join(f'<p class="gw-lead">{line}</p>' for line in lines)


def _fact(short: ShortAnswer) -> str:
    return f"<bdi>{escape(clip(short.text))}</bdi>"


def _when(short: ShortAnswer, markers: Markers) -> str:
    day = f" {escape(messages.as_of(short.as_of))}" if short.as_of else ""
    return f"{day} {markers(short.citations)}"
