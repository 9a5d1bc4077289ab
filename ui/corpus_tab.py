"""The corpus tab: what is indexed, and what happens when somebody sorts it or turns a page."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import GroundwireError
from rag.assistant import Assistant
from ui import texts
from ui.corpus_view import render_corpus, view_of
from ui.markup import escape

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
_SCRIPT = Path(__file__).with_name("corpus.js")


def build_corpus_tab(
    assistant: Assistant, page: gr.Blocks, index_sample: Callable[[], object] | None
) -> None:
    """Put the tab where the page is being built; `index_sample` fills an empty index."""
    search = gr.Textbox(
        label=texts.SEARCH_CORPUS, placeholder=texts.NARROW, elem_id="gw-corpus-search"
    )
    table = gr.HTML(
        _table(assistant, None, index_sample is not None),
        elem_id="gw-corpus",
        apply_default_css=False,
        js_on_load=_SCRIPT.read_text(encoding="utf-8"),
    )

    def show_corpus(wanted: gr.EventData) -> str:
        return _table(assistant, str(wanted.view), index_sample is not None)

    def open_corpus(words: str) -> str:
        return _table(assistant, json.dumps({"words": words}), index_sample is not None)

    def add_sample() -> str:
        try:
            if index_sample:
                index_sample()
        except GroundwireError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return _table(assistant, None, index_sample is not None)

    table.select(show_corpus, None, table, trigger_mode="always_last", **_QUIET)
    table.submit(add_sample, None, table, **_QUIET | {"queue": True, "show_progress": "minimal"})
    page.load(open_corpus, search, table, **_QUIET)


def _table(assistant: Assistant, wanted: str | None, sample: bool) -> str:
    try:
        return render_corpus(assistant.index, view_of(wanted), sample)
    except GroundwireError as error:
        return f'<p class="gw-problem">{escape(str(error))}</p>'
