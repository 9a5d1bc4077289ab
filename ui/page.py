"""The chat page: what is on it, and what happens when somebody asks."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.errors import GroundwireError
from index.search import Index
from rag.assistant import Assistant
from rag.compose import summarise
from ui import texts
from ui.conversation import render_conversation
from ui.corpus_editor import CorpusEditor
from ui.kept.keeping import Keeping
from ui.line import Line
from ui.markup import escape
from ui.reader import empty_reader
from ui.suggestions import Asks, Suggestions

# Read when gradio is imported: nothing is reported to anybody, and no model hub is asked.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"
# Nor does Gradio sum up all calls after each one, with pandas, for a monitor that is not served.
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(2**31)

import gradio as gr

from ui.api import build_api
from ui.briefing_tab import build_briefing_tab
from ui.corpus_tab import build_corpus_tab, build_start, show_start, stamp_of, wire_news
from ui.filter_controls import build_filters
from ui.kept.events import build_list, list_button, rating_parts, wire_list
from ui.offer_events import wire_offers
from ui.talk_events import Room, build_outbox, tell_moved, wire_talk

# Questions answered at the same time; the others wait in line. Each takes a core: more of them at
# once are all as slow, and one that needs longer is overtaken by many (groundwire bench load).
_AT_ONCE = min(4, max(2, os.cpu_count() or 2))
# Visits whose state Gradio keeps, the latest: one takes up to half a megabyte. What it lets go of
# is read again from the conversations that are kept; where none are, a page would forget its turns.
_SESSIONS = 64
_SESSIONS_UNKEPT = 500
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_HERE = Path(__file__).parent


def build_page(
    assistant: Assistant,
    quoting: Callable[[Index], Asks] = Assistant,
    editor: CorpusEditor | None = None,
    keeping: Keeping | None = None,
) -> gr.Blocks:
    """Return the page that asks `assistant`. Each browser tab has a conversation of its own.

    The questions that the page offers are tried on what `quoting` makes of an index.
    Whoever opens the page may change the corpus through `editor`; without one, nobody may.
    Conversations and feedback are kept by `keeping`; without it, nothing is.
    """
    rating = rating_parts(keeping)
    page = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    page.state_session_capacity = _SESSIONS if keeping else _SESSIONS_UNKEPT
    with page:
        turns, stamp = gr.State(()), gr.State(stamp_of(assistant))
        # The corpus may be changed on this page, or elsewhere while it is served.
        anew = [page.load, stamp.change]
        with gr.Row(elem_id="gw-top"):
            top = gr.HTML(_header(assistant), elem_id="gw-header", apply_default_css=False)
            if keeping:
                list_button()
            new = gr.Button(texts.NEW_CONVERSATION, elem_id="gw-new", size="sm")
        with gr.Tabs(elem_id="gw-tabs") as tabs:
            with gr.Tab(texts.ASK_TAB, elem_id="gw-ask-tab"), gr.Row(elem_id="gw-room"):
                kept = build_list(keeping) if keeping else None
                with gr.Column(elem_id="gw-talk"):
                    start = build_start(assistant, editor)
                    talk = gr.HTML(
                        render_conversation(()),
                        elem_id="gw-conversation",
                        apply_default_css=False,
                        js_on_load=_words() + _script("page.js") + rating.script,
                        server_functions=rating.functions,
                    )
                    offers = gr.HTML("", elem_id="gw-offers", apply_default_css=False)
                    filters, _ = build_filters(assistant, anew, "gw", "#gw-question textarea")
                    outbox = build_outbox()
                    with gr.Row(elem_id="gw-form"):
                        _question_box()
                        gr.Button(texts.ASK, variant="primary", elem_id="gw-send")
                with gr.Column(elem_id="gw-source"):
                    reader = gr.HTML(empty_reader(), elem_id="gw-reader", apply_default_css=False)
            with gr.Tab(texts.BRIEFING, elem_id="gw-brief-tab"):
                build_briefing_tab(assistant, anew)
            with gr.Tab(texts.CORPUS, elem_id="gw-corpus-tab"):
                build_corpus_tab(assistant, page, editor, start, stamp)
        line = Line(_AT_ONCE)
        room = Room(turns, talk, reader, outbox, filters, new)
        asked = wire_talk(assistant, line, room, keeping)
        if keeping and kept:
            tell_moved(wire_list(keeping, assistant, kept, asked, room.shown))
        build_api(assistant, page, line, _AT_ONCE)
        wire_offers(assistant, Suggestions(quoting), anew, asked, new, turns, filters, offers)

        def open_anew() -> tuple[str, str]:
            return _header(assistant), show_start(assistant, editor)

        gr.on(anew, open_anew, None, [top, start], **_QUIET)
        wire_news(assistant, stamp, asked, tabs)
    return page


def _words() -> str:
    """Return what the script says, as a constant of it."""
    words = {"copied": texts.COPIED, "notCopied": texts.NOT_COPIED}
    return f"const TEXTS = {json.dumps(words)};\n"


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _question_box() -> None:
    gr.Textbox(  # the outbox takes what is in it
        label=texts.QUESTION,
        placeholder=texts.QUESTION_HINT,
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        autofocus=True,
        elem_id="gw-question",
    )


def _header(assistant: Assistant) -> str:
    try:
        line = texts.indexed(summarise(assistant.index.articles.values()))
    except GroundwireError as error:
        line = str(error)
    skip = f'<a class="gw-skip" href="#gw-question">{texts.SKIP}</a>'
    return f'{skip}<header><h1>{texts.NAME}</h1><p class="gw-indexed">{escape(line)}</p></header>'
