"""The corpus tab: what is indexed, and what happens when somebody sorts it or turns a page."""

import json
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from corpus.errors import GroundwireError
from rag.assistant import Assistant
from ui import corpus_texts, texts
from ui.corpus_edit_view import render_start, render_tools
from ui.corpus_editing import build_adding, wire_editing
from ui.corpus_editor import CorpusEditor
from ui.corpus_view import render_corpus, view_of
from ui.markup import escape

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
_HERE = Path(__file__).parent
_WORDS = {
    "question": corpus_texts.REMOVE_QUESTION,
    "details": corpus_texts.UPLOAD_STAYS,
    "remove": corpus_texts.REMOVE,
    "cancel": corpus_texts.CANCEL,
}


def build_start(assistant: Assistant, editor: CorpusEditor | None) -> gr.HTML:
    """Put what to do while nothing is indexed where the page is being built."""
    return gr.HTML(
        show_start(assistant, editor),
        elem_id="gw-start",
        apply_default_css=False,
        js_on_load=f"const EDITABLE = {json.dumps(editor is not None)};\n"
        + (_HERE / "start.js").read_text(encoding="utf-8"),
    )


def show_start(assistant: Assistant, editor: CorpusEditor | None) -> str:
    """Return what to do while nothing is indexed; nothing once something is."""
    try:
        return "" if assistant.index.articles else render_start(editor is not None)
    except GroundwireError:  # the header says it
        return ""


def stamp_of(assistant: Assistant) -> str:
    """Return what changes whenever the corpus does."""
    try:
        return assistant.index.generation
    except GroundwireError as error:  # the header says it, and when that is over
        return type(error).__name__


def wire_news(assistant: Assistant, stamp: gr.State, asked: Dependency, tabs: gr.Tabs) -> None:
    """Let `stamp` change once the corpus was changed elsewhere: on another page, or by a command.

    The page that is being built notices with its next question, or when another of its tabs is
    opened: nothing moves under the eyes of who is reading.
    """

    def notice() -> str:
        return stamp_of(assistant)

    # In the queue: else Gradio would not say that the state has changed.
    asked.then(notice, None, stamp, show_progress="hidden", api_visibility="private")
    tabs.select(notice, None, stamp, show_progress="hidden", api_visibility="private")


def build_corpus_tab(
    assistant: Assistant,
    page: gr.Blocks,
    editor: CorpusEditor | None,
    start: gr.HTML,
    stamp: gr.State,
) -> None:
    """Put the tab where the page is being built; without an `editor` the corpus is only shown.

    `stamp` changes whenever the corpus was changed on this page.
    """
    changes = gr.HTML("", elem_id="gw-changes", apply_default_css=False)
    add = build_adding(editor) if editor else None
    search = gr.Textbox(
        label=texts.SEARCH_CORPUS, placeholder=texts.NARROW, elem_id="gw-corpus-search"
    )

    def render(wanted: str | None) -> str:
        return _table(assistant, wanted, editor)

    table = gr.HTML(
        render(None),
        stamp="",
        elem_id="gw-corpus",
        apply_default_css=False,
        js_on_load=f"const TEXTS = {json.dumps(_WORDS)};\n"
        + (_HERE / "corpus.js").read_text(encoding="utf-8"),
    )

    def show_corpus(wanted: gr.EventData) -> str:
        return render(str(wanted.view))

    def open_corpus(words: str) -> str:
        return render(json.dumps({"words": words}))

    table.select(show_corpus, None, table, trigger_mode="always_last", **_QUIET)

    def follow(now: str) -> gr.HTML:
        return gr.HTML(stamp=now)  # the script asks for the view that is open

    page.load(open_corpus, search, table, **_QUIET)
    stamp.change(follow, stamp, table, **_QUIET)
    if editor and add:
        shown = [changes, table, stamp]
        wire_editing(editor, render, lambda: stamp_of(assistant), add, table, start, shown)


def _table(assistant: Assistant, wanted: str | None, editor: CorpusEditor | None) -> str:
    try:
        index = assistant.index
        shown = render_corpus(index, view_of(wanted), editor is not None)
        return shown + (render_tools(editor.taken_out(), not index.articles) if editor else "")
    except GroundwireError as error:
        return f'<p class="gw-problem">{escape(str(error))}</p>'
