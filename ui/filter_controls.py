"""The filters as parts of the page: the controls, and the line that says what they leave."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from corpus.errors import GroundwireError
from rag.assistant import Assistant
from ui.filter_bar import found_articles, render_filters, render_in_force
from ui.filters_gone import Gone, gone_from, render_gone

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
_SCRIPT = Path(__file__).with_name("filters.js")


def build_filters(
    assistant: Assistant, anew: Sequence[Callable[..., Dependency]], name: str, then: str
) -> tuple[gr.HTML, gr.HTML]:
    """Put filters where the page is being built: return the controls and the line below them.

    The controls' value is what is chosen, for `filters_of`. Their ids are `name`-filters and
    `name`-force. `anew` are the events after which the corpus may be another; `then` selects what
    takes the focus when a button of the line is gone.
    """

    def find_articles(words: str) -> list[dict[str, str]]:
        return found_articles(assistant.articles, words)

    controls = gr.HTML(
        "",  # what is chosen, as JSON
        html_template="${controls}",
        controls=_controls(assistant),
        gone=Gone().as_json(),
        js_on_load=f"const FORCE = {json.dumps(f'{name}-force')};\n"
        f"const THEN = {json.dumps(then)};\n{_SCRIPT.read_text(encoding='utf-8')}",
        server_functions=[find_articles],
        elem_id=f"{name}-filters",
        elem_classes="gw-filters-part",
        apply_default_css=False,
    )
    force = gr.HTML(
        _in_force(assistant, None),
        elem_id=f"{name}-force",
        elem_classes="gw-filters-part",
        apply_default_css=False,
    )

    def show_force(chosen: str) -> str:
        return _in_force(assistant, chosen)

    def open_filters(chosen: str) -> tuple[gr.HTML, str]:
        gone = _gone(assistant, chosen)
        shown = gr.HTML(controls=_controls(assistant), gone=gone.as_json())
        return shown, render_gone(gone) + _in_force(assistant, gone.dropped(chosen))

    controls.input(show_force, controls, force, trigger_mode="always_last", **_QUIET)
    gr.on(anew, open_filters, controls, [controls, force], **_QUIET)
    return controls, force


def _gone(assistant: Assistant, chosen: str) -> Gone:
    try:
        return gone_from(assistant.index, chosen)
    except GroundwireError:
        return Gone()


def _controls(assistant: Assistant) -> str:
    try:
        articles = assistant.index.articles
        return render_filters(articles) if articles else ""
    except GroundwireError:  # the header says it
        return ""


def _in_force(assistant: Assistant, chosen: str | None) -> str:
    try:
        index = assistant.index
        return render_in_force(index, chosen) if index.articles else ""
    except GroundwireError:
        return ""
